package drydock.service;

import drydock.kernel.Event;
import drydock.profile.RolloutPolicy;
import java.util.ArrayList;
import java.util.List;

/// Stops every replica of earlier revisions and, once they are gone, starts those of the current
/// one: the strategy Recreate of Kubernetes' Deployment controller (1.7 to 1.10,
/// pkg/controller/deployment/recreate.go).
final class Recreate {

  private Recreate() {}

  /// The next phase: earlier revisions to 0, then, when no replica of them is left, the current one
  /// up.
  static List<Event> step(Service service, Fleet fleet, Revision current, RolloutPolicy policy) {
    var aim = Revision.Aim.of(service.spec(), policy);
    List<Event> down = new ArrayList<>();
    for (Revision revision : service.earlier()) {
      if (revision.active()) {
        down.add(revision.scale(service.id(), 0, aim));
      }
    }
    int wanted = service.spec().replicas();
    if (!down.isEmpty() || current.replicas() == wanted || earlierReplicasLeft(fleet, current)) {
      return down;
    }
    return List.of(current.scale(service.id(), wanted, aim));
  }

  /// Replicas on their way out count here too: only their end makes room. Evicted ones do not.
  private static boolean earlierReplicasLeft(Fleet fleet, Revision current) {
    return fleet.size() > fleet.size(current)
        && fleet.replicas().stream()
            .anyMatch(replica -> !replica.revision().equals(current.name()) && !replica.evicted());
  }
}
