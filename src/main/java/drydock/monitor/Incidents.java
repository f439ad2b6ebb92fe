package drydock.monitor;

import drydock.cluster.NodeEvent;
import drydock.kernel.Recorded;
import drydock.monitor.Narration.Told;
import drydock.profile.Release;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaId;
import drydock.service.ServiceEvent;
import drydock.service.ServiceId;
import drydock.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Kubernetes tells of one service and its replicas as their history goes by, as far as its
/// API shows that.
public final class Incidents {

  /// Kubernetes forgets an event this long after it was last told (apiserver, --event-ttl).
  public static final Duration KEPT = Duration.ofHours(1);

  private final ServiceId service;
  private final Correlator correlator;
  private final Map<ReplicaId, Refrain> refrains = new LinkedHashMap<>();

  /// What is told of replicas that stop when they are gone.
  private final Map<ReplicaId, List<Incident>> atLast = new LinkedHashMap<>();

  /// Since when replicas have been pulling their images.
  private final Map<ReplicaId, Instant> pulls = new LinkedHashMap<>();

  /// How often something was told, and when for the first and the last time.
  public record Count(Incident incident, int count, Instant first, Instant last) {
    /// Whether nothing is known of it any more.
    boolean forgotten(Instant now) {
      return last.plus(KEPT).isBefore(now);
    }
  }

  /// What is told of a replica from a moment on, time and again, until something happens to it.
  private record Refrain(List<Incident> incidents, Instant from, Duration every) {}

  /// @param release of the service's cluster, which says what of all this is shown
  public Incidents(ServiceId service, Release release) {
    this.service = service;
    this.correlator = new Correlator(release);
  }

  /// Sees what happens next, and the world that it happens to.
  public void see(World before, Recorded next) {
    switch (next.event()) {
      case ReplicaEvent e when e.replica().service().equals(service) -> {
        end(refrains.remove(e.replica()), next.at());
        Told told = Narration.of(e, before, pull(e, next.at()));
        tell(told.once(), next.at());
        if (!told.atLast().isEmpty()) {
          atLast.put(e.replica(), told.atLast());
        }
        if (e instanceof ReplicaEvent.Removed) {
          tell(atLast.getOrDefault(e.replica(), List.of()), next.at());
          atLast.remove(e.replica());
        }
        if (!told.repeated().isEmpty()) {
          Instant from = next.at().plus(told.rhythm().after());
          refrains.put(e.replica(), new Refrain(told.repeated(), from, told.rhythm().every()));
        }
      }
      case ServiceEvent e when e.service().equals(service) ->
          tell(Narration.of(e, before).once(), next.at());
      case NodeEvent.KubeletReturned e when e.node().cluster().equals(service.cluster()) ->
          tell(Narration.returned(e.node(), service, before), next.at());
      default -> {}
    }
  }

  /// The pull that ends with an event; null if none does.
  private @Nullable Pull pull(ReplicaEvent event, Instant at) {
    if (event instanceof ReplicaEvent.Scheduled || event instanceof ReplicaEvent.PullRetried) {
      pulls.put(event.replica(), at);
      return null;
    }
    boolean ends = event instanceof ReplicaEvent.Pulled || event instanceof ReplicaEvent.Removed;
    Instant from = ends ? pulls.remove(event.replica()) : null;
    return from == null ? null : new Pull(from, at);
  }

  private void end(@Nullable Refrain refrain, Instant at) {
    if (refrain != null && refrain.from.isBefore(at)) {
      Duration every = refrain.every;
      long more = (Duration.between(refrain.from, at).toMillis() - 1) / every.toMillis();
      correlator.repeat(refrain.incidents, refrain.from, more + 1, every);
    }
  }

  private void tell(List<Incident> incidents, Instant at) {
    incidents.forEach(incident -> correlator.tell(incident, at));
  }

  /// What is still remembered at a moment, the latest first.
  public List<Count> list(Instant now) {
    refrains.values().forEach(refrain -> end(refrain, now.plusMillis(1)));
    refrains.clear();
    List<Count> kept = new ArrayList<>(correlator.list(now));
    kept.removeIf(count -> count.forgotten(now));
    kept.sort(Comparator.comparing(Count::last));
    return kept.reversed();
  }
}
