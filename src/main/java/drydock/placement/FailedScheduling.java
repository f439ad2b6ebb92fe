package drydock.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The message of Kubernetes' event FailedScheduling: over all nodes, how many each obstacle keeps
/// the replica off. Reasons are sorted as text, counts included (generic_scheduler.go, FitError).
final class FailedScheduling {

  private FailedScheduling() {}

  /// @param release that the cluster runs, `1.10.5`: the message was another in 1.7, 1.8 and 1.9.
  ///   The schedulers up to 1.7 did not see unschedulable nodes
  static String message(List<Refusal> refusals, String release) {
    int minor = minor(release);
    int nodes = 0;
    SortedMap<Obstacle, Integer> counts = new TreeMap<>();
    for (Refusal refusal : refusals) {
      if (minor > 7 || !refusal.obstacles().contains(Obstacle.UNSCHEDULABLE)) {
        nodes += refusal.nodes();
        for (Obstacle obstacle : refusal.obstacles()) {
          counts.merge(obstacle, refusal.nodes(), Integer::sum);
        }
      }
    }
    if (nodes == 0) {
      return "no nodes available to schedule pods";
    }
    List<String> parts = new ArrayList<>();
    counts.forEach((obstacle, count) -> {
      String reason = minor < 10 ? obstacle.predicate() : obstacle.text();
      parts.add(minor < 9 ? reason + " (" + count + ")" : count + " " + reason);
    });
    parts.sort(null);
    return beginning(minor, nodes) + String.join(", ", parts) + ".";
  }

  private static String beginning(int minor, int nodes) {
    if (minor >= 9) {
      return "0/" + nodes + " nodes are available: ";
    }
    return minor == 8
        ? "No nodes are available that match all of the predicates: "
        // Two colons, as it was.
        : "No nodes are available that match all of the following predicates:: ";
  }

  private static int minor(String release) {
    return Integer.parseInt(release.split("\\.", -1)[1]);
  }
}
