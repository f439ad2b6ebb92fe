package drydock.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import drydock.log.EventLog.Filter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class EventFeedTest {

  private final SandboxServer server = new SandboxServer();

  @AfterEach
  void close() {
    server.close();
  }

  private String story() {
    String cluster = server.cluster(3);
    server.advanceUntilIdle();
    server.service(cluster, "web", 60);
    server.advanceUntilIdle();
    return cluster;
  }

  @Test
  void eventsComeInOrderWithoutAHole() {
    story();
    List<JsonNode> events = server.events();
    assertTrue(events.size() > 250, "the story is to be longer than a page: " + events.size());
    for (int i = 0; i < events.size(); i++) {
      assertEquals(i + 1, events.get(i).get("position").longValue());
    }
    assertEquals(events.size(), server.get("/sandbox/history").number("position"));
  }

  @Test
  void anEventIsShownAsTheLogHasIt() {
    server.cluster(1);
    var lines = server.get("/sandbox/events").text().lines().toList();
    assertEquals("application/x-ndjson", server.get("/sandbox/events").type());
    var entries = server.log.memory.read(1, 0, 100, Filter.NONE);
    assertEquals(entries.size(), lines.size());
    for (int i = 0; i < lines.size(); i++) {
      var entry = entries.get(i);
      String expected =
          "{\"position\":%d,\"at\":\"%s\",\"type\":\"%s\",\"subject\":\"%s\",\"data\":%s,\"cause\":%s}"
              .formatted(
                  entry.position(),
                  entry.at(),
                  entry.type(),
                  entry.subject(),
                  entry.data(),
                  entry.cause());
      assertEquals(expected, lines.get(i));
    }
  }

  @Test
  void aReaderGoesOnWhereItWas() {
    story();
    List<JsonNode> all = server.events();
    List<JsonNode> pieces = new ArrayList<>();
    List<JsonNode> piece = server.lines("/sandbox/events?limit=101");
    while (!piece.isEmpty()) {
      pieces.addAll(piece);
      long last = piece.getLast().get("position").longValue();
      piece = server.lines("/sandbox/events?limit=101&after=" + last);
    }
    assertEquals(all, pieces);
    assertEquals(List.of(), server.lines("/sandbox/events?after=" + all.size()));
    assertEquals(List.of(), server.lines("/sandbox/events?after=9223372036854775807"));
  }

  @Test
  void aReaderMayWantOneSubjectOrOneType() {
    String cluster = story();
    List<JsonNode> all = server.events();
    for (String query :
        List.of(
            "subject=" + cluster,
            "type=replica.ready",
            "subject=" + cluster + "&type=task.settled")) {
      List<JsonNode> wanted = all.stream().filter(event -> passes(event, query)).toList();
      assertEquals(wanted, server.lines("/sandbox/events?limit=100000&" + query), query);
    }
    assertFalse(server.lines("/sandbox/events?type=replica.ready&limit=3&after=10").isEmpty());
  }

  private static boolean passes(JsonNode event, String query) {
    for (String part : query.split("&", -1)) {
      String[] pair = part.split("=", -1);
      if (!event.get(pair[0]).textValue().equals(pair[1])) {
        return false;
      }
    }
    return true;
  }

  @Test
  void theUsualLimitIsAThousand() {
    server.log.growWithoutEnd(10);
    assertEquals(1_000, server.lines("/sandbox/events").size());
    assertEquals(100_000, server.lines("/sandbox/events?limit=100000").size());
  }

  /// 100,000 events of 2 KB are on offer; what the sockets hold is a few MB.
  @Test
  void aSlowReaderHoldsUpItsWriterOnly() throws IOException {
    server.log.growWithoutEnd(2_000);
    String head = "GET /sandbox/events?limit=100000 HTTP/1.1|Host: localhost||";
    try (Socket socket = server.connect(head)) {
      byte[] some = socket.getInputStream().readNBytes(1 << 20);
      assertEquals(1 << 20, some.length);
      assertEquals(200, server.get("/sandbox/clock").status());
    }
    assertTrue(server.log.furthest.get() < 20_000, "read as far as " + server.log.furthest);
  }

  @Test
  void anAnswerThatCannotBeFinishedIsCutOff() throws IOException {
    server.log.growWithoutEnd(2_000);
    String head = "GET /sandbox/events?limit=100000 HTTP/1.1|Host: localhost||";
    try (Socket socket = server.connect(head)) {
      socket.getInputStream().readNBytes(1 << 20);
      server.log.goAway();
      byte[] rest = socket.getInputStream().readAllBytes();
      String end = new String(rest, rest.length - 5, 5, StandardCharsets.US_ASCII);
      assertFalse(end.equals("0\r\n\r\n"), "a broken answer looks complete");
      server.log.comeBack();
    }
  }

  @Test
  void aStreamTellsWhatWasAndWhatHappens() throws IOException {
    String cluster = server.cluster(1);
    long before = server.get("/sandbox/history").number("position");
    try (var stream = new Stream("/sandbox/events/stream", "")) {
      List<JsonNode> seen = stream.events(before);
      server.advanceUntilIdle();
      server.service(cluster, "web", 2);
      server.advanceUntilIdle();
      long after = server.get("/sandbox/history").number("position");
      seen.addAll(stream.events(after - before));
      assertEquals(server.events(), seen);
    }
  }

  @Test
  void aStreamGoesOnAfterTheLastEventThatWasSeen() throws IOException {
    server.cluster(2);
    server.advanceUntilIdle();
    List<JsonNode> all = server.events();
    try (var stream = new Stream("/sandbox/events/stream?after=3", "")) {
      assertEquals(all.subList(3, 5), stream.events(2));
    }
    try (var stream = new Stream("/sandbox/events/stream?after=3", "Last-Event-ID: 5|")) {
      assertEquals(all.subList(5, all.size()), stream.events(all.size() - 5));
    }
  }

  @Test
  void aQuietStreamGivesSignsOfLife() throws IOException {
    var setup = SandboxServer.Setup.usual().beat(java.time.Duration.ofMillis(10));
    try (var quiet = new SandboxServer(setup);
        var stream = new Stream(quiet, "/sandbox/events/stream?after=1", "")) {
      for (int beats = 0; beats < 3; ) {
        beats += stream.lines.readLine().equals(":") ? 1 : 0;
      }
    }
  }

  @Test
  void aStreamIsToldWhenPositionsBeginAgain() throws IOException {
    server.cluster(1);
    long before = server.get("/sandbox/history").number("position");
    try (var stream = new Stream("/sandbox/events/stream", "")) {
      stream.events(before);
      server.send("POST", "/sandbox/reset", "");
      stream.until("event: reset");
      assertEquals("id: 0", stream.lines.readLine());
      assertEquals(server.events(), stream.events(1));
    }
    try (var stream = new Stream("/sandbox/events/stream", "Last-Event-ID: " + before + "|")) {
      stream.until("event: reset");
      assertEquals("id: 0", stream.lines.readLine());
      assertEquals(server.events(), stream.events(1));
    }
  }

  @Test
  void aStreamEndsWithTheServer() throws IOException {
    try (var stream = new Stream("/sandbox/events/stream", "")) {
      stream.events(1);
      SandboxServer.await(server.http.shutdown(60, java.util.concurrent.TimeUnit.SECONDS));
      while (stream.lines.readLine() != null) {
        // To its end.
      }
    }
  }

  /// A client of a stream.
  private final class Stream implements AutoCloseable {
    final BufferedReader lines;
    private final Socket socket;

    Stream(String path, String headers) throws IOException {
      this(server, path, headers);
    }

    Stream(SandboxServer from, String path, String headers) throws IOException {
      socket = from.connect("GET " + path + " HTTP/1.1|Host: localhost|" + headers + "|");
      lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      // An interim answer may come first.
      until("HTTP/1.1 200 OK");
      until("content-type: text/event-stream");
    }

    void until(String wanted) throws IOException {
      for (String line = lines.readLine(); !line.equals(wanted); line = lines.readLine()) {
        // Pass over it.
      }
    }

    /// The next events, each with its position as id.
    List<JsonNode> events(long count) throws IOException {
      List<JsonNode> events = new ArrayList<>();
      while (events.size() < count) {
        String line = lines.readLine();
        if (line.startsWith("id: ")) {
          String data = lines.readLine();
          JsonNode event =
              new SandboxServer.Answer(200, "", data.substring("data: ".length())).json();
          assertEquals("id: " + event.get("position"), line);
          events.add(event);
        }
      }
      return events;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
