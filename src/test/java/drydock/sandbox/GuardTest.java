package drydock.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class GuardTest {

  private static SandboxServer open;
  private static SandboxServer locked;
  private static SandboxServer remote;

  @BeforeAll
  static void start() {
    open = new SandboxServer();
    locked = new SandboxServer(withGuard(new Guard(true, Optional.of("s3cret"))));
    remote = new SandboxServer(withGuard(new Guard(false, Optional.of("s3cret"))));
  }

  private static SandboxServer.Setup withGuard(Guard guard) {
    return SandboxServer.Setup.usual().guard(guard);
  }

  @AfterAll
  static void stop() {
    open.close();
    locked.close();
    remote.close();
  }

  private static String status(SandboxServer server, String request, String headers)
      throws IOException {
    return answer(server, request, headers).substring(9, 12);
  }

  /// The answer to a request with such headers, each ended by `|`.
  private static String answer(SandboxServer server, String request, String headers)
      throws IOException {
    String head = request + " HTTP/1.1|" + headers + "Connection: close||";
    try (Socket socket = server.connect(head)) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String status(SandboxServer server, String headers) throws IOException {
    return status(server, "GET /sandbox/history", headers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "LocalHost:1",
        "127.0.0.1",
        "127.1.2.3:8080",
        "[::1]",
        "[::1]:8080",
      })
  void aLoopbackNameIsLetIn(String name) throws IOException {
    assertEquals("200", status(open, "Host: " + name + "|"));
    assertEquals("200", status(open, "Host: localhost|Origin: http://" + name + "|"));
    assertEquals("200", status(open, "Host: localhost|Origin: https://" + name + "|"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "example.com:8080",
        "localhost.example.com",
        "127.0.0.1.example.com",
        "128.0.0.1",
        "0.0.0.0",
        "10.0.0.1",
        "[::2]",
        "[::ffff:127.0.0.1]",
        "localhost:",
        "user@localhost",
      })
  void anyOtherNameIsNot(String name) throws IOException {
    assertEquals("403", status(open, "Origin: http://" + name + "|Host: localhost|"));
    assertKeptOut("Host: " + name + "|");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "localhost", "file://", "ftp://localhost", "http://localhost/x"})
  void anOriginIsAPlaceOnTheWeb(String origin) throws IOException {
    assertEquals("403", status(open, "Host: localhost|Origin: " + origin + "|"));
  }

  @Test
  void aWebPageOfElsewhereIsKeptFromEveryPath() throws IOException {
    for (String request :
        new String[] {
          "POST /sandbox/reset",
          "PUT /sandbox/clock",
          "GET /sandbox/events/stream",
          "GET /sandbox/faults",
          "GET /sandbox/nowhere",
          "GET /sandbox",
          "GET //sandbox/history",
          "GET /x/../sandbox/history",
          "GET /%73andbox/history",
          "OPTIONS /sandbox/clock",
        }) {
      assertEquals(
          "403", status(open, request, "Host: localhost|Origin: http://a.example|"), request);
      assertEquals("403", status(open, request, "Host: a.example|"), request);
    }
  }

  @Test
  void twoHostsAreNoHost() throws IOException {
    assertKeptOut("Host: localhost|Host: a.example|");
    assertKeptOut("Host: a.example|Host: localhost|");
    assertKeptOut("");
  }

  /// What is no sound request is turned away before it comes here.
  private static void assertKeptOut(String headers) throws IOException {
    String answer = answer(open, "GET /sandbox/history", headers);
    assertTrue(answer.length() > 20 && !answer.contains("sha256"), answer);
  }

  @Test
  void whereThereIsATokenItIsNeeded() throws IOException {
    for (SandboxServer server : new SandboxServer[] {locked, remote}) {
      String host = "Host: localhost|";
      assertEquals("401", status(server, host));
      assertEquals("401", status(server, host + "Authorization: s3cret|"));
      assertEquals("401", status(server, host + "Authorization: Basic s3cret|"));
      assertEquals("401", status(server, host + "Authorization: Bearer |"));
      assertEquals("401", status(server, host + "Authorization: Bearer s3cre|"));
      assertEquals("401", status(server, host + "Authorization: Bearer s3cret2|"));
      assertEquals("401", status(server, host + "Authorization: Bearer S3CRET|"));
      assertEquals("200", status(server, host + "Authorization: Bearer s3cret|"));
      assertEquals("200", status(server, host + "Authorization: bearer s3cret|"));
    }
  }

  @Test
  void theTokenIsAskedForInTheWayOfHttp() throws IOException {
    try (Socket socket =
        locked.connect("GET /sandbox/clock HTTP/1.1|Host: localhost|Connection: close||")) {
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.toLowerCase(java.util.Locale.ROOT).contains("www-authenticate: bearer"));
      assertTrue(answer.contains("application/problem+json"), answer);
    }
  }

  @Test
  void aTokenDoesNotOpenTheDoorToWebPages() throws IOException {
    String token = "Authorization: Bearer s3cret|";
    assertEquals("403", status(locked, "Host: a.example|" + token));
    assertEquals("403", status(locked, "Host: localhost|Origin: http://a.example|" + token));
  }

  @Test
  void elsewhereTheTokenIsWhatCounts() throws IOException {
    String token = "Authorization: Bearer s3cret|";
    assertEquals("200", status(remote, "Host: drydock.example|" + token));
    assertEquals("200", status(remote, "Host: drydock.example|Origin: http://a.example|" + token));
    assertEquals("401", status(remote, "Host: drydock.example|"));
  }

  @Test
  void aSandboxIsNeverOpenToAll() {
    assertThrows(IllegalArgumentException.class, () -> new Guard(false, Optional.empty()));
  }
}
