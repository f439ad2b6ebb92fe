package drydock.service;

import drydock.kernel.Event;
import drydock.profile.Portion;
import drydock.profile.Release;
import drydock.profile.RolloutPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A service without machines: replicas are there as soon as they are wanted, and available when a
/// test says so. What its controller does is written down as a trace: `new 3 · old 8 · ..`, where
/// `..` lets all new replicas become available.
final class Rollouts {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  static final ServiceId ID = new ServiceId("cls-test", "default", "web");

  private final Services services = new Services();
  private final RolloutPolicy policy;
  private final List<String> trace = new ArrayList<>();
  private final TreeMap<String, String> names = new TreeMap<>();
  private final boolean recreates;
  private long position;
  private int replicas;

  Rollouts(int wanted, ServiceSpec.Strategy strategy, String maxSurge, String maxUnavailable) {
    this.policy =
        new RolloutPolicy(Portion.parse(maxSurge), Portion.parse(maxUnavailable), true, null, null);
    this.recreates = strategy == ServiceSpec.Strategy.RECREATE;
    var exposure = new Exposure(Exposure.Type.NONE, List.of(), null);
    apply(
        new ServiceEvent.Created(
            ID, new ServiceSpec("", wanted, strategy, 0, exposure, template("old")), "", null));
    settle("old");
    allAvailable();
    settle("old");
    trace.clear();
  }

  static Rollouts rolling(int wanted, String maxSurge, String maxUnavailable) {
    return new Rollouts(wanted, ServiceSpec.Strategy.ROLLING_UPDATE, maxSurge, maxUnavailable);
  }

  static PodTemplate template(String image) {
    var container =
        new Container(
            "web",
            image,
            List.of(),
            List.of(),
            new Container.Resources(0, 0, 0, 0),
            new Container.Execution("", List.of(), false, ""),
            null,
            null);
    return new PodTemplate(
        List.of(container), List.of(), List.of(), List.of(), new TreeMap<>(), "");
  }

  Service service() {
    return services.find(ID);
  }

  Fleet fleet() {
    return services.fleet(ID);
  }

  /// Some replicas that were available are not any more.
  Rollouts broken(int count) {
    List<Replica> all = List.copyOf(fleet().replicas());
    for (Replica replica : all.subList(0, count)) {
      apply(new ReplicaEvent.Started(replica.id(), NOW, null, null));
    }
    return this;
  }

  Rollouts update(String image) {
    apply(new ServiceEvent.Updated(ID, template(image)));
    settle(image);
    return this;
  }

  Rollouts rollBack() {
    apply(((drydock.kernel.Decision.Accepted) Rollback.decide(service())).events().getFirst());
    settle("undone");
    return this;
  }

  Rollouts scale(int to) {
    apply(new ServiceEvent.Scaled(ID, to));
    settle("new");
    return this;
  }

  /// All replicas become available, again and again, until nothing moves any more.
  Rollouts toTheEnd() {
    while (fleet().replicas().stream().anyMatch(replica -> !replica.state().available())) {
      wave();
    }
    return this;
  }

  Rollouts wave() {
    trace.add("..");
    allAvailable();
    settle("new");
    return this;
  }

  String trace() {
    return String.join(" · ", trace);
  }

  /// Only replicas of the current revision become available.
  Rollouts newWave() {
    trace.add("..");
    for (Replica replica : List.copyOf(fleet().replicas())) {
      if (replica.revision().equals(service().current().name()) && !replica.state().available()) {
        apply(new ReplicaEvent.Ready(replica.id(), NOW));
      }
    }
    settle("new");
    return this;
  }

  private void allAvailable() {
    for (Replica replica : List.copyOf(fleet().replicas())) {
      if (!replica.state().available()) {
        apply(new ReplicaEvent.Ready(replica.id(), NOW));
      }
    }
  }

  private void settle(String newName) {
    List<Event> next = Reconciling.step(service(), fleet(), policy, Release.K8S_1_10, NOW);
    while (!next.isEmpty()) {
      for (Event event : next) {
        note(event, newName);
        apply(event);
      }
      matchReplicas();
      next = Reconciling.step(service(), fleet(), policy, Release.K8S_1_10, NOW);
    }
  }

  private void note(Event event, String newName) {
    if (event instanceof ServiceEvent.RevisionCreated created) {
      names.put(created.revision(), newName);
    }
    if (event instanceof ServiceEvent.RevisionScaled scaled) {
      trace.add(names.get(scaled.revision()) + " " + scaled.to());
    }
  }

  /// Replicas come and go at once; those that are not available go first.
  private void matchReplicas() {
    for (Revision revision : service().progress().revisions()) {
      while (fleet().of(revision).active() < revision.replicas()) {
        var id = new ReplicaId(ID, revision.name() + "-" + replicas++);
        apply(new ReplicaEvent.Created(id, revision.name()));
      }
      while (fleet().of(revision).active() > revision.replicas()) {
        Replica victim =
            fleet().replicas().stream()
                .filter(each -> each.revision().equals(revision.name()) && each.active())
                .min(java.util.Comparator.comparing(each -> each.state().available()))
                .orElseThrow();
        apply(
            recreates
                ? new ReplicaEvent.Stopping(victim.id(), StopReason.SCALED_DOWN, NOW)
                : new ReplicaEvent.Removed(victim.id()));
      }
    }
  }

  /// Replicas that were told to stop are gone.
  Rollouts stopped() {
    for (Replica replica : List.copyOf(fleet().replicas())) {
      if (!replica.active()) {
        apply(new ReplicaEvent.Removed(replica.id()));
      }
    }
    trace.add("stopped");
    settle("new");
    return this;
  }

  private void apply(Event event) {
    position++;
    switch (event) {
      case ServiceEvent e -> services.evolve(e, position, NOW);
      case ReplicaEvent e -> services.evolve(e, position, NOW);
      default -> throw new IllegalArgumentException(event.toString());
    }
  }
}
