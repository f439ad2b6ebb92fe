package drydock.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import drydock.cluster.ClusterCommand;
import drydock.fault.FaultKind;
import drydock.fault.Orders;
import drydock.service.ServiceCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class ClustersTest {

  /// What was seen of a cluster: the state as text, and when.
  private record Seen(long position, Instant now, String state) {
    static Seen at(SandboxServer server, String cluster) {
      var state = server.get("/sandbox/clusters/" + cluster);
      assertEquals(200, state.status(), state.text());
      return new Seen(state.number("position"), server.get("/sandbox/clock").now(), state.text());
    }
  }

  /// A cluster's life, looked at every few seconds of it and after each command.
  private static List<Seen> live(SandboxServer server, String cluster) {
    List<Seen> seen = new ArrayList<>();
    watch(server, cluster, seen, 20);
    var web = server.service(cluster, "web", 6);
    watch(server, cluster, seen, 8);
    server.ask(new ServiceCommand.ChangeImage(web, "nginx:2.0"));
    watch(server, cluster, seen, 4);
    server.ask(new ServiceCommand.Scale(web, 2));
    watch(server, cluster, seen, 8);
    server.ask(new ServiceCommand.Delete(web));
    watch(server, cluster, seen, 2);
    return seen;
  }

  private static void watch(SandboxServer server, String cluster, List<Seen> seen, int times) {
    for (int i = 0; i < times; i++) {
      server.advance(Duration.ofSeconds(i < 2 ? 1 : 9));
      seen.add(Seen.at(server, cluster));
    }
    // What is asked for next happens at another moment than that of the last look.
    server.advance(Duration.ofMillis(1));
  }

  @Test
  void thePastIsAsItWasSeen() {
    try (var server = new SandboxServer()) {
      String cluster = server.cluster(3);
      List<Seen> seen = live(server, cluster);
      server.ask(new ClusterCommand.Delete(cluster, ClusterCommand.Machines.RETURNED));
      server.advanceUntilIdle();
      assertEquals(404, server.get("/sandbox/clusters/" + cluster).status());
      assertSeen(seen, server, cluster);
    }
  }

  private static void assertSeen(List<Seen> seen, SandboxServer server, String cluster) {
    String path = "/sandbox/clusters/" + cluster + "?at=";
    for (Seen each : seen) {
      assertEquals(each.state(), server.get(path + each.position()).text());
      assertEquals(each.state(), server.get(path + each.now()).text());
    }
  }

  @Test
  void thePastIsTheSameFromACheckpoint() {
    var setup = SandboxServer.Setup.usual();
    List<Seen> seen;
    String cluster;
    try (var server = new SandboxServer(setup)) {
      cluster = server.cluster(3);
      seen = live(server, cluster);
      for (int i = 0; server.get("/sandbox/history").number("position") < 1_500; i++) {
        server.service(cluster, "more-" + i, 20);
        server.advanceUntilIdle();
      }
    }
    try (var server = new SandboxServer(setup)) {
      assertEquals(1, setup.log().memory.positions(1).size());
      seen.addAll(live(server, cluster));
      assertSeen(seen, server, cluster);
    }
  }

  @Test
  void aMomentHasAllThatHappenedByThen() {
    try (var server = new SandboxServer()) {
      String cluster = server.cluster(2);
      Seen early = Seen.at(server, cluster);
      server.advance(Duration.ofMillis(500));
      String path = "/sandbox/clusters/" + cluster + "?at=";
      assertEquals(early.state(), server.get(path + "2026-01-01T00:00:00.0004Z").text());
      assertEquals(early.state(), server.get(path + "2026-01-01t08:00:00%2B08:00").text());
      assertEquals(early.state(), server.get(path + "2026-01-01T08:00:00+08:00").text());
      assertEquals(early.state(), server.get(path + "2025-12-31T16:00:00-08:00").text());
    }
  }

  @Test
  void aClusterIsThereFromItsFirstEventOn() {
    try (var server = new SandboxServer()) {
      server.advance(Duration.ofSeconds(10));
      String cluster = server.cluster(1);
      String path = "/sandbox/clusters/" + cluster + "?at=";
      assertEquals(404, server.get(path + 1).status());
      assertEquals(200, server.get(path + 2).status());
      assertEquals(404, server.get(path + "2026-01-01T00:00:09.999Z").status());
      assertEquals(200, server.get(path + "2026-01-01T00:00:10Z").status());
      var before = server.get(path + "1999-12-31T23:59:59Z");
      assertEquals(404, before.status());
      assertEquals("application/problem+json", before.type());
    }
  }

  @Test
  void theWholeOfAClusterIsShown() {
    try (var server = new SandboxServer()) {
      String cluster = server.cluster(2);
      JsonNode young = server.get("/sandbox/clusters/" + cluster).json();
      assertEquals("CREATING", young.at("/cluster/status").textValue());
      assertEquals("CREATE_CLUSTER", young.at("/tasks/0/kind").textValue());
      assertEquals("RUNNING", young.at("/tasks/0/status").textValue());
      server.advanceUntilIdle();
      server.service(cluster, "web", 3);
      server.service(cluster, "db", 1);
      server.advanceUntilIdle();
      JsonNode state = server.get("/sandbox/clusters/" + cluster).json();
      assertEquals(cluster, state.at("/cluster/id").textValue());
      assertEquals(2, state.get("nodes").size());
      assertEquals("READY", state.at("/nodes/0/phase").textValue());
      assertEquals("default", state.at("/namespaces/0/name").textValue());
      assertEquals(cluster + "/default/db", state.at("/services/0/id").textValue());
      assertEquals(cluster + "/default/web", state.at("/services/1/id").textValue());
      assertEquals("NORMAL", state.at("/services/1/status").textValue());
      assertEquals(1, state.at("/services/1/revisions").size());
      assertEquals(3, state.at("/services/1/replicas").size());
      assertEquals("READY", state.at("/services/1/replicas/2/state/phase").textValue());
      assertEquals(0, state.get("leftovers").size());
    }
  }

  /// The conditions that are not as they should be, as the kubelet and the node controller of 1.10
  /// word them (pkg/kubelet/kubelet_node_status.go, pkg/controller/nodelifecycle).
  private static List<String> amiss(JsonNode conditions) {
    List<String> all = new ArrayList<>();
    for (JsonNode each : conditions) {
      String wanted = each.get("type").textValue().equals("Ready") ? "True" : "False";
      if (!each.get("status").textValue().equals(wanted)) {
        all.add(
            "%s %s %s: %s"
                .formatted(
                    each.get("type").textValue(),
                    each.get("status").textValue(),
                    each.get("reason").textValue(),
                    each.get("message").textValue()));
      }
    }
    return all;
  }

  @Test
  void theConditionsOfNodesAreShown() {
    try (var server = new SandboxServer()) {
      String cluster = server.cluster(2);
      String path = "/sandbox/clusters/" + cluster;
      assertEquals(0, server.get(path).get("conditions").size(), "none has joined");
      server.advanceUntilIdle();
      JsonNode healthy = server.get(path).get("conditions");
      assertEquals(2, healthy.size());
      for (JsonNode each : healthy) {
        assertEquals(4, each.size(), "OutOfDisk, MemoryPressure, DiskPressure, Ready");
        assertEquals(List.of(), amiss(each));
      }
      server.ask(Orders.of(FaultKind.NODE_DOWN).often(null, 2).order());
      server.ask(Orders.of(FaultKind.MEMORY_PRESSURE).order());
      server.advance(Duration.ofMinutes(1));
      JsonNode state = server.get(path).json();
      String first = state.at("/nodes/0/id").textValue();
      String second = state.at("/nodes/1/id").textValue();
      assertEquals(
          List.of(
              "MemoryPressure True KubeletHasInsufficientMemory: kubelet has insufficient memory"
                  + " available"),
          amiss(state.get("conditions").get(first.substring(first.indexOf('/') + 1))));
      String unknown = " Unknown NodeStatusUnknown: Kubelet stopped posting node status.";
      assertEquals(
          List.of(
              "OutOfDisk" + unknown,
              "MemoryPressure" + unknown,
              "DiskPressure" + unknown,
              "Ready" + unknown),
          amiss(state.get("conditions").get(second.substring(second.indexOf('/') + 1))));
    }
  }

  @Test
  void replicasThatOutliveTheirServiceAreShown() {
    try (var server = new SandboxServer()) {
      String cluster = server.cluster(2);
      server.advanceUntilIdle();
      var web = server.service(cluster, "web", 3);
      server.advanceUntilIdle();
      server.ask(new ServiceCommand.Delete(web));
      JsonNode state = server.get("/sandbox/clusters/" + cluster).json();
      assertEquals(0, state.get("services").size());
      assertEquals(3, state.get("leftovers").size());
      server.advanceUntilIdle();
      assertEquals(0, server.get("/sandbox/clusters/" + cluster).get("leftovers").size());
    }
  }

  @Test
  void looksIntoThePastAreFewAtATime() {
    try (var server = new SandboxServer()) {
      String path = "/sandbox/clusters/" + server.cluster(1);
      var held = server.log.holdReads();
      List<CompletableFuture<SandboxServer.Answer>> looks = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        looks.add(server.sending("GET", path + "?at=3", ""));
      }
      var first = SandboxServer.await(any(looks));
      assertEquals(503, first.status());
      assertEquals("urn:drydock:problem:busy", first.get("type").textValue());
      assertEquals(200, server.get(path).status());
      held.release();
      long good = looks.stream().filter(each -> SandboxServer.await(each).status() == 200).count();
      assertEquals(2, good);
      assertTrue(server.get(path + "?at=3").status() == 200);
    }
  }

  private static CompletableFuture<SandboxServer.Answer> any(
      List<CompletableFuture<SandboxServer.Answer>> looks) {
    return CompletableFuture.anyOf(looks.toArray(CompletableFuture[]::new))
        .thenApply(SandboxServer.Answer.class::cast);
  }
}
