package drydock.service;

import drydock.kernel.Event;
import drydock.profile.Profile.RolloutLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings a service one step closer to what was asked for, from nothing but what is there. Called
/// again until it says nothing more, it comes to rest.
public final class Reconciling {

  private Reconciling() {}

  /// The next step of one service. A paused service neither updates nor scales (API document,
  /// PauseClusterService); lost replicas are still replaced, which is not decided here.
  public static List<Event> step(Service service, Fleet fleet, RolloutLimits limits) {
    if (service.progress().paused()) {
      return List.of();
    }
    Revision current = service.current();
    if (current == null) {
      return List.of(revisionOf(service));
    }
    List<Event> next =
        switch (service.spec().strategy()) {
          case ROLLING_UPDATE -> RollingUpdate.step(service, fleet, current, limits);
          case RECREATE -> Recreate.step(service, fleet, current);
        };
    if (!next.isEmpty()) {
      return next;
    }
    return service.progress().rollout() != null && complete(service, fleet, current)
        ? List.of(new ServiceEvent.RolloutFinished(service.id(), current.name()))
        : List.of();
  }

  /// Going back to a template that was there before takes up its revision again, under the next
  /// number.
  private static ServiceEvent revisionOf(Service service) {
    int number = service.nextNumber();
    Revision same = sameTemplate(service);
    return same == null
        ? new ServiceEvent.RevisionCreated(service.id(), RevisionName.of(service), number)
        : new ServiceEvent.RevisionRenumbered(service.id(), same.name(), number);
  }

  private static @Nullable Revision sameTemplate(Service service) {
    for (Revision revision : service.progress().revisions()) {
      if (revision.template().equals(service.spec().template())) {
        return revision;
      }
    }
    return null;
  }

  private static boolean complete(Service service, Fleet fleet, Revision current) {
    int wanted = service.spec().replicas();
    Fleet.Tally tally = fleet.of(current);
    return tally.active() == wanted
        && tally.available() == wanted
        && fleet.total().active() == wanted;
  }
}
