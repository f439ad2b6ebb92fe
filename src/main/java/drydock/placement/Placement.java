package drydock.placement;

import drydock.kernel.Dice;
import drydock.profile.Release;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/// Finds the node for a replica: those that its template allows and that have room, and of them the
/// best, by lot where several are as good.
public final class Placement {

  /// What placement found.
  public sealed interface Choice {

    /// A node, and a free address there.
    record Found(NodeLoad node, String address) implements Choice {}

    /// No node will do.
    record None(Demand demand, Collection<NodeLoad> cluster) implements Choice {
      /// What Kubernetes says of it in its event FailedScheduling.
      public String message() {
        return FailedScheduling.message(demand, cluster);
      }
    }
  }

  /// How long a replica waits after its n-th failure in a row: doubling up to a minute, and from
  /// the start again, because the queue forgets a replica that waited a minute (Kubernetes 1.7 to
  /// 1.10, factory.go).
  private static final int[] BACK_OFF_SECONDS = {1, 2, 4, 8, 16, 32, 60};

  private Placement() {}

  /// The node for a replica, as the scheduler of its cluster's release finds it.
  public static Choice choose(
      Replica replica, PodTemplate template, Release release, Capacity capacity, Dice dice) {
    Collection<NodeLoad> cluster = capacity.nodes(replica.id().service().cluster());
    var demand = Demand.of(replica, template, release, capacity, cluster);
    List<NodeLoad> feasible = cluster.stream().filter(demand::metBy).toList();
    if (feasible.isEmpty()) {
      return new Choice.None(demand, cluster);
    }
    NodeLoad best = best(replica, feasible, dice);
    String address = best.freeAddress();
    if (address == null) {
      throw new IllegalStateException(
          "a node with room for a pod has no address left: " + best.node().id());
    }
    return new Choice.Found(best, address);
  }

  /// What it says of every node of the replica's cluster, in their order. Of those with the highest
  /// score [#choose] takes one, by lot where there are several.
  public static List<Verdict> verdicts(
      Replica replica, PodTemplate template, Release release, Capacity capacity) {
    Collection<NodeLoad> cluster = capacity.nodes(replica.id().service().cluster());
    var demand = Demand.of(replica, template, release, capacity, cluster);
    List<NodeLoad> feasible = cluster.stream().filter(demand::metBy).toList();
    int[] scores = scores(replica, feasible);
    List<Verdict> verdicts = new ArrayList<>();
    for (NodeLoad node : cluster) {
      int place = feasible.indexOf(node);
      Integer score = place < 0 ? null : scores[place];
      verdicts.add(
          new Verdict(
              node.node().id(),
              node.node().addresses().lan(),
              Obstacles.words(demand, node),
              score));
    }
    return verdicts;
  }

  private static int[] scores(Replica replica, List<NodeLoad> feasible) {
    var spread = new Spread(replica.id().service(), feasible);
    int[] scores = new int[feasible.size()];
    Arrays.setAll(scores, i -> Score.of(replica, feasible.get(i), spread.score(i)));
    return scores;
  }

  private static NodeLoad best(Replica replica, List<NodeLoad> feasible, Dice dice) {
    int[] scores = scores(replica, feasible);
    int top = IntStream.of(scores).max().orElse(0);
    int[] ties = IntStream.range(0, scores.length).filter(i -> scores[i] == top).toArray();
    int lot = (int) (dice.roll("placement.tie", replica.id().name(), 0) * ties.length);
    return feasible.get(ties[lot]);
  }

  /// How long a replica waits before it is tried again.
  ///
  /// @param failures how often in a row it failed before this time
  public static Duration backOff(int failures) {
    return Duration.ofSeconds(BACK_OFF_SECONDS[failures % BACK_OFF_SECONDS.length]);
  }
}
