package drydock.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class ClockControlTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final SandboxServer server = new SandboxServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aFreshClockMovedByHandStandsAtTheStartOf2026() {
    var answer = server.get("/sandbox/clock");
    assertEquals(
        "{\"now\":\"2026-01-01T00:00:00Z\",\"mode\":\"manual\",\"speed\":1,\"pending\":0}",
        answer.text());
    assertEquals("application/json", answer.type());
  }

  @Test
  void aMoveByHandIsAsLongAsItWasAskedFor() {
    assertEquals(START.plusSeconds(30), server.advance(Duration.ofSeconds(30)).now());
    assertEquals(START.plusMillis(30_250), server.advance(Duration.ofMillis(250)).now());
    var answer = server.post("/sandbox/clock/advance", "{\"seconds\":1.5e1}");
    assertEquals(
        "{\"now\":\"2026-01-01T00:00:45.250Z\",\"events\":0,\"idle\":true}", answer.text());
    assertEquals(START.plusMillis(45_250), server.get("/sandbox/clock").now());
  }

  @Test
  void aWorldIsIdleWhenItsClusterStands() {
    String cluster = server.cluster(3);
    assertTrue(server.get("/sandbox/clock").number("pending") > 0);
    long before = server.get("/sandbox/history").number("position");
    var answer = server.advanceUntilIdle();
    assertTrue(answer.get("idle").booleanValue());
    assertEquals(
        before + answer.number("events"), server.get("/sandbox/history").number("position"));
    var state = server.get("/sandbox/clusters/" + cluster);
    assertEquals("RUNNING", state.get("cluster").get("status").textValue());
    assertEquals(0, state.get("tasks").size());
    assertEquals(answer.now(), server.get("/sandbox/clock").now());
    assertEquals(0, server.advanceUntilIdle().number("events"));
  }

  @Test
  void aWorldThatDoesNotComeToRestInTimeSaysSo() {
    server.cluster(3);
    var answer = server.post("/sandbox/clock/advance", "{\"until\":\"idle\",\"limitSeconds\":2}");
    assertEquals(START.plusSeconds(2), answer.now());
    assertFalse(answer.get("idle").booleanValue());
    var rest = server.post("/sandbox/clock/advance", "{\"until\":\"idle\"}");
    assertTrue(rest.get("idle").booleanValue());
  }

  @Test
  void aClockCanBeSetToAnotherMode() {
    var scaled = server.put("/sandbox/clock", "{\"mode\":\"scaled\",\"speed\":60}");
    assertEquals(200, scaled.status(), scaled.text());
    assertEquals("scaled", scaled.get("mode").textValue());
    assertEquals("60", scaled.get("speed").toString());
    var refusal = server.post("/sandbox/clock/advance", "{\"seconds\":1}");
    assertEquals(409, refusal.status());
    assertEquals("application/problem+json", refusal.type());
    assertEquals("urn:drydock:problem:not-manual", refusal.get("type").textValue());
    var slow = server.put("/sandbox/clock", "{\"mode\":\"scaled\",\"speed\":0.50}");
    assertEquals("0.5", slow.get("speed").toString());
    assertEquals("1", server.put("/sandbox/clock", "{\"mode\":\"real\"}").get("speed").toString());
    assertEquals("real", server.get("/sandbox/clock").get("mode").textValue());
    server.put("/sandbox/clock", "{\"mode\":\"manual\"}");
    server.advance(Duration.ofSeconds(1));
  }

  @Test
  void noClockGoesBeyondTheYear9000() {
    SandboxServer.await(server.loop.advance(Duration.ofDays(6970 * 365), false));
    Instant before = server.get("/sandbox/clock").now();
    var refusal = server.post("/sandbox/clock/advance", "{\"seconds\":315576000}");
    assertEquals(400, refusal.status());
    assertEquals("seconds", refusal.get("field").textValue());
    assertEquals("no further than 9000-01-01T00:00:00Z", refusal.get("allowed").textValue());
    assertEquals(before, server.get("/sandbox/clock").now());
    server.put("/sandbox/clock", "{\"mode\":\"scaled\",\"speed\":1000000}");
    assertTrue(server.loop.ready());
  }

  @Test
  void whoWaitsForLongIsToldThatItIsBeingWorkedOn() throws IOException {
    String body = "{\"seconds\":1}";
    String head =
        "POST /sandbox/clock/advance HTTP/1.1|Host: localhost|Content-Type: application/json|Content-Length: %d||%s"
            .formatted(body.length(), body);
    var setup = SandboxServer.Setup.usual().beat(Duration.ofMillis(20));
    try (var lively = new SandboxServer(setup)) {
      var held = lively.log.holdAppends();
      try (Socket socket = lively.connect(head)) {
        var lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        for (int i = 0; i < 3; i++) {
          assertEquals("HTTP/1.1 100 Continue", lines.readLine());
          assertEquals("", lines.readLine());
        }
        held.release();
        String line = lines.readLine();
        while (line.equals("HTTP/1.1 100 Continue") || line.isEmpty()) {
          line = lines.readLine();
        }
        assertEquals("HTTP/1.1 200 OK", line);
      }
    }
  }
}
