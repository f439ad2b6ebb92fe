package drydock.world;

import drydock.cluster.Clusters;
import drydock.cluster.Health;
import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.cluster.NodePhase;
import drydock.cluster.Outage;
import drydock.cluster.Pressure;
import drydock.placement.Capacity;
import drydock.placement.NodeLoad;
import drydock.profile.NodeControl;
import drydock.service.Replica;
import drydock.service.ReplicaPhase;
import drydock.service.Service;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// When something is next due for services, replicas and nodes, written into the agenda as they
/// change.
final class Planning {

  private final Agenda agenda;
  private final Clusters clusters;
  private final Capacity capacity;
  private final NodeControl control;

  Planning(Agenda agenda, Clusters clusters, Capacity capacity, NodeControl control) {
    this.agenda = agenda;
    this.clusters = clusters;
    this.capacity = capacity;
    this.control = control;
  }

  void follow(Service service) {
    agenda.plan(service.born(), service.id(), service.dueAt());
    if (service.awaitsBalancer()) {
      agenda.free(service.born());
    } else {
      agenda.rest(service.born());
    }
  }

  /// What is due for a replica waits while the kubelet of its node is silent, but for what needs no
  /// kubelet: that one which was last seen ready counts as available after a while.
  void follow(Replica replica) {
    NodeLoad load = capacity.of(replica);
    if (load != null && load.node().health().shortOf() != null) {
      follow(load.node());
    }
    if (load != null && load.node().health().silent() && !replica.evicted()) {
      agenda.plan(replica.born(), replica.id(), replica.state().availableAt());
      agenda.free(replica.born());
      return;
    }
    Instant dueAt = replica.state().dueAt();
    if (replica.phase() == ReplicaPhase.PENDING && dueAt == null) {
      agenda.place(replica.born(), replica.id());
      return;
    }
    agenda.plan(replica.born(), replica.id(), dueAt);
    switch (replica.prospect()) {
      case MOVING -> agenda.free(replica.born());
      case STUCK -> agenda.stick(replica.born(), replica.id());
      case SETTLED -> agenda.rest(replica.born());
    }
  }

  /// The kubelet of a node falls silent or reports again.
  void followResidents(NodeId id) {
    NodeLoad load = capacity.node(id);
    if (load != null) {
      load.residents().forEach(this::follow);
    }
  }

  /// Lets something happen to nodes of a cluster, and plans anew for those it makes a difference
  /// to: whose pods are evicted when depends on the other nodes, but it is only ever the first of
  /// each zone that this is planned for.
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
    Instant resting = silence == null ? trouble(node) : silence.returnsAt();
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

  /// When a node that is heard of next gets into trouble, or does something about it.
  private @Nullable Instant trouble(Node node) {
    Outage outage = node.health().outage();
    return earlier(pressure(node), outage == null ? null : outage.at());
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
