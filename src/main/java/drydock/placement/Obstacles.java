package drydock.placement;

import drydock.cluster.NodePhase;
import drydock.profile.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// What a release's scheduler finds amiss with a node. Up to 1.9 it looks at everything; from 1.10
/// on it stops at the first thing that does not hold, in an order that 1.30 changed
/// (generic_scheduler.go, podFitsOnNode; predicates.go, predicatesOrdering; 1.30,
/// apis/config/v1/default_plugins.go).
final class Obstacles {

  private Obstacles() {}

  /// One thing that the scheduler looks at: what of it is amiss for a demand on a node.
  private interface Check extends BiFunction<Demand, NodeLoad, List<Obstacle>> {}

  /// Room and selector are one predicate, GeneralPredicates, until 1.10.
  private static final List<Check> CHECKS =
      List.of(
          Obstacles::condition,
          Obstacles::general,
          Obstacles::disks,
          Obstacles::memoryPressure,
          Obstacles::diskPressure,
          Obstacles::company);

  private static final List<Check> CHECKS_MODERN =
      List.of(
          Obstacles::cordon,
          Obstacles::taints,
          Obstacles::labels,
          Obstacles::room,
          Obstacles::disks,
          Obstacles::company);

  /// In the order of the release; empty if nothing is amiss.
  static List<Obstacle> of(Demand demand, NodeLoad node) {
    Release release = demand.release();
    boolean all = release.before(Release.K8S_1_10);
    List<Obstacle> obstacles = new ArrayList<>();
    for (Check check : release == Release.MODERN ? CHECKS_MODERN : CHECKS) {
      obstacles.addAll(check.apply(demand, node));
      if (!all && !obstacles.isEmpty()) {
        break;
      }
    }
    return obstacles;
  }

  /// The same in the release's words.
  static List<String> words(Demand demand, NodeLoad node) {
    return of(demand, node).stream()
        .map(obstacle -> obstacle.words(demand.release()))
        .filter(words -> !words.isEmpty())
        .toList();
  }

  /// All conditions of a node that is not heard of are unknown, and an unknown OutOfDisk counts
  /// like a full disk (predicates.go, CheckNodeConditionPredicate).
  private static List<Obstacle> condition(Demand demand, NodeLoad node) {
    List<Obstacle> all =
        new ArrayList<>(
            unless(node.node().health().ready(), Obstacle.NOT_READY, Obstacle.OUT_OF_DISK));
    all.addAll(cordon(demand, node));
    return all;
  }

  private static List<Obstacle> cordon(Demand demand, NodeLoad node) {
    boolean open = !node.node().cordoned() && node.node().phase() == NodePhase.READY;
    return unless(open, Obstacle.UNSCHEDULABLE);
  }

  /// Those that follow from a node's conditions; only the first is told of.
  private static List<Obstacle> taints(Demand demand, NodeLoad node) {
    List<Obstacle> all = new ArrayList<>(unless(node.node().health().ready(), Obstacle.NOT_READY));
    all.addAll(memoryPressure(demand, node));
    all.addAll(diskPressure(demand, node));
    return all.isEmpty() ? all : all.subList(0, 1);
  }

  private static List<Obstacle> memoryPressure(Demand demand, NodeLoad node) {
    return unless(!demand.shunsMemoryPressure(node), Obstacle.MEMORY_PRESSURE);
  }

  private static List<Obstacle> diskPressure(Demand demand, NodeLoad node) {
    return unless(!Demand.hasDiskPressure(node), Obstacle.DISK_PRESSURE);
  }

  private static List<Obstacle> room(Demand demand, NodeLoad node) {
    return Fit.shortages(demand.replica(), node);
  }

  private static List<Obstacle> labels(Demand demand, NodeLoad node) {
    return unless(NodeAffinity.allows(demand.template(), node.node()), Obstacle.NODE_SELECTOR);
  }

  private static List<Obstacle> general(Demand demand, NodeLoad node) {
    List<Obstacle> all = new ArrayList<>(room(demand, node));
    all.addAll(labels(demand, node));
    return all;
  }

  private static List<Obstacle> disks(Demand demand, NodeLoad node) {
    return unless(demand.reachesDisks(node), Obstacle.DISK);
  }

  private static List<Obstacle> company(Demand demand, NodeLoad node) {
    return unless(demand.likesCompany(node), Obstacle.POD_AFFINITY, Obstacle.POD_AFFINITY_RULES);
  }

  private static List<Obstacle> unless(boolean holds, Obstacle... amiss) {
    return holds ? List.of() : List.of(amiss);
  }
}
