package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.cluster.Pressure;
import drydock.service.Container;
import drydock.service.Fleet;
import drydock.service.Replica;
import drydock.service.ReplicaCommand;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaPhase;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.time.Duration;
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
    Container plain = Sandbox.container(name, "nginx:1.0", null, null);
    return new Container(
        plain.name(),
        plain.image(),
        plain.environment(),
        plain.mounts(),
        new Container.Resources(0, 0, memory, 0),
        plain.execution(),
        plain.live(),
        plain.ready());
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
