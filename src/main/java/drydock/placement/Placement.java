package drydock.placement;

import drydock.kernel.Dice;
import drydock.profile.Release;
import drydock.service.Filtering;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import drydock.service.ServiceId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/// Finds the node for a replica: those that its template allows and that have room, and of them the
/// best, by lot where several are as good.
public final class Placement {

  /// What placement found.
  public sealed interface Choice {

    Filtering filtering();

    /// A node, and a free address there.
    record Found(NodeLoad node, String address, Filtering filtering) implements Choice {}

    /// No node will do.
    record None(List<Refusal> refusals, Release release, Filtering filtering) implements Choice {
      /// What Kubernetes says of it in its event FailedScheduling.
      public String message() {
        return FailedScheduling.message(refusals, release);
      }

      /// Whether there is a node that it is kept off by something like this.
      boolean keptOffBy(Predicate<Obstacle> what) {
        return refusals.stream().anyMatch(each -> each.obstacles().stream().anyMatch(what));
      }
    }
  }

  private Placement() {}

  /// The node for a replica, as the scheduler of its cluster's release finds it.
  public static Choice choose(
      Replica replica,
      PodTemplate template,
      Release release,
      Capacity capacity,
      Images images,
      Dice dice) {
    var search = new Search(replica, template, release, capacity);
    BitSet ties = search.best(images);
    if (ties.isEmpty()) {
      return new Choice.None(search.refusals(), release, search.filtering());
    }
    int lot = (int) (dice.roll("placement.tie", replica.id().name(), 0) * ties.cardinality());
    NodeLoad best = search.node(ties, lot);
    String address = best.freeAddress();
    if (address == null) {
      throw new IllegalStateException(
          "a node with room for a pod has no address left: " + best.node().id());
    }
    return new Choice.Found(best, address, search.filtering());
  }

  /// What the filters of a release make of the nodes of the replica's cluster.
  public static Filtering filtering(
      Replica replica, PodTemplate template, Release release, Capacity capacity) {
    return new Search(replica, template, release, capacity).filtering();
  }

  /// What it says of every node of the replica's cluster, in their order. Of those with the highest
  /// score [#choose] takes one, by lot where there are several.
  public static List<Verdict> verdicts(
      Replica replica, PodTemplate template, Release release, Capacity capacity, Images images) {
    Collection<NodeLoad> cluster = capacity.nodes(replica.id().service().cluster());
    var demand = Demand.of(replica, template, release, capacity, cluster);
    ServiceId service = replica.id().service();
    List<Bunch> bunches = new ArrayList<>();
    for (NodeLoad node : cluster) {
      boolean feasible = demand.unmet(node).isEmpty();
      if (feasible || Spread.countsFull(demand.kind(), node)) {
        bunches.add(new Bunch(node.node().spec().zone(), node.of(service), 1, feasible));
      }
    }
    var spread = Spread.of(release, bunches);
    double all = cluster.size();
    var locality =
        ImageLocality.of(
            release,
            template,
            images,
            image -> cluster.stream().filter(each -> images.on(each.node(), image)).count() / all);
    List<Verdict> verdicts = new ArrayList<>();
    for (NodeLoad node : cluster) {
      List<Obstacle> unmet = demand.unmet(node);
      String zone = node.node().spec().zone();
      verdicts.add(
          new Verdict(
              node.node().id(),
              node.node().addresses().lan(),
              Obstacles.words(unmet, release),
              unmet.isEmpty()
                  ? Integer.valueOf(
                      Score.of(demand.kind(), node)
                          + spread.score(node.of(service), zone)
                          + locality.score(image -> images.on(node.node(), image)))
                  : null));
    }
    return verdicts;
  }
}
