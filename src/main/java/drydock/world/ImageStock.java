package drydock.world;

import drydock.cluster.Clusters;
import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.placement.Capacity;
import drydock.registry.Registry;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaPhase;
import drydock.service.Revision;
import drydock.service.Services;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which images nodes have: those of a replica from when their pull is done, until a node that runs
/// short of disk deletes what nobody uses; not one whose pull failed.
final class ImageStock {

  private final Clusters clusters;
  private final Services services;
  private final Capacity capacity;
  private final Registry registry;

  ImageStock(Clusters clusters, Services services, Capacity capacity, Registry registry) {
    this.clusters = clusters;
    this.services = services;
    this.capacity = capacity;
    this.registry = registry;
  }

  /// Takes note of what an event of a replica brings to its node, or not.
  void note(@Nullable Replica before, Replica replica, ReplicaEvent event, Instant at) {
    switch (event) {
      case ReplicaEvent.Scheduled e -> hold(replica, e.pulledAt());
      case ReplicaEvent.PullRetried e -> hold(replica, e.pulledAt());
      case ReplicaEvent.Pulled _ -> {
        if (before != null) {
          count(before, at);
        }
        hold(replica, at);
      }
      case ReplicaEvent.PullFailed e -> lack(replica, e.image());
      case ReplicaEvent.Delayed e -> {
        if (before != null && replica.phase() == ReplicaPhase.PULLING) {
          delay(replica, before.state().dueAt(), e.dueAt());
        }
      }
      case ReplicaEvent.Created _,
          ReplicaEvent.Unschedulable _,
          ReplicaEvent.Woken _,
          ReplicaEvent.Started _,
          ReplicaEvent.ContainerEnded _,
          ReplicaEvent.ContainerRestarted _,
          ReplicaEvent.Diverted _,
          ReplicaEvent.Ready _,
          ReplicaEvent.Unready _,
          ReplicaEvent.Lost _,
          ReplicaEvent.SandboxRecreated _,
          ReplicaEvent.Evicted _,
          ReplicaEvent.Available _,
          ReplicaEvent.Reconsidered _,
          ReplicaEvent.Stopping _,
          ReplicaEvent.Removed _ -> {
        // Nothing is pulled.
      }
    }
  }

  private void hold(Replica replica, Instant availableAt) {
    Revision revision = services.revision(replica);
    Node node = nodeOf(replica);
    if (revision == null || node == null) {
      return;
    }
    for (var container : revision.template().containers()) {
      if (!node.images().containsKey(container.image())) {
        node = node.holding(container.image(), availableAt);
        replace(node);
      }
    }
  }

  private void lack(Replica replica, String image) {
    Node node = nodeOf(replica);
    if (node != null && node.images().containsKey(image)) {
      replace(node.lacking(image));
    }
  }

  /// What was to be there at one moment is there at another.
  private void delay(Replica replica, @Nullable Instant from, Instant to) {
    Revision revision = services.revision(replica);
    Node node = nodeOf(replica);
    if (revision == null || node == null) {
      return;
    }
    for (var container : revision.template().containers()) {
      Instant availableAt = node.images().get(container.image());
      if (availableAt != null && availableAt.equals(from)) {
        node = node.holding(container.image(), to);
        replace(node);
      }
    }
  }

  /// The registry counts what came with this replica or after a failure, and not what was there.
  private void count(Replica replica, Instant at) {
    Revision revision = services.revision(replica);
    Node node = nodeOf(replica);
    if (revision == null || node == null) {
      return;
    }
    for (var container : revision.template().containers()) {
      if (at.equals(node.images().get(container.image())) || replica.state().tries() > 0) {
        registry.notePull(container.image());
      }
    }
  }

  private @Nullable Node nodeOf(Replica replica) {
    String machine = replica.node();
    return machine == null
        ? null
        : clusters.node(new NodeId(replica.id().service().cluster(), machine));
  }

  private void replace(Node node) {
    clusters.replace(node);
    capacity.follow(node);
  }
}
