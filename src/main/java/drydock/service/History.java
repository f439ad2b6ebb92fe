package drydock.service;

import drydock.kernel.Event;
import drydock.profile.Release;
import drydock.profile.RolloutPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Forgets the oldest of the earlier revisions where there are more than are to be kept: there is
/// no way back to them (Kubernetes 1.7 to 1.10, pkg/controller/deployment/sync.go,
/// cleanupDeployment).
final class History {

  private History() {}

  /// Those that are to go now. One that still has replicas stays for the time being.
  static List<Event> step(Service service, Fleet fleet, RolloutPolicy policy, Release release) {
    Integer limit = policy.revisionHistoryLimit();
    List<Revision> earlier = new ArrayList<>(service.earlier());
    if (limit == null || earlier.size() <= limit) {
      return List.of();
    }
    if (!release.before(Release.MODERN)) {
      // The oldest is what was current the longest ago, and not what was made first.
      earlier.sort(Comparator.comparingInt(Revision::number));
    }
    List<Event> events = new ArrayList<>();
    for (Revision revision : earlier.subList(0, earlier.size() - limit)) {
      if (!revision.active() && fleet.size(revision) == 0) {
        events.add(new ServiceEvent.RevisionRemoved(service.id(), revision.name()));
      }
    }
    return events;
  }
}
