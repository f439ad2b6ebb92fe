package drydock.service;

import drydock.kernel.Event;
import drydock.profile.RolloutPolicy;
import java.util.List;

/// Brings a service one step closer to what was asked for, from nothing but what is there. Called
/// again until it says nothing more, it comes to rest.
public final class Reconciling {

  private Reconciling() {}

  /// The next step of one service, in the order in which Kubernetes' Deployment controller goes
  /// about it (syncDeployment): another number of replicas comes before another template.
  public static List<Event> step(Service service, Fleet fleet, RolloutPolicy policy) {
    if (service.progress().paused()) {
      return paused(service, fleet, policy);
    }
    List<Event> scaled = Scaling.isDue(service) ? Scaling.step(service, fleet, policy) : List.of();
    return scaled.isEmpty() ? rolling(service, fleet, policy) : scaled;
  }

  /// A paused service does not update, and whether it scales is a question of the reading; lost
  /// replicas are replaced in any case, which is not decided here.
  private static List<Event> paused(Service service, Fleet fleet, RolloutPolicy policy) {
    List<Event> scaled =
        policy.pauseBlocksScaling() ? List.of() : Scaling.step(service, fleet, policy);
    return scaled.isEmpty() ? History.step(service, fleet, policy) : scaled;
  }

  private static List<Event> rolling(Service service, Fleet fleet, RolloutPolicy policy) {
    Revision current = service.current();
    if (current == null) {
      return List.of(revisionOf(service));
    }
    List<Event> next =
        switch (service.spec().strategy()) {
          case ROLLING_UPDATE -> RollingUpdate.step(service, fleet, current, policy);
          case RECREATE -> Recreate.step(service, fleet, current, policy);
        };
    if (!next.isEmpty() || !complete(service, fleet, current)) {
      return next;
    }
    return service.progress().rollout() == null
        ? History.step(service, fleet, policy)
        : List.of(new ServiceEvent.RolloutFinished(service.id(), current.name()));
  }

  /// Going back to a template that was there before takes up its revision again, under the next
  /// number.
  private static ServiceEvent revisionOf(Service service) {
    int number = service.nextNumber();
    Revision same = service.revisionOf(service.spec().template());
    return same == null
        ? new ServiceEvent.RevisionCreated(service.id(), RevisionName.of(service), number)
        : new ServiceEvent.RevisionRenumbered(service.id(), same.name(), number);
  }

  private static boolean complete(Service service, Fleet fleet, Revision current) {
    int wanted = service.spec().replicas();
    Fleet.Tally tally = fleet.of(current);
    return tally.active() == wanted
        && tally.available() == wanted
        && fleet.total().active() == wanted;
  }
}
