package drydock.provider.tencent;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Type.list;
import static drydock.provider.tencent.Type.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What reaches the server from strangers and broken clients: it must be answered or cut off, and
/// soon.
class FrontDoorTest {
  private static final Action ECHO =
      Action.of(
          "GetLimit",
          Parameters.of(optional("a", text()), optional("names", list(text()).atMost(20_000))),
          Returns.data(Object.class),
          call ->
              Answer.now(
                  new Answer.Data(
                      Map.of(
                          "a",
                          call.arguments().text("a"),
                          "count",
                          call.arguments().texts("names").size()))));

  private static ApiServer server;

  @BeforeAll
  static void start() {
    server = new ApiServer(ApiServer.Setup.usual().open(), ECHO);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void longRequestLinesAreServedAndLongerOnesAnswered() {
    String value = "x".repeat(30_000);
    assertTrue(server.get(Map.of("Action", "GetLimit", "a", value)).contains(value));
    String answer =
        server.raw(
            bytes(
                "GET /v2/index.php?Action=GetLimit&a="
                    + "x".repeat(40_000)
                    + " HTTP/1.1|Host: h||"));
    assertEnvelope(answer, "its request line is longer than 32768 bytes");
    assertTrue(answer.contains("connection: close"), answer);
  }

  @Test
  void tooManyHeadersAreAnswered() {
    String headers = "X-Filler: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx|".repeat(1_000);
    assertEnvelope(
        server.raw(bytes("GET /v2/index.php?Action=GetLimit HTTP/1.1|Host: h|" + headers + "|")),
        "4000");
  }

  @Test
  void aPathIsTakenInOneForm() {
    String encoded = "GET /" + "%41a".repeat(7_000) + " HTTP/1.1|Host: h|Connection: close||";
    assertTrue(server.raw(bytes(encoded)).contains(" 404 Not Found"));
    for (String path : new String[] {"/%", "/%4", "/%4g", "/%%41", "/a%zz"}) {
      String answer = server.raw(bytes("GET " + path + " HTTP/1.1|Host: h||"));
      assertEnvelope(answer, "this is not an HTTP request");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0\0\0\0||",
        "GET||",
        "nonsense||",
        "GET /v2/index.php HTTP/9.9.9|Host: h||",
        "GET /v2/index.php?Action=GetLimit HTTP/1.1|Host : h||",
        "GET /v2/index.php?Action=GetLimit HTTP/1.1|Host: h|Bad Header: x||",
        "POST /v2/index.php HTTP/1.1|Host: h|Content-Length: 5|Content-Length: 6||a=b&c",
        "POST /v2/index.php HTTP/1.1|Host: h|Content-Length: -1||a=b&c",
        "POST /v2/index.php HTTP/1.1|Host: h|Content-Length: five||a=b&c",
        "GET /v2/index.php?Action=GetLimit&a=a b HTTP/1.1|Host: h||",
        "GET /v2/index.php?Action=GetLimit HTTP/1.1||",
        "GET /v2/index.php?Action=GetLimit HTTP/1.1|Host: h:99999999||"
      })
  void whatIsNoRequestIsAnswered(String request) {
    String answer = server.raw(bytes(request));
    assertEnvelope(answer, "{\"code\":4000,");
    assertTrue(answer.contains("connection: close"), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"})
  void otherMethodsAreAnswered(String method) {
    assertEnvelope(
        server.raw(bytes(method + " /v2/index.php?Action=GetLimit HTTP/1.1|Host: h||")),
        "the method must be GET or POST");
  }

  @Test
  void headIsAnsweredWithoutABody() throws IOException {
    try (Socket socket = server.connect()) {
      socket
          .getOutputStream()
          .write(
              bytes(
                  "HEAD /v2/index.php?Action=GetLimit HTTP/1.1|Host: h||GET"
                      + " /v2/index.php?Action=GetLimit HTTP/1.1|Host: h|Connection: close||"));
      String both = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(2, both.split("HTTP/1.1 200 OK", -1).length - 1, both);
      assertEquals(1, both.split("\\{\"code\":", -1).length - 1, both);
    }
  }

  @Test
  void aConnectionServesOneRequestAfterTheOther() throws IOException {
    try (Socket socket = server.connect()) {
      for (int i = 0; i < 3; i++) {
        String form = "Action=GetLimit&a=" + i;
        socket
            .getOutputStream()
            .write(
                bytes(
                    "POST /v2/index.php HTTP/1.1|Host: h|Content-Length: "
                        + form.length()
                        + "||"
                        + form));
        assertEnvelope(ApiServer.answer(socket), "\"a\":\"" + i + "\"");
      }
    }
  }

  @Test
  void multipartWithALineBreakBeforeItIsRead() {
    String body =
        "|---------------------------8f|Content-Disposition: form-data;"
            + " name=\"Action\"||GetLimit|---------------------------8f|Content-Disposition:"
            + " form-data; name=\"a\"||中 &=|---------------------------8f--|";
    String answer =
        server.raw(
            bytes(
                "POST /v2/index.php HTTP/1.1|Host: h|Content-Type: multipart/form-data;"
                    + " boundary=-------------------------8f|Content-Length: "
                    + bytes(body).length
                    + "||"),
            bytes(body));
    assertEnvelope(answer, "\"a\":\"\\u4e2d &=\"");
  }

  @Test
  void formsInPiecesAndInChunksAreRead() {
    String head =
        "POST /v2/index.php HTTP/1.1|Host: h|Content-Type: application/x-www-form-urlencoded|";
    assertEnvelope(
        server.raw(
            bytes(head + "Content-Length: 20||Act"),
            bytes("ion=Ge"),
            bytes("tLimit&a=%"),
            bytes("4")),
        "not percent-encoded");
    assertEnvelope(
        server.raw(
            bytes(head + "Transfer-Encoding: chunked||f|Action=GetLimit|"), bytes("4|&a=1|0||")),
        "\"a\":\"1\"");
    assertEnvelope(
        server.raw(
            bytes(head + "Expect: 100-continue|Content-Length: 15||"), bytes("Action=GetLimit")),
        "HTTP/1.1 100 Continue");
  }

  @Test
  void brokenChunksAreAnswered() {
    String head = "POST /v2/index.php HTTP/1.1|Host: h|Transfer-Encoding: chunked||";
    for (String chunks :
        new String[] {"zz|Action=GetLimit|0||", "ffffffffffffffff|A", "-1|A", "1|ABCDE|0||"}) {
      String answer = server.raw(bytes(head), bytes(chunks));
      assertEnvelope(answer, "the body is not HTTP");
    }
    String both = head.replace("Host: h", "Host: h|Content-Length: 5") + "f|Action=GetLimit|0||";
    assertEnvelope(server.raw(bytes(both)), "this is not an HTTP request");
  }

  @Test
  void aClientThatLeavesIsNotCounted() throws IOException {
    try (ApiServer alone = new ApiServer(ApiServer.Setup.usual().open(), ECHO)) {
      for (String rest : new String[] {"", "Action="}) {
        try (Socket socket = alone.connect()) {
          socket
              .getOutputStream()
              .write(bytes("POST /v2/index.php HTTP/1.1|Host: h|Content-Length: 100||" + rest));
        }
      }
      assertTrue(alone.get(Map.of("Action", "GetLimit")).contains("\"code\":0"));
      assertEquals(java.util.List.of("GetLimit 0"), java.util.List.copyOf(alone.counted));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v2/index.php?Action=GetLimit HTTP/1.0||",
        "GET http://ccs.api.qcloud.com/v2/index.php?Action=GetLimit HTTP/1.1|Host: h||",
        "GET /v2/index.php?Action=GetLimit HTTP/1.1|Host: h|Connection: Upgrade|Upgrade:"
            + " h2c|HTTP2-Settings: AAA||",
        "GET /v2/index.php?Action=GetLimit HTTP/1.1|Host: h|Connection: Upgrade|Upgrade:"
            + " websocket||"
      })
  void unusualRequestsAreServed(String request) {
    assertEnvelope(server.raw(bytes(request)), "\"code\":0");
  }

  @Test
  void brokenEncodingsAreAnswered() {
    for (String query : new String[] {"%", "a=%zz", "a=%ff", "%c3=1", "a=%e4%b8"}) {
      assertEnvelope(
          server.raw(bytes("GET /v2/index.php?Action=GetLimit&" + query + " HTTP/1.1|Host: h||")),
          "not percent-encoded UTF-8");
    }
    assertEnvelope(
        server.raw(
            "GET /v2/index.php?Action=GetLimit&a=\u00ff\u00fe HTTP/1.1|Host: h||"
                .replace("|", "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1)),
        "not percent-encoded UTF-8");
  }

  @Test
  void thousandsOfFieldsAreBoundAndTooManyAnswered() {
    StringBuilder form = new StringBuilder("Action=GetLimit");
    for (int i = 0; i < 9_999; i++) {
      form.append("&names.").append(i).append("=x");
    }
    assertTrue(
        server
            .post("application/x-www-form-urlencoded", bytes(form.toString()))
            .contains("\"count\":9999"));
    assertTrue(
        server
            .post("application/x-www-form-urlencoded", bytes(form + "&one=more"))
            .contains("there are more than 10000 parameters"));
  }

  @Test
  void bodiesThatAreTooLargeAreAnswered() {
    byte[] body = bytes("Action=GetLimit&a=" + "x".repeat(3 << 20));
    assertTrue(
        server
            .post("application/x-www-form-urlencoded", body)
            .contains("the body is larger than 2097152 bytes"));
    assertTrue(
        server
            .body(
                HttpRequest.newBuilder(server.uri(""))
                    .POST(
                        HttpRequest.BodyPublishers.fromPublisher(
                            HttpRequest.BodyPublishers.ofByteArray(body))))
            .contains("the body is larger than 2097152 bytes"),
        "in chunks");
    byte[] allowed = bytes("Action=GetLimit&unknown=" + "x".repeat((2 << 20) - 24));
    assertTrue(server.post("application/x-www-form-urlencoded", allowed).contains("\"code\":0"));
  }

  @Test
  void aBodyWithoutEndIsCutOff() throws IOException {
    try (Socket socket = server.connect()) {
      socket
          .getOutputStream()
          .write(bytes("POST /v2/index.php HTTP/1.1|Host: h|Content-Length: 9000000000||"));
      byte[] megabyte = new byte[1 << 20];
      int sent = 0;
      try {
        while (sent < 100) {
          socket.getOutputStream().write(megabyte);
          sent++;
        }
      } catch (IOException e) {
        assertTrue(sent >= 2, "cut off after " + sent + " MB");
      }
      assertTrue(sent < 100);
    }
  }

  @Test
  void whoeverTakesTooLongIsAnsweredOrCutOff() throws IOException {
    try (ApiServer impatient =
        new ApiServer(ApiServer.Setup.usual().open().patience(Duration.ofMillis(300)), ECHO)) {
      try (Socket half = impatient.connect()) {
        half.getOutputStream()
            .write(bytes("POST /v2/index.php HTTP/1.1|Host: h|Content-Length: 100||Action="));
        assertEnvelope(ApiServer.answer(half), "the request was not complete within 0 seconds");
      }
      try (Socket drip = impatient.connect()) {
        assertTrue(
            dripped(drip, "GET /v2/index.php?Action=GetLimit HTTP/1.1|X: " + "x".repeat(20_000))
                < 20_000,
            "a head byte by byte");
      }
      try (Socket silent = impatient.connect()) {
        assertEquals(-1, silent.getInputStream().read());
      }
    }
  }

  @Test
  void aConnectionInUseIsNotCutOff() throws IOException {
    try (ApiServer impatient =
            new ApiServer(ApiServer.Setup.usual().open().patience(Duration.ofMillis(400)), ECHO);
        Socket socket = impatient.connect()) {
      long until = System.nanoTime() + 1_500_000_000L;
      int served = 0;
      while (System.nanoTime() < until) {
        socket
            .getOutputStream()
            .write(bytes("GET /v2/index.php?Action=GetLimit HTTP/1.1|Host: h||"));
        assertEnvelope(ApiServer.answer(socket), "\"code\":0");
        served++;
      }
      assertTrue(served > 3);
    }
  }

  // How many bytes went out one by one before the other side closed.
  private static int dripped(Socket socket, String text) throws IOException {
    socket.setSoTimeout(1);
    for (int i = 0; i < text.length(); i++) {
      try {
        socket.getOutputStream().write(text.charAt(i));
        if (socket.getInputStream().read() < 0) {
          return i;
        }
      } catch (java.net.SocketTimeoutException e) {
        // still open
      } catch (java.net.SocketException e) {
        return i;
      }
    }
    return text.length();
  }

  private static void assertEnvelope(String answer, String part) {
    assertTrue(answer.startsWith("HTTP/1.1 ") || answer.startsWith("HTTP/1.0 "), answer);
    assertTrue(answer.contains(" 200 OK") || answer.contains("100 Continue"), answer);
    assertTrue(answer.contains(part), answer);
    assertFalse(answer.contains("\"code\":6000"), answer);
  }

  // A bar stands for the line break of HTTP.
  private static byte[] bytes(String text) {
    return text.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
