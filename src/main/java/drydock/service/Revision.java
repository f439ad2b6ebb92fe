package drydock.service;

import drydock.profile.RolloutPolicy;

/// One configuration that a service has had: what Kubernetes keeps as a ReplicaSet.
///
/// @param name the service's name and a hash of the template
/// @param number 1, 2, 3, …; a revision that is gone back to gets the next number (revision numbers
///   are never reused)
/// @param replicas how many of it are wanted now
/// @param minReadySeconds how long a replica must be ready before it counts as available
/// @param born the position of the event that made it
/// @param aim what `replicas` was reckoned for
public record Revision(
    String name,
    int number,
    PodTemplate template,
    int replicas,
    int minReadySeconds,
    long born,
    Aim aim) {

  /// The annotations `desired-replicas` and `max-replicas` of a ReplicaSet: how many replicas of
  /// its service were asked for when it was last scaled, and how many there might be at most. By
  /// them a service that is scaled in the middle of a rollout keeps its revisions in proportion.
  public record Aim(int desired, int most) {

    static final Aim NONE = new Aim(0, 0);

    static Aim of(ServiceSpec spec, RolloutPolicy policy) {
      int wanted = spec.replicas();
      return switch (spec.strategy()) {
        case ROLLING_UPDATE -> new Aim(wanted, wanted + policy.surge(wanted));
        case RECREATE -> new Aim(wanted, wanted);
      };
    }
  }

  Revision renumbered(int next) {
    return new Revision(name, next, template, replicas, minReadySeconds, born, aim);
  }

  Revision patient(int seconds) {
    return new Revision(name, number, template, replicas, seconds, born, aim);
  }

  Revision scaled(ServiceEvent.RevisionScaled event) {
    Aim next = event.aim() == null ? aim : event.aim();
    return new Revision(name, number, template, event.to(), minReadySeconds, born, next);
  }

  /// Whether any replicas of it are wanted.
  boolean active() {
    return replicas > 0;
  }

  ServiceEvent.RevisionScaled scale(ServiceId service, int to, Aim next) {
    return scale(service, replicas, to, next);
  }

  /// @param from how many are wanted by then
  ServiceEvent.RevisionScaled scale(ServiceId service, int from, int to, Aim next) {
    return new ServiceEvent.RevisionScaled(service, name, from, to, next.equals(aim) ? null : next);
  }
}
