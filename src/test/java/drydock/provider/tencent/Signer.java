package drydock.provider.tencent;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A client of the API, written from the document and not from the server: signs, and writes forms.
record Signer(String secretId, String secretKey) {
  /// The key pair of the document's example.
  static final Signer DEVELOPMENT =
      new Signer("AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA", "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA");

  String sign(String message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The parameters with those that are common to all requests, and a signature.
  Map<String, String> signed(String method, String host, Map<String, String> parameters) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.putIfAbsent("SecretId", secretId);
    all.putIfAbsent("Timestamp", Long.toString(System.currentTimeMillis() / 1000));
    all.putIfAbsent("Nonce", "11886");
    String written =
        all.entrySet().stream()
            .map(each -> each.getKey().replace('_', '.') + "=" + each.getValue())
            .collect(Collectors.joining("&"));
    all.put("Signature", sign(method + host + "/v2/index.php?" + written));
    return all;
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
