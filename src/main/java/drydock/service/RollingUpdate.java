package drydock.service;

import drydock.kernel.Event;
import drydock.profile.Profile.RolloutLimits;
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

  private RollingUpdate(Service service, Fleet fleet, Revision current, RolloutLimits limits) {
    this.service = service;
    this.fleet = fleet;
    this.current = current;
    this.earlier = service.earlier();
    this.wanted = service.spec().replicas();
    this.total = service.progress().revisions().stream().mapToInt(Revision::replicas).sum();
    // Both limits at 0 would never get anywhere, so Kubernetes reads that as one unavailable.
    int unavailable =
        limits.maxSurge() == 0 && limits.maxUnavailable() == 0 ? 1 : limits.maxUnavailable();
    this.availableMin = wanted - Math.min(unavailable, wanted);
    this.totalMax = wanted == 0 ? 0 : wanted + limits.maxSurge();
  }

  /// The next phase of the update: new replicas up, or else earlier ones down; nothing when both
  /// must wait.
  static List<Event> step(Service service, Fleet fleet, Revision current, RolloutLimits limits) {
    var update = new RollingUpdate(service, fleet, current, limits);
    int next = update.nextOfCurrent();
    if (next != current.replicas()) {
      return List.of(
          new ServiceEvent.RevisionScaled(service.id(), current.name(), current.replicas(), next));
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
        events.add(
            new ServiceEvent.RevisionScaled(service.id(), earlier.get(i).name(), from[i], to[i]));
      }
    }
    return events;
  }
}
