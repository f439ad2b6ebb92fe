package drydock.world;

import drydock.cluster.NodeEvent;
import drydock.cluster.NodeId;
import drydock.kernel.Event;
import drydock.placement.Capacity;
import drydock.placement.NodeLoad;
import drydock.placement.SchedulingQueue;
import drydock.placement.Waitlist;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaId;
import drydock.service.Revision;
import drydock.service.Services;
import drydock.service.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Wakes replicas that found no node when something happens that may help them, in clusters whose
/// scheduler watches for it (Kubernetes 1.30, pkg/scheduler/eventhandlers.go and
/// internal/queue/scheduling_queue.go).
final class Waking {

  private final Services services;
  private final Capacity capacity;
  private final Waitlist waitlist = new Waitlist();

  Waking(Services services, Capacity capacity) {
    this.services = services;
    this.capacity = capacity;
  }

  void follow(Replica replica) {
    waitlist.forget(replica);
    if (replica.state().waiting() != null) {
      Revision revision = services.revision(replica);
      if (revision != null) {
        waitlist.put(replica, revision.template());
      }
    }
  }

  void forget(Replica replica) {
    waitlist.forget(replica);
  }

  /// What follows at once from an event that has just happened.
  ///
  /// @param gone what was removed by it; null if nothing was
  List<Event> step(Event event, @Nullable Replica gone, Instant now) {
    Collection<ReplicaId> helped =
        switch (event) {
          case NodeEvent e when opens(e) -> helpedBy(e.node());
          case ReplicaEvent.Scheduled e ->
              waitlist.helpedByCompanyOf(Objects.requireNonNull(services.replica(e.replica())));
          case ReplicaEvent.Evicted e -> waitlist.helpedByRoom(e.replica().service().cluster());
          case ReplicaEvent.Removed e when gone != null && gone.node() != null && !gone.evicted() ->
              waitlist.helpedByRoom(e.replica().service().cluster());
          default -> List.of();
        };
    List<Event> woken = new ArrayList<>();
    for (ReplicaId id : helped) {
      Waiting waiting = Objects.requireNonNull(services.replica(id)).state().waiting();
      woken.add(SchedulingQueue.woken(id, Objects.requireNonNull(waiting), now));
    }
    return woken;
  }

  private Collection<ReplicaId> helpedBy(NodeId id) {
    NodeLoad node = capacity.node(id);
    return node == null ? List.of() : waitlist.helpedBy(node);
  }

  /// Whether a node may take replicas after it that it did not take before.
  private static boolean opens(NodeEvent event) {
    return switch (event) {
      case NodeEvent.Joined _,
          NodeEvent.Labelled _,
          NodeEvent.Uncordoned _,
          NodeEvent.KubeletReturned _,
          NodeEvent.PressureEnded _ ->
          true;
      case NodeEvent.Ordered _,
          NodeEvent.Adopted _,
          NodeEvent.Purchased _,
          NodeEvent.Booted _,
          NodeEvent.BootFailed _,
          NodeEvent.Cordoned _,
          NodeEvent.RemovalStarted _,
          NodeEvent.Removed _,
          NodeEvent.KubeletStopped _,
          NodeEvent.ReadinessLost _,
          NodeEvent.ReturnPutOff _,
          NodeEvent.PodsEvicted _,
          NodeEvent.PressureBegan _,
          NodeEvent.ReclaimAttempted _,
          NodeEvent.ImagesDeleted _,
          NodeEvent.PressureEased _,
          NodeEvent.OutageCaught _ ->
          false;
    };
  }
}
