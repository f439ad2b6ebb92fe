package drydock.placement;

import drydock.profile.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The message of Kubernetes' event FailedScheduling: over all nodes, how many each obstacle keeps
/// the replica off. Reasons are sorted as text, counts included (generic_scheduler.go, FitError;
/// 1.30, framework/types.go).
final class FailedScheduling {

  /// How much of a message an event of 1.30 holds, in bytes (events/v1, NoteLengthLimit).
  private static final int NOTE_MAX = 1024;

  private static final String CUT = " ...";

  private FailedScheduling() {}

  /// The schedulers up to 1.7 did not see nodes that were unschedulable or not ready.
  static String message(List<Refusal> refusals, Release release) {
    List<Refusal> seen =
        release == Release.K8S_1_7
            ? refusals.stream()
                .filter(each ->
                    !each.obstacles().contains(Obstacle.UNSCHEDULABLE)
                        && !each.obstacles().contains(Obstacle.NOT_READY))
                .toList()
            : refusals;
    int nodes = seen.stream().mapToInt(Refusal::nodes).sum();
    if (nodes == 0) {
      return "no nodes available to schedule pods";
    }
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (Refusal refusal : seen) {
      for (String words : Obstacles.words(refusal.obstacles(), release)) {
        counts.merge(words, refusal.nodes(), Integer::sum);
      }
    }
    String available = "0/" + nodes + " nodes are available: ";
    return switch (release) {
      // Two colons, as it was.
      case K8S_1_7 ->
          "No nodes are available that match all of the following predicates:: "
              + list(counts, true);
      case K8S_1_8 ->
          "No nodes are available that match all of the predicates: " + list(counts, true);
      case K8S_1_9, K8S_1_10 -> available + list(counts, false);
      case MODERN ->
          cut(
              available
                  + list(counts, false)
                  + " preemption: "
                  + available
                  + list(preemption(seen), false));
    };
  }

  private static String list(SortedMap<String, Integer> counts, boolean countLast) {
    List<String> parts = new ArrayList<>();
    counts.forEach(
        (words, count) -> parts.add(countLast ? words + " (" + count + ")" : count + " " + words));
    parts.sort(null);
    return String.join(", ", parts) + ".";
  }

  /// What becomes of the attempt to drive out others: all pods are of one priority, so nobody can
  /// be (1.30, framework/preemption).
  private static SortedMap<String, Integer> preemption(List<Refusal> refusals) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (Refusal refusal : refusals) {
      boolean resolvable = refusal.obstacles().stream().allMatch(Obstacle::resolvable);
      counts.merge(
          resolvable
              ? "No preemption victims found for incoming pod"
              : "Preemption is not helpful for scheduling",
          refusal.nodes(),
          Integer::sum);
    }
    return counts;
  }

  /// Words of the message are ASCII, so characters are bytes.
  private static String cut(String message) {
    return message.length() <= NOTE_MAX
        ? message
        : message.substring(0, NOTE_MAX - CUT.length()) + CUT;
  }
}
