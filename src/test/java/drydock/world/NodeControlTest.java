package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import drydock.cluster.Node;
import drydock.cluster.NodeEvent;
import drydock.cluster.NodeId;
import drydock.kernel.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When a cluster looks at its nodes, and how many may be lost (Kubernetes 1.7 to 1.10,
/// pkg/controller/node and nodelifecycle).
class NodeControlTest {

  private final Sandbox sandbox = new Sandbox("instant", 1);

  private List<NodeId> cluster(int nodes) {
    return sandbox.world.clusters().nodes(sandbox.cluster(nodes)).stream().map(Node::id).toList();
  }

  private void down(NodeId node) {
    sandbox.happens(sandbox.world.trouble().stopped(node, true, null));
  }

  private List<Instant> moments(Class<? extends NodeEvent> type) {
    return sandbox.history.stream()
        .filter(each -> type.isInstance(each.event()))
        .map(Recorded::at)
        .toList();
  }

  /// All nodes of a cluster are looked at together, every five seconds (node-monitor-period).
  @Test
  void nodesAreMissedAtTheLooksOfTheirCluster() {
    for (NodeId node : cluster(10)) {
      sandbox.run(Duration.ofMillis(1_300));
      down(node);
    }
    sandbox.run(Duration.ofMinutes(2));
    List<Instant> missed = moments(NodeEvent.ReadinessLost.class);
    assertEquals(10, missed.size());
    assertNotEquals(missed.getFirst(), missed.getLast());
    for (Instant each : missed) {
      assertEquals(0, Duration.between(missed.getFirst(), each).toMillis() % 5_000);
    }
  }

  /// Two nodes are never too many, whatever their share (ComputeZoneState).
  @Test
  void twoOfThreeNodesAreGivenUp() {
    cluster(3).stream().limit(2).forEach(this::down);
    sandbox.run(Duration.ofMinutes(10));
    assertEquals(2, moments(NodeEvent.PodsEvicted.class).size());
  }

  @Test
  void threeOfFourNodesAreNot() {
    cluster(4).stream().limit(3).forEach(this::down);
    sandbox.run(Duration.ofMinutes(10));
    assertEquals(List.of(), moments(NodeEvent.PodsEvicted.class));
  }
}
