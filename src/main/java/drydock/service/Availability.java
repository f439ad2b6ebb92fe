package drydock.service;

import drydock.kernel.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// When a replica that is ready counts as available: once it has been ready for the minReadySeconds
/// of its revision (Kubernetes 1.10, pkg/api/v1/pod/util.go, IsPodAvailable).
public final class Availability {

  /// The ReplicaSet controller looks again so much later than it would have to, since clocks differ
  /// (pkg/controller/replicaset, updatePod).
  private static final Duration LOOK_LATE = Duration.ofSeconds(1);

  private Availability() {}

  /// When a replica counts as available that is ready since `readyAt` and stays so.
  public static Instant from(Instant readyAt, Revision revision) {
    int seconds = revision.minReadySeconds();
    return seconds == 0 ? readyAt : readyAt.plusSeconds(seconds).plus(LOOK_LATE);
  }

  /// An event that is about to happen to a service, and what it means for replicas that are ready
  /// where the current revision gets other minReadySeconds by it: who has been ready for long
  /// enough counts at once, and who has not counts no more.
  static List<Event> with(ServiceEvent event, Service service, Fleet fleet, Instant now) {
    List<Event> events = new ArrayList<>(List.of(event));
    Revision next = service.evolve(event, service.born(), now).current();
    if (next == null || !service.has(next.name())) {
      return events;
    }
    if (service.revision(next.name()).minReadySeconds() != next.minReadySeconds()) {
      for (Replica replica : fleet.replicas()) {
        if (replica.ready() && replica.revision().equals(next.name())) {
          events.add(reconsidered(replica, next, now));
        }
      }
    }
    return events;
  }

  private static ReplicaEvent reconsidered(Replica replica, Revision revision, Instant now) {
    Instant readyAt = Objects.requireNonNull(replica.state().readyAt());
    boolean longEnough = readyAt.plusSeconds(revision.minReadySeconds()).isBefore(now);
    return new ReplicaEvent.Reconsidered(replica.id(), longEnough ? now : from(readyAt, revision));
  }
}
