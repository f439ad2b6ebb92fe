package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.ClusterCommand;
import drydock.cluster.ClusterSpec;
import drydock.cluster.Node;
import drydock.cluster.NodeEvent;
import drydock.cluster.NodeId;
import drydock.kernel.Event;
import drydock.kernel.Recorded;
import drydock.service.Fleet;
import drydock.service.Replica;
import drydock.service.ReplicaPhase;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Machines that fail, and what becomes of what ran there (Kubernetes 1.7 to 1.10,
/// pkg/controller/nodelifecycle), where nothing else takes time.
class NodeStoryTest {

  private final Sandbox sandbox = new Sandbox("instant", 1);

  private List<Node> nodes(String cluster) {
    return List.copyOf(sandbox.world.clusters().nodes(cluster));
  }

  private Node node(NodeId id) {
    Node node = sandbox.world.clusters().node(id);
    assertTrue(node != null, "no node " + id);
    return node;
  }

  private Fleet fleet(ServiceId id) {
    return sandbox.world.services().fleet(id);
  }

  private List<Replica> on(NodeId node, ServiceId id) {
    return fleet(id).replicas().stream()
        .filter(replica -> node.machine().equals(replica.node()))
        .toList();
  }

  private NodeId homeOf(ServiceId id) {
    return new NodeId(id.cluster(), String.valueOf(fleet(id).replicas().iterator().next().node()));
  }

  private void machineDown(NodeId id) {
    sandbox.happens(sandbox.world.trouble().stopped(id, true, null));
  }

  private void networkLost(NodeId id) {
    sandbox.happens(sandbox.world.trouble().stopped(id, false, null));
  }

  private void back(NodeId id) {
    sandbox.happens(sandbox.world.trouble().returned(id));
  }

  private void run(long seconds) {
    sandbox.run(Duration.ofSeconds(seconds));
  }

  private List<Instant> moments(Class<? extends NodeEvent> type) {
    return sandbox.history.stream()
        .filter(each -> type.isInstance(each.event()))
        .map(Recorded::at)
        .toList();
  }

  private double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1e3;
  }

  /// The last heartbeat is up to 10 s old, and the controller looks every 5 s.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aSilentNodeIsMissedAfterFortySecondsAndGivenUpAfterFiveMinutes(long seed) {
    var world = new Sandbox("instant", seed);
    String cluster = world.cluster(2);
    world.run(Duration.ofMillis(12_345 + 1_700 * seed));
    Instant down = world.world.now();
    NodeId node = world.world.clusters().nodes(cluster).iterator().next().id();
    world.happens(world.world.trouble().stopped(node, true, null));
    world.run(Duration.ofMinutes(10));
    for (Recorded each : world.history) {
      double after = seconds(down, each.at());
      if (each.event() instanceof NodeEvent.ReadinessLost) {
        assertTrue(after > 30 && after <= 45, "missed after " + after);
      }
      if (each.event() instanceof NodeEvent.PodsEvicted) {
        assertTrue(after > 290 && after <= 305, "evicted after " + after);
      }
    }
    assertEquals(
        2,
        world.history.stream()
            .filter(each ->
                each.event() instanceof NodeEvent.ReadinessLost
                    || each.event() instanceof NodeEvent.PodsEvicted)
            .count());
  }

  /// Scenario J: a node crashes and comes back after its pods were given up.
  @Test
  void replicasOfALostNodeAreReplacedAndEndWhenItComesBack() {
    String cluster = sandbox.cluster(3);
    ServiceId web = sandbox.service(cluster, "web", 6);
    NodeId lost = nodes(cluster).getFirst().id();
    assertEquals(2, on(lost, web).size());
    machineDown(lost);
    assertEquals(6, fleet(web).total().available(), "nobody has noticed");

    run(60);
    assertFalse(node(lost).schedulable());
    assertEquals(4, fleet(web).total().available());
    assertEquals(6, fleet(web).total().active(), "they may come back");
    assertTrue(sandbox.world.nextDue() != null);

    run(300);
    assertEquals(6, fleet(web).total().available());
    assertEquals(8, fleet(web).size(), "two have been replaced and cannot end");
    on(lost, web).forEach(each -> assertEquals(ReplicaPhase.STOPPING, each.phase()));
    run(86_400);
    assertEquals(8, fleet(web).size());

    back(lost);
    run(0);
    assertEquals(6, fleet(web).size());
    assertEquals(List.of(), on(lost, web));
    assertTrue(node(lost).schedulable());
  }

  @Test
  void aNodeThatRebootsInTimeStartsItsContainersAgainAtOtherAddresses() {
    String cluster = sandbox.cluster(3);
    ServiceId web = sandbox.service(cluster, "web", 6);
    NodeId lost = nodes(cluster).getFirst().id();
    List<Replica> before = on(lost, web);
    machineDown(lost);
    run(120);
    back(lost);
    run(0);
    List<Replica> after = on(lost, web);
    for (int i = 0; i < before.size(); i++) {
      assertEquals(before.get(i).id(), after.get(i).id());
      assertEquals(1, after.get(i).restarts());
      assertTrue(after.get(i).ready());
      assertNotEquals(before.get(i).state().address(), after.get(i).state().address());
    }
    assertEquals(6, fleet(web).size());
  }

  @Test
  void aNodeThatWasOnlyCutOffHasItsReplicasReadyAsBefore() {
    String cluster = sandbox.cluster(3);
    ServiceId web = sandbox.service(cluster, "web", 6);
    NodeId lost = nodes(cluster).getFirst().id();
    networkLost(lost);
    run(120);
    assertEquals(4, fleet(web).total().ready());
    back(lost);
    run(0);
    assertEquals(6, fleet(web).total().ready());
    on(lost, web).forEach(each -> assertEquals(0, each.restarts()));
  }

  @Test
  void aNodeThatIsBackWithinItsGraceIsNotMissed() {
    String cluster = sandbox.cluster(3);
    NodeId lost = nodes(cluster).getFirst().id();
    for (int i = 0; i < 10; i++) {
      networkLost(lost);
      run(29);
      back(lost);
      run(1);
    }
    run(600);
    assertEquals(List.of(), moments(NodeEvent.ReadinessLost.class));
  }

  /// A kubelet reports as soon as it is back, so the grace begins then.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aNodeThatFailsAgainAtOnceHasJustReported(long second) {
    NodeId node = nodes(sandbox.cluster(2)).getFirst().id();
    networkLost(node);
    run(100 + second);
    back(node);
    Instant returned = sandbox.world.now();
    networkLost(node);
    run(60);
    double after = seconds(returned, moments(NodeEvent.ReadinessLost.class).getLast());
    assertTrue(after > 40 && after <= 45, "missed after " + after);
  }

  /// Scenario K: more than half of a small zone is not ready, so nothing is evicted.
  @Test
  void nothingIsEvictedWhileMostOfASmallZoneIsLost() {
    String cluster = sandbox.cluster(10);
    ServiceId web = sandbox.service(cluster, "web", 20);
    nodes(cluster).stream().limit(6).forEach(node -> machineDown(node.id()));
    run(3_600);
    assertEquals(6, moments(NodeEvent.ReadinessLost.class).size());
    assertEquals(List.of(), moments(NodeEvent.PodsEvicted.class));
    assertEquals(20, fleet(web).size());
    assertTrue(sandbox.world.idle(), "nothing more comes of it");

    // With five of ten the zone is normal again, and they are evicted one after the other.
    back(nodes(cluster).getFirst().id());
    run(60);
    List<Instant> evicted = moments(NodeEvent.PodsEvicted.class);
    assertEquals(5, evicted.size());
    for (int i = 1; i < 5; i++) {
      assertEquals(10, seconds(evicted.get(i - 1), evicted.get(i)));
    }
  }

  @Test
  void nothingIsEvictedWhileNoNodeIsReadyAndTheWaitBeginsAnewAfterwards() {
    String cluster = sandbox.cluster(2);
    sandbox.service(cluster, "web", 4);
    nodes(cluster).forEach(node -> machineDown(node.id()));
    run(3_600);
    assertEquals(List.of(), moments(NodeEvent.PodsEvicted.class));
    back(nodes(cluster).getFirst().id());
    Instant resumed = sandbox.world.now();
    run(3_600);
    assertEquals(List.of(resumed.plusSeconds(300)), moments(NodeEvent.PodsEvicted.class));
  }

  /// In a zone of more than 50 nodes one is evicted every 100 s.
  @Test
  void aLargeZoneOfWhichMuchIsLostIsEvictedSlowly() {
    var large = new Sandbox("large", 1);
    String cluster = large.cluster(60);
    large.world.clusters().nodes(cluster).stream()
        .limit(40)
        .toList()
        .forEach(node -> large.happens(large.world.trouble().stopped(node.id(), true, null)));
    large.run(Duration.ofSeconds(300 + 1_000));
    long evicted =
        large.history.stream()
            .filter(each -> each.event() instanceof NodeEvent.PodsEvicted)
            .count();
    assertTrue(evicted == 10 || evicted == 11, "evicted " + evicted);
  }

  /// What still stops on a lost node counts for Recreate.
  @Test
  void recreateWaitsForALostNode() {
    String cluster = sandbox.cluster(3);
    var web = new ServiceId(cluster, "default", "web");
    ServiceSpec rolling = Sandbox.spec("web", 3);
    sandbox.ask(
        new ServiceCommand.Create(
            web,
            new ServiceSpec(
                "", 3, ServiceSpec.Strategy.RECREATE, 0, rolling.exposure(), rolling.template())));
    NodeId lost = homeOf(web);
    machineDown(lost);
    run(60);
    sandbox.ask(new ServiceCommand.ChangeImage(web, "nginx:2.0"));
    run(3_600);
    assertEquals(1, fleet(web).size());
    back(lost);
    run(1);
    assertEquals(3, fleet(web).total().available());
  }

  @Test
  void aLostNodeThatIsRemovedTakesItsReplicasAlong() {
    String cluster = sandbox.cluster(3);
    ServiceId web = sandbox.service(cluster, "web", 6);
    NodeId lost = nodes(cluster).getFirst().id();
    machineDown(lost);
    run(60);
    sandbox.ask(
        new ClusterCommand.RemoveNodes(
            cluster, List.of(lost.machine()), ClusterCommand.Machines.RETURNED));
    run(60);
    assertEquals(6, fleet(web).total().available());
    assertEquals(6, fleet(web).size());
  }

  /// An unknown OutOfDisk counts like a full disk (predicates.go of 1.8 to 1.10,
  /// CheckNodeCondition).
  @Test
  void theSchedulerSaysThatANodeIsNotReady() {
    String cluster = sandbox.cluster(1);
    machineDown(nodes(cluster).getFirst().id());
    run(60);
    ServiceId web = sandbox.service(cluster, "web", 1);
    assertEquals(
        "0/1 nodes are available: 1 node(s) were not ready, 1 node(s) were out of disk space.",
        fleet(web).replicas().iterator().next().state().trouble());
    back(nodes(cluster).getFirst().id());
    run(60);
    assertEquals(1, fleet(web).total().ready());
  }

  @Test
  void aHealthyClusterIsQuiet() {
    String cluster = sandbox.cluster(3);
    sandbox.service(cluster, "web", 6);
    run(1);
    int events = sandbox.history.size();
    run(86_400);
    assertEquals(events, sandbox.history.size());
  }

  /// Since 1.13 pods tolerate the taint of an unreachable node for 300 s from when it gets it.
  @Test
  void aModernClusterCountsFromWhenTheNodeIsMissed() {
    var modern = new Sandbox("modern", 1);
    ClusterSpec spec = Sandbox.creation(2, "172.16.0.0/14").spec();
    modern.ask(
        new ClusterCommand.Create(
            new ClusterSpec(
                spec.name(),
                spec.description(),
                spec.cidr(),
                spec.vpc(),
                spec.region(),
                spec.system(),
                "1.30.0",
                spec.project(),
                spec.masterSubnet()),
            false,
            Sandbox.order(2)));
    String cluster = modern.world.clusters().list().iterator().next().id();
    modern.run(Duration.ofMinutes(30));
    NodeId node = modern.world.clusters().nodes(cluster).iterator().next().id();
    modern.happens(modern.world.trouble().stopped(node, true, null));
    modern.run(Duration.ofMinutes(10));
    Instant missed = Instant.MAX;
    Instant evicted = Instant.MIN;
    for (Recorded each : modern.history) {
      if (each.event() instanceof NodeEvent.ReadinessLost) {
        missed = each.at();
      }
      if (each.event() instanceof NodeEvent.PodsEvicted) {
        evicted = each.at();
      }
    }
    assertEquals(missed.plusSeconds(300), evicted);
  }

  /// A zone of a third of the nodes: the work grows with the nodes that are lost, not with their
  /// square.
  @Test
  void aWholeZoneCanBeLostAtOnce() {
    var large = new Sandbox("large", 1);
    String cluster = large.cluster(100);
    for (int i = 1; i < 10; i++) {
      large.ask(new ClusterCommand.AddNodes(cluster, Sandbox.order(100)));
    }
    large.service(cluster, "web", 3_000);
    List<Event> outage = new ArrayList<>();
    large.world.clusters().nodes(cluster).stream()
        .limit(400)
        .forEach(node -> outage.addAll(large.world.trouble().stopped(node.id(), true, null)));
    large.happens(outage);
    large.run(Duration.ofHours(2));
    assertEquals(
        3_000,
        large.world.services().fleet(new ServiceId(cluster, "default", "web")).total().available());
    assertEquals(
        400,
        large.history.stream()
            .filter(each -> each.event() instanceof NodeEvent.PodsEvicted)
            .count());
  }
}
