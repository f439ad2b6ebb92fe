package drydock.monitor;

import drydock.cluster.NodeEvent;
import drydock.cluster.NodeId;
import drydock.kernel.Recorded;
import drydock.monitor.Narration.Told;
import drydock.placement.NodeLoad;
import drydock.profile.Release;
import drydock.service.Replica;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Kubernetes tells of one service and its replicas as their history goes by, as far as its
/// API shows that.
public final class Incidents {

  /// Kubernetes forgets an event this long after it was last told (apiserver, --event-ttl).
  public static final Duration KEPT = Duration.ofHours(1);

  private final ServiceId service;
  private final Correlator correlator;
  private final BalancerHosts hosts;
  private final Map<ReplicaId, List<Refrain>> refrains = new LinkedHashMap<>();

  /// Replicas whose kubelet can tell nobody of them.
  private final Set<ReplicaId> unheard = new LinkedHashSet<>();

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

  /// @param release of the service's cluster, which says what of all this is shown
  public Incidents(ServiceId service, Release release) {
    this.service = service;
    this.correlator = new Correlator(release);
    this.hosts = new BalancerHosts(service);
  }

  /// Sees what happens next, and the world that it happens to.
  public void see(World before, Recorded next) {
    look(next.at());
    switch (next.event()) {
      case ReplicaEvent e when e.replica().service().equals(service) -> see(before, e, next.at());
      case ServiceEvent e when e.service().equals(service) ->
          tell(Narration.of(e, before).once(), next.at());
      case NodeEvent e when e.node().cluster().equals(service.cluster()) ->
          see(before, e, next.at());
      default -> {}
    }
  }

  private void see(World before, NodeEvent event, Instant at) {
    hosts.see(before, event, at);
    if (event instanceof NodeEvent.KubeletStopped) {
      for (ReplicaId replica : residents(event.node(), before)) {
        repeat(replica, at);
        unheard.add(replica);
      }
    } else if (event instanceof NodeEvent.KubeletReturned) {
      residents(event.node(), before).forEach(replica -> heard(replica, at));
      tell(Narration.returned(event.node(), service, before), at);
    }
  }

  private void look(Instant now) {
    Instant lookAt = hosts.lookAt();
    if (lookAt != null && !lookAt.isAfter(now)) {
      correlator.tell(hosts.looked(), lookAt);
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

  private void see(World before, ReplicaEvent event, Instant at) {
    ReplicaId replica = event.replica();
    // The last failure of a check may end a container at once.
    repeat(replica, event instanceof ReplicaEvent.ContainerEnded ? at.plusMillis(1) : at);
    List<Refrain> all = refrains.computeIfAbsent(replica, _ -> new ArrayList<>());
    all.removeIf(each -> each.of().isEmpty() || Narration.ends(event, each.of()));
    Told told = Narration.of(event, before, pull(event, at));
    tell(told.once(), at);
    if (!told.atLast().isEmpty()) {
      atLast.put(replica, told.atLast());
    }
    if (event instanceof ReplicaEvent.Removed) {
      tell(atLast.getOrDefault(replica, List.of()), at);
      atLast.remove(replica);
      unheard.remove(replica);
    }
    told.repeated().forEach(incident -> all.add(Refrain.ofSyncs(incident, at)));
    told.checks().forEach(refrain -> all.add(refrain.after(refrain.times(at))));
    if (all.isEmpty()) {
      refrains.remove(replica);
    }
  }

  private List<ReplicaId> residents(NodeId node, World world) {
    NodeLoad load = world.capacity().node(node);
    return load == null
        ? List.of()
        : load.residents().stream()
            .map(Replica::id)
            .filter(replica -> replica.service().equals(service))
            .toList();
  }

  /// Tells what a replica's refrains say before a moment.
  private void repeat(ReplicaId replica, Instant at) {
    List<Refrain> all = refrains.get(replica);
    if (all != null && !unheard.contains(replica)) {
      refrains.put(replica, correlator.repeat(all, at));
    }
  }

  /// What was to be told while nobody heard is lost.
  private void heard(ReplicaId replica, Instant at) {
    List<Refrain> all = refrains.get(replica);
    if (unheard.remove(replica) && all != null) {
      all.replaceAll(each -> each.after(each.times(at)));
    }
  }

  private void tell(List<Incident> incidents, Instant at) {
    incidents.forEach(incident -> correlator.tell(incident, at));
  }

  /// What is still remembered at a moment, the latest first.
  public List<Count> list(Instant now) {
    look(now);
    List.copyOf(refrains.keySet()).forEach(replica -> repeat(replica, now.plusMillis(1)));
    List<Count> kept = new ArrayList<>(correlator.list(now));
    kept.removeIf(count -> count.forgotten(now));
    kept.sort(Comparator.comparing(Count::last));
    return kept.reversed();
  }
}
