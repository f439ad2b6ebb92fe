package drydock.world;

import drydock.cluster.Clusters;
import drydock.cluster.Health;
import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.cluster.NodePhase;
import drydock.cluster.Pressure;
import drydock.placement.Capacity;
import drydock.placement.NodeLoad;
import drydock.profile.NodeControl;
import drydock.service.Replica;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// When something is next due for nodes. Whose pods are evicted when depends on the other nodes of
/// a cluster, but it is only ever the first of each zone that this is planned for.
final class NodePlan {

  private final Clusters clusters;
  private final Capacity capacity;
  private final NodeControl control;
  private final Agenda agenda;

  NodePlan(Clusters clusters, Capacity capacity, NodeControl control, Agenda agenda) {
    this.clusters = clusters;
    this.capacity = capacity;
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

  /// Somebody came to a node, or has become another there.
  void followResident(NodeLoad load) {
    if (load.node().health().shortOf() != null) {
      follow(load.node());
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
    Instant resting = silence == null ? pressure(node) : silence.returnsAt();
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

  /// When the kubelet of a node that runs short of something next does something about it. One that
  /// has nobody to evict waits until somebody comes.
  private @Nullable Instant pressure(Node node) {
    Health health = node.health();
    Instant next = null;
    for (Pressure pressure : health.pressures()) {
      next = earlier(next, pressure.endsAt());
    }
    NodeLoad load = capacity.node(node.id());
    if (health.shortOf() != null
        && load != null
        && load.residents().stream().anyMatch(Replica::active)) {
      next = earlier(next, health.lookAt() == null ? Instant.EPOCH : health.lookAt());
    }
    return next;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }
}
