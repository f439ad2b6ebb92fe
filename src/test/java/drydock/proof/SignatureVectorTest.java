package drydock.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.server.TestPostgres;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The signatures that are printed in the service's documents, sent to the running server as they
/// stand. They are of 2016, so the answer to a right one is that it came too late, and to a wrong
/// one that it is wrong.
class SignatureVectorTest {

  private static final String SECRET = "SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA";
  private static final String TIME = "Timestamp=1465185768";

  @TempDir static Path home;
  private static PackagedServer server;

  @BeforeAll
  static void start() {
    server =
        PackagedServer.start(
            PackagedServer.Setup.instant(home.resolve("data"))
                .with("DRYDOCK_DATABASE_URL", TestPostgres.freshDatabase()));
  }

  @AfterAll
  static void stop() {
    server.terminate();
  }

  @Test
  void theSignatureOfTheApiDocumentIsRight() throws IOException {
    assertSigned(
        "Action=DescribeInstances&Nonce=11886&Region=gz&"
            + SECRET
            + "&"
            + TIME
            + "&instanceIds.0=ins-09dx96dg&limit=20&offset=0",
        "NSI3UqqD99b/UJb4tbG/xZpRW64=");
  }

  @ParameterizedTest
  @CsvSource({
    "HmacSHA256, 0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=",
    "HmacSHA1, nPVnY6njQmwQ8ciqbPl5Qe+Oru4=",
  })
  void thoseOfItsLaterEditionAreRight(String algorithm, String signature) throws IOException {
    assertSigned(
        "Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Nonce=11886&Region=ap-guangzhou&"
            + SECRET
            + "&SignatureMethod="
            + algorithm
            + "&"
            + TIME,
        signature);
  }

  private static void assertSigned(String query, String signature) throws IOException {
    String late = answer(query, signature);
    assertTrue(late.contains("\"code\":4500,"), late);
    String wrong = answer(query.replace("ins-09dx96dg", "ins-09dx96dh"), signature);
    assertTrue(wrong.contains("\"code\":4100,"), wrong);
  }

  /// Over a socket, since the host that was signed is not the one that is connected to.
  private static String answer(String query, String signature) throws IOException {
    URI address = URI.create(server.address());
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      String request =
          "GET /v2/index.php?"
              + query
              + "&Signature="
              + URLEncoder.encode(signature, UTF_8)
              + " HTTP/1.1\r\nHost: cvm.api.qcloud.com\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
