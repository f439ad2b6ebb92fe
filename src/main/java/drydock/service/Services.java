package drydock.service;

import drydock.kernel.Event;
import drydock.kernel.SortedLookup;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The fold of all events of services and replicas.
public final class Services {

  private static final int EVICTED_MAX = 12_500;

  private static final Fleet NO_FLEET = new Fleet();

  private final SortedLookup<ServiceId, Service> services = new SortedLookup<>();

  /// A fleet outlives its service while its last replicas stop.
  private final SortedLookup<ServiceId, Fleet> fleets = new SortedLookup<>();

  /// Evicted replicas of each cluster, from the oldest to the youngest.
  private final SortedMap<String, SortedMap<Long, ReplicaId>> evicted = new TreeMap<>();

  private int replicaCount;

  public Collection<Service> list() {
    return services.list();
  }

  /// The services of a cluster, by namespace and name.
  public Collection<Service> list(String cluster) {
    return services.list(new ServiceId(cluster, "", ""), new ServiceId(cluster + "\0", "", ""));
  }

  /// The services of a namespace, by name.
  public Collection<Service> list(String cluster, String namespace) {
    return services.list(
        new ServiceId(cluster, namespace, ""), new ServiceId(cluster, namespace + "\0", ""));
  }

  public @Nullable Service find(ServiceId id) {
    return services.get(id);
  }

  public Fleet fleet(ServiceId id) {
    Fleet fleet = fleets.get(id);
    return fleet == null ? NO_FLEET : fleet;
  }

  /// The fleets of a cluster, those of deleted services among them.
  public Collection<Fleet> fleets(String cluster) {
    return fleets.list(new ServiceId(cluster, "", ""), new ServiceId(cluster + "\0", "", ""));
  }

  /// The same of one namespace.
  public Collection<Fleet> fleets(String cluster, String namespace) {
    return fleets.list(
        new ServiceId(cluster, namespace, ""), new ServiceId(cluster, namespace + "\0", ""));
  }

  public Collection<Fleet> fleets() {
    return fleets.list();
  }

  public int replicaCount() {
    return replicaCount;
  }

  public @Nullable Replica replica(ReplicaId id) {
    return fleet(id.service()).find(id.name());
  }

  /// What a replica is made from; null if its service is gone, though there may be another of that
  /// name.
  public @Nullable Revision revision(Replica replica) {
    Service service = find(replica.id().service());
    return service == null || !service.has(replica.revision())
        ? null
        : service.revision(replica.revision());
  }

  /// The end of the oldest evicted replica of a cluster that has too many of them, with the next
  /// one that comes (kube-controller-manager, terminated-pod-gc-threshold).
  public List<Event> surplusEvicted(String cluster) {
    SortedMap<Long, ReplicaId> all = evicted.getOrDefault(cluster, Collections.emptySortedMap());
    return all.size() < EVICTED_MAX
        ? List.of()
        : List.of(new ReplicaEvent.Removed(all.values().iterator().next()));
  }

  public void evolve(ServiceEvent event, long position, Instant at) {
    ServiceId id = event.service();
    switch (event) {
      case ServiceEvent.Created e -> restore(Service.created(e, position, at));
      case ServiceEvent.Deleted _ -> services.remove(id);
      case ServiceEvent.Modified _,
          ServiceEvent.Described _,
          ServiceEvent.Labelled _,
          ServiceEvent.Updated _,
          ServiceEvent.RolledBack _,
          ServiceEvent.Scaled _,
          ServiceEvent.Paused _,
          ServiceEvent.Resumed _,
          ServiceEvent.RolloutFinished _,
          ServiceEvent.ProgressTimedOut _,
          ServiceEvent.BalancerCreated _,
          ServiceEvent.BalancerFailed _,
          ServiceEvent.BalancerDelayed _,
          ServiceEvent.RevisionCreated _,
          ServiceEvent.RevisionRenumbered _,
          ServiceEvent.RevisionScaled _,
          ServiceEvent.RevisionRemoved _ ->
          restore(known(id).evolve(event, position, at));
    }
  }

  /// Applies an event of a replica.
  ///
  /// @return the replica as it is now; null once it is removed
  public @Nullable Replica evolve(ReplicaEvent event, long position, Instant at) {
    Service service = services.get(event.replica().service());
    if (service == null || !service.awaitsProgress()) {
      return changed(event, position, at);
    }
    Progressing.Measure before = service.measure(fleet(service.id()));
    Replica replica = changed(event, position, at);
    services.put(service.id(), service.measured(service.measure(fleet(service.id())), before, at));
    return replica;
  }

  private @Nullable Replica changed(ReplicaEvent event, long position, Instant at) {
    ReplicaId id = event.replica();
    if (event instanceof ReplicaEvent.Removed) {
      forget(id);
      return null;
    }
    Replica replica =
        event instanceof ReplicaEvent.Created created
            ? made(created, position, at)
            : known(id).evolve(event, at);
    restore(replica);
    return replica;
  }

  private Replica made(ReplicaEvent.Created event, long position, Instant at) {
    PodTemplate template = known(event.replica().service()).revision(event.revision()).template();
    return new Replica(
        event.replica(),
        event.revision(),
        Replica.Share.of(template),
        template.labels(),
        position,
        at,
        Replica.State.NEW);
  }

  private void forget(ReplicaId id) {
    Fleet fleet = fleet(id.service());
    Replica gone = fleet.find(id.name());
    if (gone != null && gone.evicted()) {
      evicted.getOrDefault(id.service().cluster(), new TreeMap<>()).remove(gone.born());
    }
    replicaCount -= fleet.size();
    fleet.remove(id.name());
    replicaCount += fleet.size();
    if (fleet.isEmpty()) {
      fleets.remove(id.service());
    }
  }

  /// Takes in what an earlier fold came to; replicas from the oldest to the youngest.
  public void restore(Service service) {
    services.put(service.id(), service);
  }

  public void restore(Replica replica) {
    Fleet fleet = fleets.get(replica.id().service());
    if (fleet == null) {
      fleet = new Fleet();
      fleets.put(replica.id().service(), fleet);
    }
    replicaCount -= fleet.size();
    fleet.put(replica);
    if (replica.evicted()) {
      evicted
          .computeIfAbsent(replica.id().service().cluster(), _ -> new TreeMap<>())
          .put(replica.born(), replica.id());
    }
    replicaCount += fleet.size();
  }

  private Service known(ServiceId id) {
    Service service = services.get(id);
    if (service == null) {
      throw new IllegalStateException("an event tells of a service that is not there: " + id);
    }
    return service;
  }

  private Replica known(ReplicaId id) {
    Replica replica = replica(id);
    if (replica == null) {
      throw new IllegalStateException("an event tells of a replica that is not there: " + id);
    }
    return replica;
  }
}
