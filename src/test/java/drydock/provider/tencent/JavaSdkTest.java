package drydock.provider.tencent;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.qcloud.Common.Request;
import com.qcloud.Common.Sign;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The service's own Java SDK, as its users have it. Its `Request.send` insists on https, so the
/// steps it takes are taken here one by one with its own classes.
class JavaSdkTest {
  private static final Action SERVICE =
      Action.of(
          "ModifyClusterServiceImage",
          Parameters.of(
              required("serviceName", text()),
              optional("src_image", text()),
              optional("image", text()),
              optional("note", text()),
              optional("limit", integer())),
          Returns.data(Object.class),
          call -> Answer.now(new Answer.Data(call.arguments().shown())));

  private final ApiServer server =
      new ApiServer(ApiServer.Setup.usual().replay(Replay.Policy.ALL), SERVICE);

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"GET,HmacSHA1", "GET,HmacSHA256", "POST,HmacSHA1", "POST,HmacSHA256"})
  void itsRequestsAreServed(String method, String algorithm) throws Exception {
    assertEquals(
        "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\",\"data\":{\"limit\":\"20\",\"note\":\"\\u4e2d"
            + " \\/&=+%41\",\"serviceName\":\"web\",\"src_image\":\"tencentyun\\/foo:v1\"}}",
        send(method, server.host(), algorithm, "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA"));
  }

  @ParameterizedTest
  @CsvSource({"GET", "POST"})
  void behindTheNameOfTheRealServiceTheyAreServedToo(String method) throws Exception {
    assertTrue(
        send(method, "ccs.api.qcloud.com", "HmacSHA1", "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA")
            .contains("\"code\":0"));
  }

  @ParameterizedTest
  @CsvSource({"GET", "POST"})
  void withAnotherKeyTheyAreRefused(String method) throws Exception {
    assertTrue(send(method, server.host(), "HmacSHA1", "another key").contains("\"code\":4100"));
  }

  @Test
  void itsBase64AndSignaturesAreOurs() throws Exception {
    TreeMap<String, Object> parameters = new TreeMap<>(Map.of("Action", "A", "a_b", "1"));
    String plain = Sign.makeSignPlainText(parameters, "GET", "h", "/v2/index.php");
    assertEquals("GETh/v2/index.php?Action=A&a.b=1", plain);
    assertEquals(
        Signer.DEVELOPMENT.sign(plain),
        Sign.sign(plain, Signer.DEVELOPMENT.secretKey(), "HmacSHA1"));
  }

  private String send(String method, String host, String algorithm, String key) throws Exception {
    TreeMap<String, Object> parameters =
        new TreeMap<>(
            Map.of(
                "Action", "ModifyClusterServiceImage",
                "Region", "gz",
                "SignatureMethod", algorithm,
                "serviceName", "web",
                "src_image", "tencentyun/foo:v1",
                "image", "",
                "note", "中 /&=+%41",
                "limit", 20));
    if (method.equals("POST")) {
      parameters.put("file", "@not signed");
    }
    parameters.put("SecretId", Signer.DEVELOPMENT.secretId());
    parameters.put("Nonce", 1_234_567);
    parameters.put("Timestamp", System.currentTimeMillis() / 1000);
    parameters.put("RequestClient", "SDK_JAVA_2.0.7");
    String plain = Sign.makeSignPlainText(parameters, method, host, "/v2/index.php");
    parameters.put("Signature", Sign.sign(plain, key, algorithm));
    return Request.sendRequest(server.uri("").toString(), parameters, method, null);
  }
}
