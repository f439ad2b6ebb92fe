package drydock.placement;

import drydock.cluster.NodePhase;
import drydock.cluster.Pressure;
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

  /// One thing that the scheduler looks at: what of it is amiss with a node for a kind of replica.
  private interface Check extends BiFunction<Kind, NodeLoad, List<Obstacle>> {}

  /// Room and selector are one predicate, GeneralPredicates, until 1.10.
  private static final List<Check> CHECKS =
      List.of(
          Obstacles::condition,
          Obstacles::general,
          Obstacles::memoryPressure,
          Obstacles::diskPressure);

  private static final List<Check> CHECKS_MODERN =
      List.of(Obstacles::cordon, Obstacles::taints, Obstacles::labels, Obstacles::room);

  /// What is amiss with a node for all replicas of a kind, in the order of the release; empty if
  /// nothing is. Disks and company, which come last, are not in it.
  static List<Obstacle> of(Kind kind, NodeLoad node) {
    List<Obstacle> obstacles = new ArrayList<>();
    for (Check check : kind.release() == Release.MODERN ? CHECKS_MODERN : CHECKS) {
      if (goesOn(obstacles, kind.release())) {
        obstacles.addAll(check.apply(kind, node));
      }
    }
    return obstacles;
  }

  /// The same with disks and company.
  static List<Obstacle> complete(
      List<Obstacle> own, Release release, boolean reachesDisks, boolean likesCompany) {
    List<Obstacle> obstacles = new ArrayList<>(own);
    if (!reachesDisks && goesOn(obstacles, release)) {
      obstacles.add(Obstacle.DISK);
    }
    if (!likesCompany && goesOn(obstacles, release)) {
      obstacles.add(Obstacle.POD_AFFINITY);
      obstacles.add(Obstacle.POD_AFFINITY_RULES);
    }
    return obstacles;
  }

  private static boolean goesOn(List<Obstacle> found, Release release) {
    return found.isEmpty() || release.before(Release.K8S_1_10);
  }

  /// Obstacles in the words of a release.
  static List<String> words(List<Obstacle> obstacles, Release release) {
    return obstacles.stream()
        .map(obstacle -> obstacle.words(release))
        .filter(words -> !words.isEmpty())
        .toList();
  }

  /// All conditions of a node that is not heard of are unknown, and an unknown OutOfDisk counts
  /// like a full disk (predicates.go, CheckNodeConditionPredicate).
  private static List<Obstacle> condition(Kind kind, NodeLoad node) {
    List<Obstacle> all =
        new ArrayList<>(
            unless(node.node().health().ready(), Obstacle.NOT_READY, Obstacle.OUT_OF_DISK));
    all.addAll(cordon(kind, node));
    return all;
  }

  private static List<Obstacle> cordon(Kind kind, NodeLoad node) {
    boolean open = !node.node().cordoned() && node.node().phase() == NodePhase.READY;
    return unless(open, Obstacle.UNSCHEDULABLE);
  }

  /// Those that follow from a node's conditions; only the first is told of.
  private static List<Obstacle> taints(Kind kind, NodeLoad node) {
    List<Obstacle> all = new ArrayList<>(unless(node.node().health().ready(), Obstacle.NOT_READY));
    all.addAll(memoryPressure(kind, node));
    all.addAll(diskPressure(kind, node));
    return all.isEmpty() ? all : List.of(all.getFirst());
  }

  /// Short memory keeps off those that asked for nothing, and a short disk everybody.
  private static List<Obstacle> memoryPressure(Kind kind, NodeLoad node) {
    boolean low = node.node().health().pressure(Pressure.Resource.MEMORY) != null;
    return unless(!low || !kind.bestEffort(), Obstacle.MEMORY_PRESSURE);
  }

  private static List<Obstacle> diskPressure(Kind kind, NodeLoad node) {
    return unless(
        node.node().health().pressure(Pressure.Resource.DISK) == null, Obstacle.DISK_PRESSURE);
  }

  private static List<Obstacle> room(Kind kind, NodeLoad node) {
    return Fit.shortages(kind.share(), node);
  }

  private static List<Obstacle> labels(Kind kind, NodeLoad node) {
    return unless(NodeAffinity.allows(kind.nodeAffinity(), node.node()), Obstacle.NODE_SELECTOR);
  }

  private static List<Obstacle> general(Kind kind, NodeLoad node) {
    List<Obstacle> all = new ArrayList<>(room(kind, node));
    all.addAll(labels(kind, node));
    return all;
  }

  private static List<Obstacle> unless(boolean holds, Obstacle... amiss) {
    return holds ? List.of() : List.of(amiss);
  }
}
