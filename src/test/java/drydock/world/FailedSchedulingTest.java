package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.cluster.ClusterCommand;
import drydock.cluster.ClusterSpec;
import drydock.cluster.Node;
import drydock.cluster.UpkeepCommand;
import drydock.service.ReplicaEvent;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the scheduler of each release says when it finds no node: of four that a cluster has, one
/// takes no replicas, and the others have no processor time left.
class FailedSchedulingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.7.8|No nodes are available that match all of the following predicates:: Insufficient"
            + " cpu (3).",
        "1.8.13|No nodes are available that match all of the predicates: Insufficient cpu (3),"
            + " NodeUnschedulable (1).",
        "1.10.5|0/4 nodes are available: 1 node(s) were unschedulable, 3 Insufficient cpu."
      })
  void theMessageIsThatOfTheRelease(String release, String message) {
    var sandbox = new Sandbox("instant", 1);
    ClusterCommand.Create plain = Sandbox.creation(4, "172.16.0.0/16");
    ClusterSpec spec = plain.spec();
    var old =
        new ClusterSpec(
            spec.name(),
            spec.description(),
            spec.cidr(),
            spec.vpc(),
            spec.region(),
            spec.system(),
            release,
            spec.project(),
            spec.masterSubnet());
    sandbox.ask(new ClusterCommand.Create(old, false, plain.nodes()));
    String cluster = sandbox.world.clusters().list().iterator().next().id();
    Node first = sandbox.world.clusters().nodes(cluster).iterator().next();
    sandbox.ask(new UpkeepCommand.Cordon(cluster, List.of(first.id().machine()), true));
    sandbox.service(cluster, "web", 400);
    String told =
        sandbox.history.stream()
            .map(each -> each.event())
            .filter(ReplicaEvent.Unschedulable.class::isInstance)
            .map(event -> ((ReplicaEvent.Unschedulable) event).message())
            .findFirst()
            .orElse("all found a node");
    assertEquals(message, told);
  }
}
