package drydock.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.qcloud.Common.Request;
import com.qcloud.Common.Sign;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The service's own Java SDK, as its users have it: a client that nobody here wrote. Its
/// `Request.send` insists on https, so the steps that it takes are taken here, with its classes.
///
/// @param host where the server is, with its port
/// @param method `GET`, or `POST`, which is a multipart form with this SDK
record SdkClient(String host, String method, String algorithm) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger NONCE = new AtomicInteger(100_000);

  JsonNode call(String action, Map<String, String> parameters) throws Exception {
    TreeMap<String, Object> all = new TreeMap<>(parameters);
    all.put("Action", action);
    all.put("Region", "gz");
    all.put("SecretId", ApiClient.SECRET_ID);
    all.put("SignatureMethod", algorithm);
    all.put("Nonce", NONCE.incrementAndGet());
    all.put("Timestamp", System.currentTimeMillis() / 1000);
    all.put("RequestClient", "SDK_JAVA_2.0.7");
    String plain = Sign.makeSignPlainText(all, method, host, "/v2/index.php");
    all.put("Signature", Sign.sign(plain, ApiClient.SECRET_KEY, algorithm));
    return JSON.readTree(
        Request.sendRequest("http://" + host + "/v2/index.php", all, method, null));
  }
}
