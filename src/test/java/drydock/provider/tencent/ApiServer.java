package drydock.provider.tencent;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The API on a real server on loopback, with actions of a test's own.
final class ApiServer implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  /// What the server was told to be.
  record Setup(Gate.Auth auth, Replay.Policy replay, InstantSource clock, Duration patience) {
    static Setup usual() {
      return new Setup(
          Gate.Auth.SIGNED,
          Replay.Policy.MUTATIONS,
          InstantSource.system(),
          Duration.ofSeconds(15));
    }

    Setup open() {
      return new Setup(Gate.Auth.OPEN, replay, clock, patience);
    }

    Setup replay(Replay.Policy other) {
      return new Setup(auth, other, clock, patience);
    }

    Setup clock(InstantSource other) {
      return new Setup(auth, replay, other, patience);
    }

    Setup patience(Duration other) {
      return new Setup(auth, replay, clock, other);
    }
  }

  static final Credentials ACCOUNTS =
      Credentials.of(
          List.of(
              Credentials.development(),
              new Account("other", "w2", "AKIDother", new SecretKey("other key"))));

  final int port;
  final ConcurrentLinkedQueue<String> counted = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Throwable> unhandled = new ConcurrentLinkedQueue<>();
  private final Vertx vertx = Vertx.vertx().exceptionHandler(unhandled::add);
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(DEADLINE).build();

  ApiServer(Setup setup, Action... actions) {
    Gate gate = new Gate(ACCOUNTS, setup.auth(), new Replay(setup.replay()), setup.clock());
    Exchange.Patience patience = new Exchange.Patience(setup.patience(), setup.patience());
    Tally tally = (action, code, _) -> counted.add(action + " " + code);
    Router router = Router.router(vertx);
    new TencentApi(gate, List.of(actions), tally, patience).mount(router);
    HttpServer server = FrontDoor.open(vertx, router, setup.patience().multipliedBy(2));
    port = await(server.listen(0, "127.0.0.1")).actualPort();
  }

  String host() {
    return "127.0.0.1:" + port;
  }

  String get(Map<String, String> fields) {
    return body(HttpRequest.newBuilder(uri("?" + Signer.form(fields))).GET());
  }

  /// A GET as the development account.
  String signedGet(Map<String, String> parameters) {
    return get(Signer.DEVELOPMENT.signed("GET", host(), parameters));
  }

  String post(Map<String, String> fields) {
    return post(
        "application/x-www-form-urlencoded", Signer.form(fields).getBytes(StandardCharsets.UTF_8));
  }

  String post(String contentType, byte[] body) {
    return body(
        HttpRequest.newBuilder(uri(""))
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  /// Checks what every answer has in common and gives its body.
  String body(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.timeout(DEADLINE).build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200
          || !response
              .headers()
              .firstValue("content-type")
              .orElse("")
              .equals("application/json; charset=utf-8")) {
        throw new AssertionError(response + " " + response.headers().map());
      }
      return response.body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  URI uri(String query) {
    return URI.create("http://" + host() + "/v2/index.php" + query);
  }

  /// Sends bytes as they are and reads until the server closes, or has sent the end of one answer's
  /// body.
  String raw(byte[]... pieces) {
    try (Socket socket = connect()) {
      for (byte[] piece : pieces) {
        socket.getOutputStream().write(piece);
        socket.getOutputStream().flush();
      }
      return answer(socket);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout((int) DEADLINE.toMillis());
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) DEADLINE.toMillis());
    return socket;
  }

  /// All that comes until the end of one answer, or until the server closes.
  static String answer(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[8192];
    while (!isComplete(text)) {
      int read;
      try {
        read = socket.getInputStream().read(buffer);
      } catch (java.net.SocketException e) {
        read = -1; // reset, which is a way to close
      }
      if (read < 0) {
        break;
      }
      text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  private static boolean isComplete(StringBuilder text) {
    int answer = text.indexOf("HTTP/1.1 100 Continue") == 0 ? text.indexOf("\r\n\r\n") + 4 : 0;
    int head = text.indexOf("\r\n\r\n", answer);
    int length = text.indexOf("content-length: ", answer);
    if (head < 0 || length < 0 || length > head) {
      return false;
    }
    int digits = length + "content-length: ".length();
    return text.length()
        >= head + 4 + Integer.parseInt(text.substring(digits, text.indexOf("\r", digits)));
  }

  private static <T> T await(io.vertx.core.Future<T> future) {
    try {
      return future.await(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    client.close();
    await(vertx.close());
    unhandled.forEach(failure -> {
      throw new AssertionError("an exception that nothing handled", failure);
    });
  }
}
