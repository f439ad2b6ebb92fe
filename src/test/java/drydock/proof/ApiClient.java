package drydock.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.qcloud.Common.Sign;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// A client of a server's API and of its sandbox. It signs with the service's own SDK and sends
/// nothing twice, whatever happens to a connection.
record ApiClient(String host, HttpClient http) implements AutoCloseable {

  static final String SECRET_ID = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA";
  static final String SECRET_KEY = "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA";

  /// Far beyond the time after which the server gives up what it cannot answer.
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(90);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicLong NONCE = new AtomicLong();

  static ApiClient of(PackagedServer server) {
    return new ApiClient(
        server.host(), HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  /// What an action answers.
  ///
  /// @throws IOException if there was no answer
  JsonNode call(String action, Map<String, String> parameters) throws IOException {
    try {
      return send(action, parameters).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException lost ? lost : new IOException(e);
    }
  }

  /// The same without waiting.
  CompletableFuture<JsonNode> send(String action, Map<String, String> parameters) {
    var form = HttpRequest.BodyPublishers.ofString(form(signed(action, parameters)));
    return send(
        request("/v2/index.php")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(form));
  }

  /// What the sandbox answers to a GET.
  JsonNode look(String path) throws IOException {
    return answer(request(path).GET());
  }

  /// What the sandbox answers to a POST of JSON.
  JsonNode post(String path, String body) throws IOException {
    return answer(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /// The HTTP status of a page.
  int status(String path) throws IOException {
    try {
      return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + host + path)).timeout(ANSWERED_WITHIN);
  }

  private JsonNode answer(HttpRequest.Builder request) throws IOException {
    try {
      return send(request).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException lost ? lost : new IOException(e);
    }
  }

  private CompletableFuture<JsonNode> send(HttpRequest.Builder request) {
    return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
        .thenApply(response -> {
          if (response.statusCode() != 200) {
            throw new AssertionError(response + ": " + response.body());
          }
          return json(response.body());
        });
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  private TreeMap<String, Object> signed(String action, Map<String, String> parameters) {
    TreeMap<String, Object> all = new TreeMap<>(parameters);
    all.put("Action", action);
    all.put("SecretId", SECRET_ID);
    all.put("Nonce", NONCE.incrementAndGet());
    all.put("Timestamp", System.currentTimeMillis() / 1000);
    try {
      String plain = Sign.makeSignPlainText(all, "POST", host, "/v2/index.php");
      all.put("Signature", Sign.sign(plain, SECRET_KEY, "HmacSHA1"));
      return all;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String form(Map<String, Object> fields) {
    return fields.entrySet().stream()
        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue().toString(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  /// Cuts its connections.
  @Override
  public void close() {
    http.shutdownNow();
  }
}
