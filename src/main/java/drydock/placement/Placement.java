package drydock.placement;

import drydock.cluster.NodeId;
import drydock.kernel.Dice;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import drydock.service.ServiceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Finds the node for a replica: those that its template allows and that have room, and of them the
/// best, by lot where several are as good.
public final class Placement {

  /// What placement found.
  public sealed interface Choice {

    /// A node, and a free address there.
    record Found(NodeLoad node, String address) implements Choice {}

    /// No node will do; the text is that of Kubernetes 1.10's event FailedScheduling.
    record None(String message) implements Choice {}
  }

  /// How long a replica waits after its n-th failure in a row: doubling up to a minute, and from
  /// the start again, because the queue forgets a replica that waited a minute (Kubernetes 1.7 to
  /// 1.10, factory.go).
  private static final int[] BACK_OFF_SECONDS = {1, 2, 4, 8, 16, 32, 60};

  private Placement() {}

  public static Choice choose(Replica replica, PodTemplate template, Capacity capacity, Dice dice) {
    Collection<NodeLoad> cluster = capacity.nodes(replica.id().service().cluster());
    List<NodeId> holders = capacity.holders(replica.share().disks());
    String namespace = replica.id().service().namespace();
    boolean anywhere = PodAffinity.waived(template, namespace, cluster);
    List<NodeLoad> feasible = new ArrayList<>(cluster.size());
    for (NodeLoad node : cluster) {
      if (Fit.holds(replica, node)
          && reachesDisks(node, holders)
          && NodeAffinity.allows(template, node.node())
          && (anywhere || PodAffinity.allows(template, namespace, node))) {
        feasible.add(node);
      }
    }
    if (feasible.isEmpty()) {
      return new Choice.None(refusal(replica, template, cluster, holders));
    }
    NodeLoad best = best(replica, feasible, dice);
    String address = best.freeAddress();
    if (address == null) {
      throw new IllegalStateException(
          "a node with room for a pod has no address left: " + best.node().id());
    }
    return new Choice.Found(best, address);
  }

  /// Whether no disk that the replica mounts is attached to another node.
  private static boolean reachesDisks(NodeLoad node, List<NodeId> holders) {
    return holders.stream().allMatch(node.node().id()::equals);
  }

  private static NodeLoad best(Replica replica, List<NodeLoad> feasible, Dice dice) {
    ServiceId service = replica.id().service();
    int[] beside = new int[feasible.size()];
    Arrays.setAll(beside, i -> feasible.get(i).of(service));
    int most = IntStream.of(beside).max().orElse(0);
    int[] scores = new int[beside.length];
    Arrays.setAll(scores, i -> Score.of(replica, feasible.get(i), beside[i], most));
    int top = IntStream.of(scores).max().orElse(0);
    int[] ties = IntStream.range(0, scores.length).filter(i -> scores[i] == top).toArray();
    int lot = (int) (dice.roll("placement.tie", replica.id().name(), 0) * ties.length);
    return feasible.get(ties[lot]);
  }

  /// Counts, over all nodes, what kept the replica off; reasons are sorted as text, counts
  /// included.
  private static String refusal(
      Replica replica, PodTemplate template, Collection<NodeLoad> cluster, List<NodeId> holders) {
    if (cluster.isEmpty()) {
      return "no nodes available to schedule pods";
    }
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (NodeLoad node : cluster) {
      reasons(replica, template, node, holders)
          .forEach(reason -> counts.merge(reason, 1, Integer::sum));
    }
    List<String> parts = new ArrayList<>();
    counts.forEach((reason, count) -> parts.add(count + " " + reason));
    parts.sort(null);
    return "0/" + cluster.size() + " nodes are available: " + String.join(", ", parts) + ".";
  }

  private static List<String> reasons(
      Replica replica, PodTemplate template, NodeLoad node, List<NodeId> holders) {
    List<String> reasons = new ArrayList<>(Fit.shortages(replica, node));
    if (!NodeAffinity.allows(template, node.node())) {
      reasons.add("node(s) didn't match node selector");
    }
    if (!reachesDisks(node, holders)) {
      reasons.add("node(s) had no available disk");
    }
    return reasons.isEmpty()
        ? List.of(
            "node(s) didn't match pod affinity/anti-affinity",
            "node(s) didn't match pod affinity rules")
        : reasons;
  }

  /// How long a replica waits before it is tried again.
  ///
  /// @param failures how often in a row it failed before this time
  public static Duration backOff(int failures) {
    return Duration.ofSeconds(BACK_OFF_SECONDS[failures % BACK_OFF_SECONDS.length]);
  }
}
