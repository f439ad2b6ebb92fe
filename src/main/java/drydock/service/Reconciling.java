package drydock.service;

import drydock.kernel.Event;
import drydock.profile.Release;
import drydock.profile.RolloutPolicy;
import java.time.Instant;
import java.util.List;

/// Brings a service one step closer to what was asked for, from nothing but what is there. Called
/// again until it says nothing more, it comes to rest.
public final class Reconciling {

  private final Service service;
  private final Fleet fleet;
  private final RolloutPolicy policy;
  private final Release release;

  private Reconciling(Service service, Fleet fleet, RolloutPolicy policy, Release release) {
    this.service = service;
    this.fleet = fleet;
    this.policy = policy;
    this.release = release;
  }

  /// The next step of one service, in the order in which Kubernetes' Deployment controller goes
  /// about it (syncDeployment): another number of replicas comes before another template.
  ///
  /// @param release of its cluster
  public static List<Event> step(
      Service service, Fleet fleet, RolloutPolicy policy, Release release, Instant now) {
    var reconciling = new Reconciling(service, fleet, policy, release);
    if (service.progress().paused()) {
      return reconciling.paused();
    }
    List<Event> scaled = Scaling.isDue(service) ? Scaling.step(service, fleet, policy) : List.of();
    return scaled.isEmpty() ? reconciling.rolling(now) : scaled;
  }

  /// What falls due for a service itself.
  public static ServiceEvent due(Service service, Instant now) {
    Balancer balancer = service.balancer();
    Instant servesAt = balancer == null ? null : balancer.dueAt();
    return servesAt == null || servesAt.isAfter(now)
        ? new ServiceEvent.ProgressTimedOut(service.id(), service.progress().current())
        : new ServiceEvent.BalancerCreated(service.id());
  }

  /// A paused service does not update, and whether it scales is a question of the reading; lost
  /// replicas are replaced in any case, which is not decided here.
  private List<Event> paused() {
    List<Event> scaled =
        policy.pauseBlocksScaling() ? List.of() : Scaling.step(service, fleet, policy);
    return scaled.isEmpty() ? forgotten() : scaled;
  }

  private List<Event> rolling(Instant now) {
    Revision current = service.current();
    if (current == null) {
      return Availability.with(revision(), service, fleet, now);
    }
    List<Event> next =
        switch (service.spec().strategy()) {
          case ROLLING_UPDATE -> RollingUpdate.step(service, fleet, current, policy);
          case RECREATE -> Recreate.step(service, fleet, current, policy);
        };
    if (!next.isEmpty()) {
      return next;
    }
    boolean complete = complete(current);
    if (complete && !finished()) {
      return List.of(new ServiceEvent.RolloutFinished(service.id(), current.name()));
    }
    // 1.7 did not wait for the end of the rollout.
    return complete || release == Release.K8S_1_7 ? forgotten() : List.of();
  }

  private List<Event> forgotten() {
    return History.step(service, fleet, policy, release);
  }

  /// Whether it has been said that the rollout is over. Where rollouts have a deadline, the first
  /// one is one too.
  private boolean finished() {
    Progressing condition = service.progress().condition();
    return service.progress().rollout() == null && (condition == null || condition.complete());
  }

  /// Going back to a template that was there before takes up its revision again, under the next
  /// number.
  private ServiceEvent revision() {
    int number = service.nextNumber();
    Revision same = service.revisionOf(service.spec().template());
    Integer deadline = policy.progressDeadlineSeconds();
    return same == null
        ? new ServiceEvent.RevisionCreated(
            service.id(), RevisionName.of(service, release), number, deadline)
        : new ServiceEvent.RevisionRenumbered(service.id(), same.name(), number, deadline);
  }

  private boolean complete(Revision current) {
    int wanted = service.spec().replicas();
    Fleet.Tally tally = fleet.of(current);
    return tally.active() == wanted
        && tally.available() == wanted
        && fleet.total().active() == wanted;
  }
}
