package drydock.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.kernel.Cause;
import drydock.world.Sandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the sandbox says while the database is away, or too much waits.
@Timeout(120)
final class OutageTest {

  private final SandboxServer server = new SandboxServer();

  @AfterEach
  void close() {
    server.log.comeBack();
    server.close();
  }

  private static void assertBusyOrAway(String type, SandboxServer.Answer answer) {
    assertEquals(503, answer.status(), answer.text());
    assertEquals("application/problem+json", answer.type());
    assertEquals("urn:drydock:problem:" + type, answer.get("type").textValue());
  }

  @Test
  void whileTheDatabaseIsAwayNothingIsAnsweredAndNothingChanges() {
    String cluster = server.cluster(1);
    server.advance(Duration.ofSeconds(5));
    String before = server.get("/sandbox/history").text();
    server.log.goAway();
    assertBusyOrAway("unavailable", server.post("/sandbox/clock/advance", "{\"seconds\":600}"));
    assertBusyOrAway("unavailable", server.post("/sandbox/clock/advance", "{\"seconds\":600}"));
    assertBusyOrAway("unavailable", server.get("/sandbox/clock"));
    assertBusyOrAway("unavailable", server.put("/sandbox/clock", "{\"mode\":\"real\"}"));
    assertBusyOrAway("unavailable", server.get("/sandbox/history"));
    assertBusyOrAway("unavailable", server.get("/sandbox/events"));
    assertBusyOrAway("unavailable", server.get("/sandbox/clusters/" + cluster));
    assertBusyOrAway("unavailable", server.get("/sandbox/clusters/" + cluster + "?at=3"));
    assertBusyOrAway("unavailable", server.send("POST", "/sandbox/reset", ""));
    server.log.comeBack();
    SandboxServer.Answer after = server.get("/sandbox/history");
    while (after.status() == 503) {
      after = server.get("/sandbox/history");
    }
    assertEquals(before, after.text());
    assertEquals("2026-01-01T00:00:05Z", server.get("/sandbox/clock").now().toString());
    assertTrue(server.advanceUntilIdle().get("idle").booleanValue());
  }

  @Test
  void aClockThatIsSetInATurnThatComesToNothingStaysAsItIs() {
    String[] json = {"Content-Type", "application/json"};
    var first = server.log.holdAppends();
    var move = server.sending("POST", "/sandbox/clock/advance", "{\"seconds\":1}", json);
    first.awaitCaller();
    var _ =
        server.loop.ask(
            Sandbox.creation(1, "172.16.0.0/14"),
            new Cause.Command("Test", "tester", new TreeMap<>()));
    var set = server.sending("PUT", "/sandbox/clock", "{\"mode\":\"real\"}", json);
    while (server.loop.waiting() < 2) {
      Thread.onSpinWait();
    }
    var second = server.log.holdAppends();
    first.release();
    assertEquals(200, SandboxServer.await(move).status());
    second.awaitCaller();
    server.log.goAway();
    second.release();
    assertBusyOrAway("unavailable", SandboxServer.await(set));
    server.log.comeBack();
    SandboxServer.Answer after = server.get("/sandbox/clock");
    while (after.status() == 503) {
      after = server.get("/sandbox/clock");
    }
    assertEquals("manual", after.get("mode").textValue());
    assertEquals("2026-01-01T00:00:01Z", after.now().toString());
  }

  @Test
  void aFullMailboxIsSaidToBeFull() {
    var held = server.log.holdAppends();
    var _ =
        server.sending(
            "POST",
            "/sandbox/clock/advance",
            "{\"seconds\":1}",
            "Content-Type",
            "application/json");
    held.awaitCaller();
    List<CompletableFuture<Long>> waiting = new ArrayList<>();
    while (waiting.isEmpty() || !waiting.getLast().isCompletedExceptionally()) {
      waiting.add(server.loop.look(sight -> sight.world().position()));
    }
    assertBusyOrAway("busy", server.get("/sandbox/clock"));
    assertBusyOrAway("busy", server.post("/sandbox/clock/advance", "{\"seconds\":1}"));
    assertBusyOrAway("busy", server.send("POST", "/sandbox/reset", ""));
    held.release();
    waiting.removeLast();
    waiting.forEach(each -> assertEquals(1, SandboxServer.await(each)));
    assertEquals("2026-01-01T00:00:01Z", server.get("/sandbox/clock").now().toString());
  }

  @Test
  void thereIsAnEndToWhatIsUnderWay() throws InterruptedException {
    var held = server.log.holdAppends();
    var answers = new LinkedBlockingQueue<SandboxServer.Answer>();
    String[] json = {"Content-Type", "application/json"};
    for (int i = 0; i < 300; i++) {
      var _ =
          server
              .sending("POST", "/sandbox/clock/advance", "{\"seconds\":1}", json)
              .thenAccept(answers::add);
    }
    for (int i = 256; i < 300; i++) {
      assertBusyOrAway("busy", answers.poll(30, TimeUnit.SECONDS));
    }
    held.release();
    for (int i = 0; i < 256; i++) {
      assertEquals(200, answers.poll(30, TimeUnit.SECONDS).status());
    }
    assertEquals("2026-01-01T00:04:16Z", server.get("/sandbox/clock").now().toString());
  }
}
