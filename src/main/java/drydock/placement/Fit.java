package drydock.placement;

import drydock.service.Replica.Share;
import java.util.ArrayList;
import java.util.List;

/// Whether a node has room for a replica, and if not, what is short. Requests count, limits do not;
/// a replica that asks for nothing is held to the number of pods alone (Kubernetes,
/// GeneralPredicates of 1.10).
final class Fit {

  private Fit() {}

  /// What keeps the replica off the node; empty if nothing of this kind does.
  static List<Obstacle> shortages(Share share, NodeLoad node) {
    List<Obstacle> obstacles = new ArrayList<>();
    if (node.podsFree() < 1) {
      obstacles.add(Obstacle.PODS);
    }
    if (share.cpu() > node.cpuFree()) {
      obstacles.add(Obstacle.CPU);
    }
    if (share.memory() > node.memoryFree()) {
      obstacles.add(Obstacle.MEMORY);
    }
    return obstacles;
  }
}
