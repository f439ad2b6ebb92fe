package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.ClusterCommand;
import drydock.cluster.Node;
import drydock.placement.Verdict;
import drydock.service.Container;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaPhase;
import drydock.service.Requirement;
import drydock.service.Requirement.Operator;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import drydock.service.ServiceStatus;
import drydock.service.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Which node a replica goes to, and what is said when there is none. Nodes have 4 cores and 8 GiB.
class PlacementStoryTest {

  private final Sandbox sandbox = new Sandbox("instant", 1);
  private final String cluster = sandbox.cluster(3);

  private ServiceId service(
      String name, int replicas, int cpu, int memory, Requirement... affinity) {
    var id = new ServiceId(cluster, "default", name);
    ServiceSpec plain = Sandbox.spec(name, replicas);
    Container one = plain.template().containers().getFirst();
    var hungry =
        new Container(
            one.name(),
            one.image(),
            List.of(),
            List.of(),
            new Container.Resources(cpu, 0, memory, 0),
            one.execution(),
            null,
            null);
    var template =
        new PodTemplate(
            List.of(hungry), List.of(), List.of(affinity), List.of(), new TreeMap<>(), "");
    sandbox.ask(
        new ServiceCommand.Create(
            id, new ServiceSpec("", replicas, plain.strategy(), 0, plain.exposure(), template)));
    return id;
  }

  private List<Replica> replicas(ServiceId id) {
    return List.copyOf(sandbox.world.services().fleet(id).replicas());
  }

  private String lastRefusal() {
    return sandbox.history.reversed().stream()
        .filter(each -> each.event() instanceof ReplicaEvent.Unschedulable)
        .map(each -> ((ReplicaEvent.Unschedulable) each.event()).message())
        .findFirst()
        .orElse("");
  }

  @Test
  void replicasSpreadOverNodes() {
    ServiceId id = service("web", 6, 100, 100);
    for (Node node : sandbox.world.clusters().nodes(cluster)) {
      assertEquals(
          2, replicas(id).stream().filter(each -> node.id().machine().equals(each.node())).count());
    }
  }

  /// Three nodes in one zone and one in another: half of the replicas are in each zone.
  @Test
  void replicasSpreadOverZonesBeforeNodes() {
    sandbox.ask(new ClusterCommand.AddNodes(cluster, Sandbox.elsewhere(1)));
    String far = List.copyOf(sandbox.world.clusters().nodes(cluster)).getLast().id().machine();
    ServiceId id = service("web", 6, 100, 100);
    assertEquals(3, replicas(id).stream().filter(each -> far.equals(each.node())).count());
  }

  /// Of an image of 4000 MB (sim/images.yaml) that one node of four has, a quarter counts: 953.7 of
  /// 23 to 1000 MiB, 95.3 in a hundred (1.30, imagelocality/image_locality.go).
  @Test
  void aNodeDrawsReplicasToTheImageThatItHasOnceItsPullIsOver() {
    var modern = new Sandbox("modern", 1);
    String four = modern.cluster(4);
    modern.run(Duration.ofMinutes(30));
    var first = new ServiceId(four, "default", "first");
    Container big = Sandbox.container("big", "drydock/big:1", null, null);
    modern.ask(new ServiceCommand.Create(first, Sandbox.spec("first", 1, big)));
    modern.run(Duration.ofSeconds(20));
    Replica one = modern.world.services().fleet(first).replicas().iterator().next();
    assertEquals(ReplicaPhase.PULLING, one.phase());
    SortedMap<String, Integer> pulling = scores(modern.world, one);
    modern.run(Duration.ofMinutes(30));
    pulling.merge(Objects.requireNonNull(one.node()), 95, Integer::sum);
    assertEquals(pulling, scores(modern.world, one));
    var second = new ServiceId(four, "default", "second");
    modern.ask(new ServiceCommand.Create(second, Sandbox.spec("second", 1, big)));
    modern.run(Duration.ofSeconds(20));
    assertEquals(
        one.node(), modern.world.services().fleet(second).replicas().iterator().next().node());
  }

  /// What each node is worth to a replica.
  private static SortedMap<String, Integer> scores(World world, Replica replica) {
    SortedMap<String, Integer> scores = new TreeMap<>();
    for (Verdict verdict : Objects.requireNonNull(Explanation.of(world, replica.id())).verdicts()) {
      scores.put(verdict.node().machine(), Objects.requireNonNull(verdict.score()));
    }
    return scores;
  }

  /// Thousandths of a core, and MiB.
  @Test
  void whatANodeHasIsTakenToTheLastBitAndNoMore() {
    int cpu = sandbox.world.capacity().nodes(cluster).iterator().next().cpuFree();
    int memory = sandbox.world.capacity().nodes(cluster).iterator().next().memoryFree();
    assertNull(replicas(service("cpu", 1, cpu + 1, 100)).getFirst().node());
    assertEquals("0/3 nodes are available: 3 Insufficient cpu.", lastRefusal());
    assertNull(replicas(service("memory", 1, 100, memory + 1)).getFirst().node());
    assertEquals("0/3 nodes are available: 3 Insufficient memory.", lastRefusal());
    assertNotNull(replicas(service("both", 1, cpu, memory)).getFirst().node());
  }

  @Test
  void noNodeIsFilledBeyondWhatItHas() {
    ServiceId id = service("web", 10, 1500, 100);
    assertEquals(6, replicas(id).stream().filter(each -> each.node() != null).count());
    assertEquals("0/3 nodes are available: 3 Insufficient cpu.", lastRefusal());
    assertEquals(
        ServiceStatus.ABNORMAL,
        ServiceStatus.of(sandbox.world.services().find(id), sandbox.world.services().fleet(id)));
  }

  /// A node takes no more pods than its kubelet allows, however little they ask for.
  @Test
  void noNodeTakesMorePodsThanItMay() {
    var hasty = new Sandbox("hasty", 1);
    ServiceId web = hasty.service(hasty.cluster(2), "web", 25);
    assertEquals(24, hasty.world.services().fleet(web).total().ready());
    assertEquals(
        List.of("0/2 nodes are available: 2 Insufficient pods."),
        hasty.world.services().fleet(web).replicas().stream()
            .filter(each -> each.node() == null)
            .map(each -> each.state().trouble())
            .toList());
  }

  @Test
  void everyReasonIsCountedOverTheNodes() {
    service("web", 3, 3000, 7000);
    service(
        "more",
        1,
        2000,
        2000,
        new Requirement("kubernetes.io/hostname", Operator.IN, List.of("10.0.0.4")));
    assertEquals(
        "0/3 nodes are available: 2 node(s) didn't match node selector, 3 Insufficient cpu, 3"
            + " Insufficient memory.",
        lastRefusal());
  }

  @Test
  void aReplicaGoesOnlyWhereItsAffinityAllows() {
    ServiceId id =
        service(
            "web",
            2,
            100,
            100,
            new Requirement("kubernetes.io/hostname", Operator.IN, List.of("10.0.0.5")));
    for (Replica replica : replicas(id)) {
      assertEquals("10.0.0.5", node(replica).labels().get("kubernetes.io/hostname"));
    }
  }

  private Node node(Replica replica) {
    return sandbox.world.clusters().nodes(cluster).stream()
        .filter(each -> each.id().machine().equals(replica.node()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aReplicaThatFoundNoNodeIsTriedAgainEverMoreSeldom() {
    service("web", 1, 100_000, 100);
    sandbox.run(Duration.ofSeconds(129));
    List<Long> waits =
        sandbox.history.stream()
            .filter(each -> each.event() instanceof ReplicaEvent.Unschedulable)
            .map(each ->
                Duration.between(each.at(), ((ReplicaEvent.Unschedulable) each.event()).retryAt())
                    .toSeconds())
            .toList();
    assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 1L, 2L, 4L), waits);
  }

  @Test
  void aNodeThatJoinsTakesWhatFoundNoRoom() {
    ServiceId id = service("web", 4, 3000, 100);
    assertTrue(sandbox.world.idle(), "nothing can move while there is no room");
    sandbox.ask(new ClusterCommand.AddNodes(cluster, Sandbox.order(1)));
    assertEquals(false, sandbox.world.idle());
    sandbox.run(Duration.ofMinutes(1));
    assertEquals(4, replicas(id).stream().filter(Replica::ready).count());
    assertTrue(sandbox.world.idle());
  }

  /// The first takes so much of its node that there is no room for the second.
  @Test
  void aCloudDiskCanBeAttachedToOneNodeOnly() {
    ServiceId first = serviceWithDisk("first", 3000);
    ServiceId second = serviceWithDisk("second", 3000);
    assertEquals(
        "0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had no available disk.",
        lastRefusal());
    sandbox.ask(new ServiceCommand.Delete(first));
    sandbox.run(Duration.ofMinutes(2));
    assertTrue(replicas(second).getFirst().ready(), "the disk is free once the first is gone");
  }

  private ServiceId serviceWithDisk(String name, int cpu) {
    var id = new ServiceId(cluster, "default", name);
    ServiceSpec plain = Sandbox.spec(name, 1);
    Container one = plain.template().containers().getFirst();
    var hungry =
        new Container(
            one.name(),
            one.image(),
            List.of(),
            List.of(),
            new Container.Resources(cpu, 0, 100, 0),
            one.execution(),
            null,
            null);
    var disk = new Volume("disk", Volume.Type.CBS_DISK, "disk-xxxxxxxx", null, List.of());
    var template =
        new PodTemplate(List.of(hungry), List.of(disk), List.of(), List.of(), new TreeMap<>(), "");
    sandbox.ask(
        new ServiceCommand.Create(
            id, new ServiceSpec("", 1, plain.strategy(), 0, plain.exposure(), template)));
    return id;
  }

  @Test
  void replicasOfANodeThatLeavesAreStartedElsewhere() {
    ServiceId id = service("web", 3, 100, 100);
    String machine = replicas(id).getFirst().node();
    sandbox.ask(
        new ClusterCommand.RemoveNodes(
            cluster, List.of(machine), ClusterCommand.Machines.RETURNED));
    assertEquals(3, replicas(id).stream().filter(Replica::ready).count());
    assertEquals(0, replicas(id).stream().filter(each -> machine.equals(each.node())).count());
    assertEquals(2, sandbox.world.clusters().nodes(cluster).size());
  }

  @Test
  void anImageThatIsNotThereIsTriedAgainWithBackOff() {
    ServiceId id = sandbox.service(cluster, "web", 1);
    sandbox.ask(new ServiceCommand.ChangeImage(id, "tencentyun/foo:missing"));
    sandbox.run(Duration.ofMinutes(10));
    List<Long> waits =
        sandbox.history.stream()
            .filter(each -> each.event() instanceof ReplicaEvent.PullFailed)
            .map(each ->
                Duration.between(each.at(), ((ReplicaEvent.PullFailed) each.event()).retryAt())
                    .toSeconds())
            .toList();
    assertEquals(List.of(10L, 20L, 40L, 80L, 160L, 300L), waits);
    assertTrue(replicas(id).stream().anyMatch(each -> each.phase() == ReplicaPhase.PULL_BACK_OFF));
    assertTrue(sandbox.world.idle(), "an image that does not exist never comes");
  }
}
