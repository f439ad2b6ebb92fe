package drydock.service;

import drydock.kernel.Event;
import drydock.profile.RolloutPolicy;
import java.util.ArrayList;
import java.util.List;

/// Replaces the replicas of earlier revisions by those of the current one, a few at a time: the
/// rolling update of Kubernetes' Deployment controller (1.7 to 1.10,
/// pkg/controller/deployment/rolling.go).
///
/// There are never more than `D + maxSurge` replicas wanted, and a healthy one is given up only
/// while at least `D - maxUnavailable` others are available, where D is the number asked for.
///
/// Example, D = 4, 1 and 1, every replica available at each `..`: new 1 · old 3 · new 2 · `..` ·
/// old 1 · new 4 · `..` · old 0.
final class RollingUpdate {

  private final Service service;
  private final Fleet fleet;
  private final Revision current;
  private final List<Revision> earlier;
  private final int wanted;
  private final int total;
  private final int totalMax;
  private final int availableMin;
  private final Revision.Aim aim;

  private RollingUpdate(Service service, Fleet fleet, Revision current, RolloutPolicy policy) {
    this.service = service;
    this.fleet = fleet;
    this.current = current;
    this.earlier = service.earlier();
    this.wanted = service.spec().replicas();
    this.total = service.progress().revisions().stream().mapToInt(Revision::replicas).sum();
    this.availableMin = wanted - policy.unavailable(wanted);
    this.totalMax = wanted + policy.surge(wanted);
    this.aim = Revision.Aim.of(service.spec(), policy);
  }

  /// The next phase of the update: new replicas up, or else earlier ones down; nothing when both
  /// must wait.
  static List<Event> step(Service service, Fleet fleet, Revision current, RolloutPolicy policy) {
    var update = new RollingUpdate(service, fleet, current, policy);
    int next = update.nextOfCurrent();
    if (next != current.replicas()) {
      return List.of(current.scale(service.id(), next, update.aim));
    }
    return update.earlierDown();
  }

  private int nextOfCurrent() {
    if (current.replicas() >= wanted) {
      return wanted;
    }
    return current.replicas()
        + Math.max(0, Math.min(totalMax - total, wanted - current.replicas()));
  }

  private List<Event> earlierDown() {
    int notYetAvailable = current.replicas() - fleet.of(current).available();
    int surplus = total - availableMin - notYetAvailable;
    if (surplus <= 0 || earlier.isEmpty()) {
      return List.of();
    }
    int[] before = earlier.stream().mapToInt(Revision::replicas).toArray();
    int[] healthy = before.clone();
    giveUpUnhealthy(healthy, surplus);
    int[] left = healthy.clone();
    giveUpHealthy(left, fleet.total().available() - availableMin);
    List<Event> events = new ArrayList<>(scaled(before, healthy));
    events.addAll(scaled(healthy, left));
    return events;
  }

  /// Replicas that are not available are no loss, so they go first.
  private void giveUpUnhealthy(int[] left, int budget) {
    for (int i = 0; i < left.length && budget > 0; i++) {
      int unhealthy = left[i] - fleet.of(earlier.get(i)).available();
      int gone = Math.clamp(unhealthy, 0, budget);
      left[i] -= gone;
      budget -= gone;
    }
  }

  private void giveUpHealthy(int[] left, int budget) {
    for (int i = 0; i < left.length && budget > 0; i++) {
      int gone = Math.min(left[i], budget);
      left[i] -= gone;
      budget -= gone;
    }
  }

  private List<Event> scaled(int[] from, int[] to) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < to.length; i++) {
      if (to[i] != from[i]) {
        events.add(earlier.get(i).scale(service.id(), from[i], to[i], aim));
      }
    }
    return events;
  }
}
