package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.Node;
import drydock.cluster.NodeEvent;
import drydock.cluster.NodeId;
import drydock.cluster.Pressure;
import drydock.cluster.UpkeepCommand;
import drydock.kernel.Recorded;
import drydock.service.Container;
import drydock.service.Fleet;
import drydock.service.Replica;
import drydock.service.ReplicaCommand;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaPhase;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Nodes that run short of memory or disk, and whom they evict (Kubernetes, pkg/kubelet/eviction),
/// where nothing else takes time.
class PressureStoryTest {

  private final Sandbox sandbox = new Sandbox("instant", 1);

  private List<Node> nodes(String cluster) {
    return List.copyOf(sandbox.world.clusters().nodes(cluster));
  }

  private Fleet fleet(ServiceId id) {
    return sandbox.world.services().fleet(id);
  }

  private void run(long seconds) {
    sandbox.run(Duration.ofSeconds(seconds));
  }

  private static Container asking(String name, int memory) {
    return Sandbox.asking(name, new Container.Resources(0, 0, memory, 0));
  }

  private ServiceId service(String cluster, String name, int replicas, int memory) {
    var id = new ServiceId(cluster, "default", name);
    sandbox.ask(new ServiceCommand.Create(id, Sandbox.spec(name, replicas, asking(name, memory))));
    return id;
  }

  private List<String> evicted() {
    return sandbox.history.stream()
        .filter(each -> each.event() instanceof ReplicaEvent.Evicted)
        .map(each ->
            ((ReplicaEvent.Evicted) each.event()).replica().service().name()
                + " "
                + Duration.between(Sandbox.START, each.at()).toSeconds())
        .toList();
  }

  /// Scenario M: one every 10 s, those that asked for nothing first since they use more than that,
  /// and 5 minutes until the node is trusted again (kubelet/eviction, 1.10).
  @Test
  void aNodeShortOfMemoryEvictsOneAfterTheOtherAndIsShunnedForFiveMinutesMore() {
    String cluster = sandbox.cluster(1);
    ServiceId modest = service(cluster, "modest", 2, 512);
    ServiceId greedy = service(cluster, "greedy", 2, 0);
    NodeId node = nodes(cluster).getFirst().id();
    sandbox.happens(sandbox.world.trouble().pressed(node, Pressure.Resource.MEMORY));
    run(25);
    assertEquals(List.of("greedy 0", "greedy 10", "modest 20"), evicted());
    sandbox.happens(sandbox.world.trouble().eased(node, Pressure.Resource.MEMORY));
    run(299);
    assertEquals(3, evicted().size());
    assertEquals(2, fleet(modest).total().ready(), "they are made again, and may come back there");
    assertEquals(0, fleet(greedy).total().ready());
    assertEquals(
        "0/1 nodes are available: 1 node(s) had memory pressure.",
        fleet(greedy).replicas().stream()
            .filter(each -> each.phase() == ReplicaPhase.PENDING)
            .findFirst()
            .map(each -> each.state().trouble())
            .orElse(""));
    run(120);
    assertEquals(2, fleet(greedy).total().ready());

    // Who was evicted stays to be looked at, and takes up nothing.
    List<Replica> gone = fleet(greedy).replicas().stream().filter(Replica::evicted).toList();
    assertEquals(2, gone.size());
    assertEquals("The node was low on resource: memory.", gone.getFirst().state().trouble());
    assertEquals(4, sandbox.world.capacity().node(node).residents().size());
    List<String> names = gone.stream().map(each -> each.id().name()).toList();
    sandbox.ask(new ReplicaCommand.Delete(cluster, "default", names));
    assertEquals(2, fleet(greedy).size());
  }

  /// Up to 1.8 who was promised least goes first, whatever it uses; then, and since, who uses most
  /// beyond what it asked for (kubelet/eviction/helpers.go of 1.8 and 1.10).
  @Test
  void whoGoesFirstIsRankedAsInTheRelease() {
    assertEquals(
        List.of("best-effort 0", "cpu 10", "modest 20", "guaranteed 30"), evictedIn("1.8.13"));
    assertEquals(
        List.of("cpu 0", "best-effort 10", "guaranteed 20", "modest 30"), evictedIn("1.10.5"));
  }

  private static List<String> evictedIn(String version) {
    var story = new PressureStoryTest();
    String cluster = story.sandbox.cluster(1, version);
    story.service(cluster, "best-effort", new Container.Resources(0, 0, 0, 0));
    story.service(cluster, "cpu", new Container.Resources(100, 0, 0, 0));
    story.service(cluster, "guaranteed", new Container.Resources(100, 100, 64, 64));
    story.service(cluster, "modest", new Container.Resources(0, 0, 512, 0));
    NodeId node = story.nodes(cluster).getFirst().id();
    story.sandbox.ask(new UpkeepCommand.Cordon(cluster, List.of(node.machine()), true));
    story.sandbox.happens(story.sandbox.world.trouble().pressed(node, Pressure.Resource.MEMORY));
    story.run(60);
    return story.evicted();
  }

  private void service(String cluster, String name, Container.Resources resources) {
    Container container = Sandbox.asking(name, resources);
    sandbox.ask(
        new ServiceCommand.Create(
            new ServiceId(cluster, "default", name), Sandbox.spec(name, 1, container)));
  }

  /// What is said to who goes, as 1.10 and 1.30 word it (kubelet/eviction/helpers.go).
  @Test
  void whoGoesIsToldWhyInTheWordsOfTheRelease() {
    assertEquals("The node was low on resource: memory.", told("1.10.5", Pressure.Resource.MEMORY));
    assertEquals("The node was low on resource: nodefs.", told("1.10.5", Pressure.Resource.DISK));
    assertTrue(
        told("1.30.0", Pressure.Resource.MEMORY)
            .matches(
                "The node was low on resource: memory. Container greedy was using [0-9]+Ki, request"
                    + " is 0, has larger consumption of memory. "));
    assertEquals(
        "The node was low on resource: ephemeral-storage. ",
        told("1.30.0", Pressure.Resource.DISK));
  }

  private static String told(String version, Pressure.Resource resource) {
    String profile = version.equals("1.30.0") ? "modern" : "instant";
    var sandbox = new Sandbox(profile, 1);
    String cluster = sandbox.cluster(1, version);
    sandbox.run(Duration.ofMinutes(20));
    var id = new ServiceId(cluster, "default", "greedy");
    sandbox.ask(new ServiceCommand.Create(id, Sandbox.spec("greedy", 1, asking("greedy", 0))));
    sandbox.run(Duration.ofMinutes(5));
    NodeId node = sandbox.world.clusters().nodes(cluster).iterator().next().id();
    sandbox.happens(sandbox.world.trouble().pressed(node, resource));
    sandbox.run(Duration.ofMinutes(1));
    return sandbox.world.services().fleet(id).replicas().iterator().next().state().trouble();
  }

  /// Images that nobody uses go first, and those of who is evicted at the next look
  /// (kubelet/eviction, reclaimNodeLevelResources of 1.7 to 1.30).
  @Test
  void aNodeShortOfDiskDeletesImagesThatNobodyUses() {
    String cluster = sandbox.cluster(1);
    for (String name : List.of("gone", "old", "young")) {
      Container container = Sandbox.container(name, name + ":1", null, null);
      sandbox.ask(
          new ServiceCommand.Create(
              new ServiceId(cluster, "default", name), Sandbox.spec(name, 1, container)));
    }
    sandbox.ask(new ServiceCommand.Delete(new ServiceId(cluster, "default", "gone")));
    run(60);
    Node node = nodes(cluster).getFirst();
    assertEquals(List.of("gone:1", "old:1", "young:1"), List.copyOf(node.images().keySet()));
    sandbox.happens(sandbox.world.trouble().pressed(node.id(), Pressure.Resource.DISK));
    run(15);
    List<String> told = new ArrayList<>();
    for (Recorded each : sandbox.history) {
      if (each.event() instanceof NodeEvent.ImagesDeleted(_, var images)) {
        told.add("deleted " + images);
      } else if (each.event() instanceof ReplicaEvent.Evicted evicted) {
        told.add("evicted " + evicted.replica().service().name());
      }
    }
    assertEquals(
        List.of("deleted [gone:1]", "evicted old", "deleted [old:1]", "evicted young"), told);
    assertEquals(List.of("young:1"), List.copyOf(nodes(cluster).getFirst().images().keySet()));
  }

  /// A replica that still stops counts for nothing if its service is gone, though there is another
  /// of that name.
  @Test
  void imagesAreLookedAtThoughAServiceWasMadeAnew() {
    var slow = new Sandbox("realistic", 1);
    String cluster = slow.cluster(1);
    slow.run(Duration.ofMinutes(20));
    slow.service(cluster, "other", 1);
    ServiceId web = slow.service(cluster, "web", 1);
    slow.run(Duration.ofMinutes(5));
    slow.ask(new ServiceCommand.Delete(web));
    Container anew = Sandbox.container("web", "nginx:2.0", null, null);
    slow.ask(new ServiceCommand.Create(web, Sandbox.spec("web", 1, anew)));
    assertEquals(2, slow.world.services().fleet(web).size(), "the former is still on its way out");
    NodeId node = slow.world.clusters().nodes(cluster).iterator().next().id();
    slow.happens(slow.world.trouble().pressed(node, Pressure.Resource.DISK));
    assertTrue(
        slow.history.stream().anyMatch(each -> each.event() instanceof ReplicaEvent.Evicted));
  }

  @Test
  void aNodeShortOfDiskTakesNobody() {
    String cluster = sandbox.cluster(2);
    ServiceId web = service(cluster, "web", 4, 64);
    NodeId node = nodes(cluster).getFirst().id();
    sandbox.happens(sandbox.world.trouble().pressed(node, Pressure.Resource.DISK));
    run(3_600);
    assertEquals(2, evicted().size());
    assertEquals(List.of(), List.copyOf(sandbox.world.capacity().node(node).residents()));
    assertEquals(4, fleet(web).total().ready());
    assertTrue(sandbox.world.idle());
    int events = sandbox.history.size();
    run(3_600);
    assertEquals(events, sandbox.history.size(), "an empty node has nothing to evict");

    sandbox.ask(new ServiceCommand.Delete(web));
    run(60);
    assertEquals(0, fleet(web).size(), "the service takes its evicted replicas along");
  }
}
