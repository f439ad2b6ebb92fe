package drydock.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.service.ServiceCommand;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class HistoryControlTest {

  /// The same story each time, but for the image that the service is updated to.
  private static void tell(SandboxServer server, String image) {
    String cluster = server.cluster(3);
    server.advanceUntilIdle();
    var web = server.service(cluster, "web", 4);
    server.advance(Duration.ofSeconds(20));
    server.ask(new ServiceCommand.ChangeImage(web, image));
    server.advanceUntilIdle();
  }

  private static String history(SandboxServer server) {
    return server.get("/sandbox/history").text();
  }

  @Test
  void theSameCommandsAtTheSameMomentsMakeTheSameHistory() {
    try (var one = new SandboxServer();
        var same = new SandboxServer();
        var other = new SandboxServer();
        var otherSeed = new SandboxServer(SandboxServer.Setup.usual().seed(2))) {
      tell(one, "nginx:2.0");
      tell(same, "nginx:2.0");
      tell(other, "nginx:2.1");
      tell(otherSeed, "nginx:2.0");
      assertEquals(history(one), history(same));
      assertNotEquals(sha256(one), sha256(other));
      assertNotEquals(sha256(one), sha256(otherSeed));
      assertTrue(sha256(one).matches("[0-9a-f]{64}"), sha256(one));
      assertEquals(one.events().size(), one.get("/sandbox/history").number("position"));
    }
  }

  private static String sha256(SandboxServer server) {
    return server.get("/sandbox/history").get("sha256").textValue();
  }

  @Test
  void aWorldBegunAnewIsAsNewAsAFreshOne() {
    try (var server = new SandboxServer()) {
      String fresh = history(server);
      String clock = server.get("/sandbox/clock").text();
      tell(server, "nginx:2.0");
      String told = history(server);
      var answer = server.send("POST", "/sandbox/reset", "");
      assertEquals("{\"position\":1,\"now\":\"2026-01-01T00:00:00Z\",\"seed\":1}", answer.text());
      assertEquals(fresh, history(server));
      assertEquals(clock, server.get("/sandbox/clock").text());
      assertEquals(1, server.events().size());
      tell(server, "nginx:2.0");
      assertEquals(told, history(server));
    }
  }

  @Test
  void aWorldCanBeBegunAnewWithAnotherSeed() {
    try (var server = new SandboxServer();
        var fresh = new SandboxServer(SandboxServer.Setup.usual().seed(-7))) {
      var answer = server.post("/sandbox/reset", "{\"seed\":-7}");
      assertEquals(-7, answer.number("seed"));
      assertEquals(history(fresh), history(server));
      assertEquals(-7, server.post("/sandbox/reset", "{}").number("seed"));
    }
  }

  private static void assertGone(SandboxServer.Answer answer) {
    assertEquals(409, answer.status(), answer.text());
    assertEquals("urn:drydock:problem:reset", answer.get("type").textValue());
  }

  @Test
  void whoReadsOfAWorldThatIsBegunAnewIsToldSo() {
    try (var server = new SandboxServer()) {
      String cluster = server.cluster(1);
      var held = server.log.holdReads();
      var events = server.sending("GET", "/sandbox/events", "");
      var state = server.sending("GET", "/sandbox/clusters/" + cluster + "?at=3", "");
      held.awaitCaller();
      awaitUnderWay(server, 2);
      assertEquals(200, server.send("POST", "/sandbox/reset", "").status());
      held.release();
      assertGone(SandboxServer.await(events));
      assertGone(SandboxServer.await(state));
      assertEquals(1, server.events().size());
    }
  }

  private static void awaitUnderWay(SandboxServer server, int readers) {
    while (server.log.reading() < readers) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aMoveOfTheClockEndsWithItsWorld() {
    try (var server = new SandboxServer()) {
      String cluster = server.cluster(20);
      server.advanceUntilIdle();
      server.service(cluster, "web", 1_500);
      server.get("/sandbox/clock");
      var held = server.log.holdAppends();
      var move =
          server.sending(
              "POST",
              "/sandbox/clock/advance",
              "{\"seconds\":86400}",
              "Content-Type",
              "application/json");
      held.awaitCaller();
      var reset = server.sending("POST", "/sandbox/reset", "");
      while (server.loop.waiting() == 0) {
        Thread.onSpinWait();
      }
      held.release();
      assertGone(SandboxServer.await(move));
      assertEquals(200, SandboxServer.await(reset).status());
      assertEquals("2026-01-01T00:00:00Z", server.get("/sandbox/clock").now().toString());
      assertEquals(1, server.events().size());
    }
  }
}
