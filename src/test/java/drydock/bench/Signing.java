package drydock.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Requests of the development account, signed as the API document says. No two are the same.
final class Signing {

  private static final String SECRET_ID = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA";
  private static final String SECRET_KEY = "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA";
  private static final String PATH = "/v2/index.php";

  private final String host;
  private final Mac mac;
  private long nonce;

  /// @param host with its port, as the requests will name it
  Signing(String host) {
    this.host = host;
    try {
      mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(SECRET_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The bytes of a GET that asks for an action.
  byte[] request(String action, Map<String, String> parameters) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.put("Action", action);
    all.put("SecretId", SECRET_ID);
    all.put("Timestamp", Long.toString(System.currentTimeMillis() / 1000));
    all.put("Nonce", Long.toString(++nonce));
    var written = new StringJoiner("&", "GET" + host + PATH + "?", "");
    var query = new StringJoiner("&", "GET " + PATH + "?", "&Signature=");
    all.forEach((name, value) -> {
      written.add(name + "=" + value);
      query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    });
    byte[] signature = mac.doFinal(written.toString().getBytes(StandardCharsets.UTF_8));
    String encoded = Base64.getEncoder().encodeToString(signature);
    String head =
        query
            + URLEncoder.encode(encoded, StandardCharsets.UTF_8)
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\n\r\n";
    return head.getBytes(StandardCharsets.ISO_8859_1);
  }
}
