package drydock.provider.tencent;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.flag;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.list;
import static drydock.provider.tencent.Type.object;
import static drydock.provider.tencent.Type.text;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Ten thousand requests put together from pieces that real clients, broken clients and attackers
/// send. The seed is fixed, so what fails once fails again.
class RandomRequestsTest {
  private static final int REQUESTS = 10_000;

  private static final String[] KEYS = {
    "Action",
    "Region",
    "Timestamp",
    "Nonce",
    "SecretId",
    "Signature",
    "SignatureMethod",
    "containers.0.image",
    "containers_1_image",
    "containers.n.image",
    "containers.99999999999.image",
    "containers",
    "containers.0.envs.0.name",
    "containers.0.cpu",
    "cluster_id",
    "x",
    "",
    "%",
    "%ff",
    "%00",
    "é"
  };
  private static final String[] VALUES = {
    "DescribeCluster",
    "CreateCluster",
    "describeCLUSTER",
    "Nonsense",
    "gz",
    "mars",
    "0",
    "1",
    "-1",
    "9999999999999999999",
    "",
    "@file",
    "a+b",
    "%20",
    "%",
    "%zz",
    "%ff",
    "%00",
    "%F0%9F%90%B3",
    "é",
    "=",
    "cls-1",
    "true",
    "None",
    "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA",
    "NSI3UqqD99b%2FUJb4tbG%2FxZpRW64%3D",
    "1465185768"
  };
  private static final String[] METHODS = {
    "GET", "GET", "GET", "POST", "POST", "POST", "PUT", "HEAD", "OPTIONS", "BREW", "get"
  };
  private static final String[] PATHS = {
    "/v2/index.php",
    "/v2/index.php",
    "/v2/index.php",
    "/v2/index.php",
    "/",
    "/v2",
    "/v2/index.php/",
    "/%2e%2e/",
    "/%zz",
    "//",
    "http://h/v2/index.php"
  };
  private static final String[] TYPES = {
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; param=value",
    "multipart/form-data; boundary=XX",
    "multipart/form-data",
    "multipart/form-data; boundary=\"",
    "application/json",
    "",
    ";;;"
  };
  private static final String[] HEADERS = {
    "X-Forwarded-Host: evil",
    "Accept-Encoding: gzip",
    "Cookie: a=b",
    "Upgrade: h2c",
    "Expect: 100-continue",
    "Range: bytes=0-1",
    "Content-Encoding: gzip",
    "X: \u00e9",
    "If-None-Match: *"
  };

  private static final Parameters PARAMETERS =
      Parameters.of(
          optional("cluster_id", text().length(1, 10)),
          optional(
              "containers",
              list(
                  object(
                      required("image", text()),
                      optional("cpu", integer().range(1, 5)),
                      optional("privileged", flag()),
                      optional("envs", list(object(required("name", text()))))))));

  private final Random random = new Random(20_261_121);
  private int complete;

  @Test
  void noneBringsTheServerDownOrLeavesItSilent() {
    Action read =
        Action.of(
            "DescribeCluster",
            PARAMETERS,
            Returns.data(Object.class),
            call -> Answer.now(new Answer.Data(call.arguments().shown())));
    Action change =
        Action.of(
            "CreateCluster", PARAMETERS, Returns.noData(), _ -> Answer.now(new Answer.NoData()));
    try (ApiServer signed = new ApiServer(ApiServer.Setup.usual(), read, change);
        ApiServer open = new ApiServer(ApiServer.Setup.usual().open(), read, change)) {
      assertTimeoutPreemptively(
          Duration.ofMinutes(2),
          () -> {
            for (int i = 0; i < REQUESTS; i++) {
              attempt(i % 4 == 0 ? signed : open, i);
            }
          });
      assertTrue(
          complete > REQUESTS / 4, "only " + complete + " were complete requests of the API");
      assertTrue(
          open.counted.stream().filter(line -> line.endsWith(" 0")).count() > 100,
          "hardly any succeeded");
      assertFalse(
          open.counted.stream().anyMatch(line -> line.endsWith(" 6000")), "an internal error");
      assertFalse(
          signed.counted.stream().anyMatch(line -> line.endsWith(" 0") || line.endsWith(" 6000")),
          "none is signed");
      assertTrue(
          open.get(Map.of("Action", "CreateCluster")).contains("\"code\":0"),
          "and it still serves");
    }
  }

  private void attempt(ApiServer server, int number) throws IOException {
    String method = pick(METHODS);
    String path = pick(PATHS);
    byte[] body = method.equals("POST") || random.nextInt(20) == 0 ? body() : new byte[0];
    boolean whole = random.nextInt(20) > 0;
    String head =
        method
            + " "
            + path
            + (random.nextBoolean() ? "?" + form("&") : "")
            + " HTTP/1.1\r\nHost: "
            + server.host()
            + "\r\n"
            + "Content-Type: "
            + pick(TYPES)
            + "\r\nContent-Length: "
            + (body.length + (whole ? 0 : 1 + random.nextInt(9)))
            + "\r\n"
            + (random.nextInt(4) == 0 ? pick(HEADERS) + "\r\n" : "")
            + "Connection: close\r\n\r\n";
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    request.writeBytes(body);
    byte[] bytes = request.toByteArray();
    if (random.nextInt(10) == 0) {
      whole = false;
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    String answer = exchange(server, bytes, whole);
    String what =
        "request " + number + ": " + new String(bytes, StandardCharsets.ISO_8859_1) + "\n" + answer;
    if (whole && path.endsWith("/v2/index.php") && !method.equals("HEAD")) {
      complete++;
      assertEnvelope(answer, what);
    } else {
      // The one status of its own that Vert.x has, for what a flipped bit makes of HTTP/1.1.
      assertFalse(
          answer.matches("(?s)HTTP/\\S+ 5.*") && !answer.contains(" 501 Not Implemented"), what);
    }
  }

  private static void assertEnvelope(String answer, String what) throws IOException {
    String last = answer.substring(answer.lastIndexOf("HTTP/1.1 "));
    assertTrue(last.startsWith("HTTP/1.1 200 OK\r\n"), what);
    JsonNode json = new ObjectMapper().readTree(last.substring(last.indexOf("\r\n\r\n") + 4));
    assertTrue(
        json.path("code").isInt()
            && json.path("message").isTextual()
            && json.path("codeDesc").isTextual(),
        what);
  }

  // A request that may never be complete is ended by closing this side, so that the server need not
  // wait for more.
  private static String exchange(ApiServer server, byte[] bytes, boolean whole) throws IOException {
    try (Socket socket = server.connect()) {
      socket.getOutputStream().write(bytes);
      if (!whole) {
        socket.shutdownOutput();
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (java.net.SocketException e) {
      return ""; // reset by a server that has read enough
    }
  }

  private byte[] body() {
    if (random.nextBoolean()) {
      return form("&")
          .getBytes(random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }
    StringBuilder parts = new StringBuilder(random.nextBoolean() ? "\r\n" : "");
    for (int i = random.nextInt(6); i > 0; i--) {
      parts
          .append("--XX\r\nContent-Disposition: form-data; name=\"")
          .append(pick(KEYS))
          .append("\"\r\n\r\n")
          .append(pick(VALUES))
          .append("\r\n");
    }
    return parts
        .append(random.nextInt(5) == 0 ? "" : "--XX--\r\n")
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private String form(String separator) {
    StringBuilder form =
        new StringBuilder(random.nextInt(3) > 0 ? "Action=" + VALUES[random.nextInt(3)] : "");
    for (int i = random.nextInt(8); i > 0; i--) {
      form.append(separator)
          .append(pick(KEYS))
          .append(random.nextInt(10) == 0 ? "" : "=")
          .append(pick(VALUES));
    }
    return form.toString();
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
