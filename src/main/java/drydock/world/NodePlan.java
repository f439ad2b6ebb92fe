package drydock.world;

import drydock.cluster.Clusters;
import drydock.cluster.Health;
import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.cluster.NodePhase;
import drydock.profile.NodeControl;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// When something is next due for nodes. Whose pods are evicted when depends on the other nodes of
/// a cluster, but it is only ever the first of each zone that this is planned for.
final class NodePlan {

  private final Clusters clusters;
  private final NodeControl control;
  private final Agenda agenda;

  NodePlan(Clusters clusters, NodeControl control, Agenda agenda) {
    this.clusters = clusters;
    this.control = control;
    this.agenda = agenda;
  }

  /// Lets something happen to nodes of a cluster, and plans anew for those it makes a difference
  /// to.
  void around(String cluster, Runnable change) {
    SequencedSet<NodeId> first = new LinkedHashSet<>(clusters.zones().next(cluster));
    change.run();
    first.addAll(clusters.zones().next(cluster));
    for (NodeId each : first) {
      Node node = clusters.node(each);
      if (node != null) {
        follow(node);
      }
    }
  }

  void follow(Node node) {
    if (node.phase() != NodePhase.READY) {
      agenda.free(node.born());
      agenda.plan(node.born(), node.id(), node.dueAt());
      return;
    }
    Instant moving = moving(node);
    Health.Silence silence = node.health().silence();
    Instant resting = silence == null ? null : silence.returnsAt();
    agenda.plan(node.born(), node.id(), earlier(moving, resting));
    if (moving == null) {
      agenda.rest(node.born());
    } else {
      agenda.free(node.born());
    }
  }

  /// When the cluster next does something about a node.
  private @Nullable Instant moving(Node node) {
    Health.Silence silence = node.health().silence();
    if (silence == null || silence.evicted()) {
      return null;
    }
    return silence.noticed() ? clusters.zones().evictionAt(node, control) : silence.missedAt();
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }
}
