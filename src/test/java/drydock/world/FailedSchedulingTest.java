package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.cluster.Node;
import drydock.cluster.NodeEvent;
import drydock.cluster.NodeId;
import drydock.cluster.Pressure;
import drydock.cluster.UpkeepCommand;
import drydock.service.Container;
import drydock.service.ReplicaEvent;
import drydock.service.Requirement;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the scheduler of each release says when it finds no node (Kubernetes 1.7 and 1.8,
/// plugin/pkg/scheduler/core/generic_scheduler.go; 1.9 and 1.10, pkg/scheduler/core; 1.30,
/// pkg/scheduler/framework/types.go).
class FailedSchedulingTest {

  private static final String NONE_1_7 =
      "No nodes are available that match all of the following predicates:: ";
  private static final String NONE_1_8 =
      "No nodes are available that match all of the predicates: ";

  /// Of four nodes, one takes no replicas, and the others have no processor time left.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "instant|1.4.6 |" + NONE_1_7 + "Insufficient cpu (3).",
        "instant|1.7.8 |" + NONE_1_7 + "Insufficient cpu (3).",
        "instant|1.8.13|" + NONE_1_8 + "Insufficient cpu (3), NodeUnschedulable (1).",
        "nine   |1.9.7 |0/4 nodes are available: 1 NodeUnschedulable, 3 Insufficient cpu.",
        "instant|1.10.5|0/4 nodes are available: 1 node(s) were unschedulable, 3 Insufficient cpu.",
        "modern |1.30.0|0/4 nodes are available: 1 node(s) were unschedulable, 3 Insufficient cpu."
            + " preemption: 0/4 nodes are available: 1 Preemption is not helpful for scheduling,"
            + " 3 No preemption victims found for incoming pod."
      })
  void theMessageIsThatOfTheRelease(String profile, String version, String message) {
    assertEquals(message, told(profile, version, Sandbox.spec("web", 400)));
  }

  /// A replica asks for a label that no node has and for more cores than any node has. Up to 1.9
  /// and, since room and labels are one predicate there, in 1.10 both are told of; 1.30 looks at
  /// labels first and stops there. The cordoned node has everything amiss up to 1.9.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "instant|1.7.8 |" + NONE_1_7 + "Insufficient cpu (3), MatchNodeSelector (3).",
        "instant|1.8.13|"
            + NONE_1_8
            + "Insufficient cpu (4), MatchNodeSelector (4), NodeUnschedulable (1).",
        "nine   |1.9.7 |0/4 nodes are available: 1 NodeUnschedulable, 4 Insufficient cpu, 4"
            + " MatchNodeSelector.",
        "instant|1.10.5|0/4 nodes are available: 1 node(s) were unschedulable, 3 Insufficient cpu,"
            + " 3 node(s) didn't match node selector.",
        "modern |1.30.0|0/4 nodes are available: 1 node(s) were unschedulable, 3 node(s) didn't"
            + " match Pod's node affinity/selector. preemption: 0/4 nodes are available: 4"
            + " Preemption is not helpful for scheduling."
      })
  void releasesStopAtWhatIsAmissOrGoOn(String profile, String version, String message) {
    assertEquals(message, told(profile, version, unfit()));
  }

  /// Of four nodes, one is lost, one short of memory, one short of disk and one full. What asks for
  /// nothing is kept off by each; what asks for something goes where memory is short, for it
  /// tolerates that taint (1.30, plugin/pkg/admission/podtolerationrestriction). Up to 1.10 the
  /// conditions count and no node is tainted (TaintNodesByCondition was off), so nobody speaks of
  /// taints there.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "instant|1.7.8 |"
            + NONE_1_7
            + "Insufficient pods (1), NodeUnderDiskPressure (1), NodeUnderMemoryPressure (1).",
        "instant|1.8.13|"
            + NONE_1_8
            + "Insufficient pods (1), NodeNotReady (1), NodeOutOfDisk (1), NodeUnderDiskPressure"
            + " (1), NodeUnderMemoryPressure (1).",
        "nine   |1.9.7 |0/4 nodes are available: 1 Insufficient pods, 1 NodeNotReady, 1"
            + " NodeOutOfDisk, 1 NodeUnderDiskPressure, 1 NodeUnderMemoryPressure.",
        "instant|1.10.5|0/4 nodes are available: 1 Insufficient pods, 1 node(s) had disk pressure,"
            + " 1 node(s) had memory pressure, 1 node(s) were not ready, 1 node(s) were out of"
            + " disk space.",
        "modern |1.30.0|0/4 nodes are available: 1 Too many pods, 1 node(s) had untolerated taint"
            + " {node.kubernetes.io/disk-pressure: }, 1 node(s) had untolerated taint"
            + " {node.kubernetes.io/memory-pressure: }, 1 node(s) had untolerated taint"
            + " {node.kubernetes.io/unreachable: }. preemption: 0/4 nodes are available: 1 No"
            + " preemption victims found for incoming pod, 3 Preemption is not helpful for"
            + " scheduling."
      })
  void conditionsAreTaintsOfToday(String profile, String version, String message) {
    Sandbox sandbox = troubled(profile, version);
    String cluster = sandbox.world.clusters().list().iterator().next().id();
    create(sandbox, cluster, "greedy", asking(100), 1);
    assertEquals("all found a node", firstTold(sandbox), "memory is not short for who asks for it");
    create(sandbox, cluster, "modest", asking(0), 1);
    assertEquals(message, firstTold(sandbox));
  }

  private static Sandbox troubled(String profile, String version) {
    var sandbox = new Sandbox(profile, 1);
    String cluster = sandbox.cluster(4, version);
    sandbox.run(Duration.ofHours(1));
    List<NodeId> nodes = sandbox.world.clusters().nodes(cluster).stream().map(Node::id).toList();
    for (NodeId node : nodes.subList(0, 3)) {
      sandbox.ask(new UpkeepCommand.Cordon(cluster, List.of(node.machine()), true));
    }
    create(sandbox, cluster, "full", asking(0), sandbox.world.profile().nodes().podsMax());
    sandbox.run(Duration.ofHours(1));
    for (NodeId node : nodes.subList(0, 3)) {
      sandbox.ask(new UpkeepCommand.Cordon(cluster, List.of(node.machine()), false));
    }
    sandbox.happens(sandbox.world.trouble().stopped(nodes.get(0), false, null));
    sandbox.run(Duration.ofMinutes(2));
    sandbox.happens(
        List.of(
            new NodeEvent.PressureBegan(nodes.get(1), Pressure.Resource.MEMORY),
            new NodeEvent.PressureBegan(nodes.get(2), Pressure.Resource.DISK)));
    return sandbox;
  }

  private static void create(
      Sandbox sandbox, String cluster, String name, Container container, int replicas) {
    sandbox.ask(
        new ServiceCommand.Create(
            new ServiceId(cluster, "default", name), Sandbox.spec(name, replicas, container)));
  }

  /// A container that asks for so many thousandths of a core.
  private static Container asking(int cpu) {
    return Sandbox.asking("web", new Container.Resources(cpu, 0, 0, 0));
  }

  private static ServiceSpec unfit() {
    Container huge = Sandbox.asking("web", new Container.Resources(64_000, 0, 64, 64));
    var gpu = new Requirement("gpu", Requirement.Operator.EXISTS, List.of());
    return Sandbox.spec("web", 1, List.of(huge), List.of(gpu), List.of());
  }

  /// What is first told of a service that does not fit on four nodes, one of which is cordoned.
  private static String told(String profile, String version, ServiceSpec service) {
    var sandbox = new Sandbox(profile, 1);
    String cluster = sandbox.cluster(4, version);
    sandbox.run(Duration.ofHours(1));
    Node first = sandbox.world.clusters().nodes(cluster).iterator().next();
    sandbox.ask(new UpkeepCommand.Cordon(cluster, List.of(first.id().machine()), true));
    sandbox.ask(new ServiceCommand.Create(new ServiceId(cluster, "default", "web"), service));
    return firstTold(sandbox);
  }

  private static String firstTold(Sandbox sandbox) {
    return sandbox.history.stream()
        .map(each -> each.event())
        .filter(ReplicaEvent.Unschedulable.class::isInstance)
        .map(event -> ((ReplicaEvent.Unschedulable) event).message())
        .findFirst()
        .orElse("all found a node");
  }
}
