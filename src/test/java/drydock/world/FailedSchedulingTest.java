package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.cluster.Node;
import drydock.cluster.UpkeepCommand;
import drydock.service.Container;
import drydock.service.PodTemplate;
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

  private static ServiceSpec unfit() {
    Container plain = Sandbox.container("web", "nginx", null, null);
    var huge =
        new Container(
            plain.name(),
            plain.image(),
            plain.environment(),
            plain.mounts(),
            new Container.Resources(64_000, 0, 64, 64),
            plain.execution(),
            null,
            null);
    ServiceSpec spec = Sandbox.spec("web", 1, huge);
    PodTemplate template = spec.template();
    var gpu = new Requirement("gpu", Requirement.Operator.EXISTS, List.of());
    return new ServiceSpec(
        "",
        1,
        spec.strategy(),
        0,
        spec.exposure(),
        new PodTemplate(
            template.containers(), List.of(), List.of(gpu), List.of(), template.labels(), ""));
  }

  /// What is first told of a service that does not fit on four nodes, one of which is cordoned.
  private static String told(String profile, String version, ServiceSpec service) {
    var sandbox = new Sandbox(profile, 1);
    String cluster = sandbox.cluster(4, version);
    sandbox.run(Duration.ofHours(1));
    Node first = sandbox.world.clusters().nodes(cluster).iterator().next();
    sandbox.ask(new UpkeepCommand.Cordon(cluster, List.of(first.id().machine()), true));
    sandbox.ask(new ServiceCommand.Create(new ServiceId(cluster, "default", "web"), service));
    return sandbox.history.stream()
        .map(each -> each.event())
        .filter(ReplicaEvent.Unschedulable.class::isInstance)
        .map(event -> ((ReplicaEvent.Unschedulable) event).message())
        .findFirst()
        .orElse("all found a node");
  }
}
