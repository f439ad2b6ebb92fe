package drydock.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/// A client of the sandbox API and of the metrics: moves the clock and lets things go wrong.
final class Control implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI server;

  Control(int port) {
    server = URI.create("http://127.0.0.1:" + port);
  }

  /// Moves the clock.
  void advance(Duration by) throws IOException {
    post("/sandbox/clock/advance", "{\"seconds\":%d}".formatted(by.toSeconds()));
  }

  /// How many events there have been.
  long position() throws IOException {
    return (long) metric("drydock_world_position");
  }

  /// Lets a zone go down.
  ///
  /// @return the id of the fault
  String loseZone(String zone) throws IOException {
    String order = "{\"kind\":\"zone-outage\",\"selector\":{\"zone\":\"%s\"}}".formatted(zone);
    return post("/sandbox/faults", order).path("id").asText();
  }

  void endFault(String id) throws IOException {
    send("DELETE", "/sandbox/faults/" + id, BodyPublishers.noBody());
  }

  /// What the metrics of this name add up to, whatever their labels.
  double metric(String name) throws IOException {
    return send("GET", "/metrics", BodyPublishers.noBody())
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private JsonNode post(String path, String body) throws IOException {
    return JSON.readTree(send("POST", path, BodyPublishers.ofString(body)));
  }

  private String send(String method, String path, BodyPublisher body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .method(method, body)
            .header("Content-Type", "application/json")
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(method + " " + path + ": " + answer.body());
      }
      return answer.body();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
