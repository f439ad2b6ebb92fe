package drydock.placement;

import drydock.cluster.Node;
import drydock.cluster.NodePhase;
import drydock.service.Replica;
import java.util.ArrayList;
import java.util.List;

/// Whether a node has room for a replica, and if not, what is short. Requests count, limits do not;
/// a replica that asks for nothing is held to the number of pods alone (Kubernetes,
/// GeneralPredicates of 1.10).
final class Fit {

  private Fit() {}

  static boolean holds(Replica replica, NodeLoad node) {
    return node.node().schedulable()
        && node.podsFree() >= 1
        && replica.share().cpu() <= node.cpuFree()
        && replica.share().memory() <= node.memoryFree();
  }

  /// What of the node's own state keeps every replica off it. All conditions of one that is not
  /// heard of are unknown, and an unknown OutOfDisk counts like a full disk (CheckNodeCondition of
  /// 1.8 to 1.10).
  private static List<Obstacle> condition(Node node) {
    List<Obstacle> obstacles = new ArrayList<>();
    if (!node.health().ready()) {
      obstacles.add(Obstacle.NOT_READY);
      obstacles.add(Obstacle.OUT_OF_DISK);
    }
    if (node.cordoned() || node.phase() != NodePhase.READY) {
      obstacles.add(Obstacle.UNSCHEDULABLE);
    }
    return obstacles;
  }

  /// What keeps the replica off the node; empty if nothing of this kind does.
  static List<Obstacle> shortages(Replica replica, NodeLoad node) {
    List<Obstacle> obstacles = new ArrayList<>(condition(node.node()));
    if (!obstacles.isEmpty()) {
      return obstacles;
    }
    if (node.podsFree() < 1) {
      obstacles.add(Obstacle.PODS);
    }
    if (replica.share().cpu() > node.cpuFree()) {
      obstacles.add(Obstacle.CPU);
    }
    if (replica.share().memory() > node.memoryFree()) {
      obstacles.add(Obstacle.MEMORY);
    }
    return obstacles;
  }
}
