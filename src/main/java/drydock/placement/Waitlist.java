package drydock.placement;

import drydock.profile.Release;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import drydock.service.ReplicaId;
import drydock.service.Waiting;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The replicas of all clusters that found no node and wait for something that may help them, by
/// what that is. It follows from the replicas, and is rebuilt from them. Those that were woken are
/// not in it any more.
public final class Waitlist {

  /// Those of one cluster, by age.
  ///
  /// @param forNode by their kind, for a node suits all of a kind or none
  /// @param forRoom those that a replica may help by going
  /// @param forCompany by their kind, those that a replica may help by being placed
  private record Queue(
      Map<Kind, SortedMap<Long, ReplicaId>> forNode,
      SortedMap<Long, ReplicaId> forRoom,
      Map<Kind, SortedMap<Long, ReplicaId>> forCompany) {}

  private final SortedMap<String, Queue> queues = new TreeMap<>();

  /// The kind of each replica that waits, by its birth.
  private final SortedMap<Long, Kind> kinds = new TreeMap<>();

  /// A replica waits from now on, if it does.
  public void put(Replica replica, PodTemplate template) {
    Waiting waiting = replica.state().waiting();
    if (waiting != null) {
      Kind kind = Kind.of(replica, template, Release.MODERN);
      kinds.put(replica.born(), kind);
      Queue queue =
          queues.computeIfAbsent(
              replica.id().service().cluster(),
              _ -> new Queue(new LinkedHashMap<>(), new TreeMap<>(), new LinkedHashMap<>()));
      add(queue.forNode, kind, replica);
      if (waiting.byRoom()) {
        queue.forRoom.put(replica.born(), replica.id());
      }
      if (waiting.byCompany()) {
        add(queue.forCompany, kind, replica);
      }
    }
  }

  private static void add(Map<Kind, SortedMap<Long, ReplicaId>> to, Kind kind, Replica replica) {
    to.computeIfAbsent(kind, _ -> new TreeMap<>()).put(replica.born(), replica.id());
  }

  /// A replica does not wait any more, if it did.
  public void forget(Replica replica) {
    Kind kind = kinds.remove(replica.born());
    Queue queue = queues.get(replica.id().service().cluster());
    if (kind != null && queue != null) {
      remove(queue.forNode, kind, replica);
      remove(queue.forCompany, kind, replica);
      queue.forRoom.remove(replica.born());
      if (queue.forNode.isEmpty()) {
        queues.remove(replica.id().service().cluster());
      }
    }
  }

  private static void remove(
      Map<Kind, SortedMap<Long, ReplicaId>> from, Kind kind, Replica replica) {
    SortedMap<Long, ReplicaId> alike = from.get(kind);
    if (alike != null) {
      alike.remove(replica.born());
      if (alike.isEmpty()) {
        from.remove(kind);
      }
    }
  }

  /// Whom a node that has changed would take, disks and company aside (1.30, eventhandlers.go,
  /// preCheckForNode).
  public Collection<ReplicaId> helpedBy(NodeLoad node) {
    Queue queue = queues.get(node.node().id().cluster());
    SortedMap<Long, ReplicaId> helped = new TreeMap<>();
    if (queue != null) {
      queue.forNode.forEach((kind, alike) -> {
        if (Obstacles.of(kind, node).isEmpty()) {
          helped.putAll(alike);
        }
      });
    }
    return helped.values();
  }

  /// Whom it may help that a replica of a cluster has gone: all that there was no room or no
  /// company for somewhere, for nobody looks whether it was enough (1.30, noderesources/fit.go and
  /// interpodaffinity/plugin.go, EventsToRegister). Nobody is tried more often for it than its
  /// back-off allows.
  public Collection<ReplicaId> helpedByRoom(String cluster) {
    Queue queue = queues.get(cluster);
    return queue == null ? List.of() : List.copyOf(queue.forRoom.values());
  }

  /// Whom it may help that a replica has got its node: those that want to be beside one like it
  /// (1.30, scheduling_queue.go, AssignedPodAdded).
  public Collection<ReplicaId> helpedByCompanyOf(Replica placed) {
    Queue queue = queues.get(placed.id().service().cluster());
    SortedMap<Long, ReplicaId> helped = new TreeMap<>();
    if (queue != null) {
      queue.forCompany.forEach((kind, alike) -> {
        if (kind.namespace().equals(placed.id().service().namespace())
            && LabelMatch.all(kind.podAffinity(), placed.labels())) {
          helped.putAll(alike);
        }
      });
    }
    return helped.values();
  }
}
