package drydock.placement;

import drydock.service.Replica;
import java.util.ArrayList;
import java.util.List;

/// Whether a node has room for a replica, and if not, what is short. Requests count, limits do not;
/// a replica that asks for nothing is held to the number of pods alone (Kubernetes,
/// GeneralPredicates of 1.10; the texts are its own).
final class Fit {

  private Fit() {}

  static boolean holds(Replica replica, NodeLoad node) {
    return node.node().schedulable()
        && node.podsFree() >= 1
        && replica.share().cpu() <= node.cpuFree()
        && replica.share().memory() <= node.memoryFree();
  }

  /// What keeps the replica off the node; empty if nothing of this kind does.
  static List<String> shortages(Replica replica, NodeLoad node) {
    if (!node.node().schedulable()) {
      return List.of("node(s) were unschedulable");
    }
    List<String> reasons = new ArrayList<>();
    if (node.podsFree() < 1) {
      reasons.add("Insufficient pods");
    }
    if (replica.share().cpu() > node.cpuFree()) {
      reasons.add("Insufficient cpu");
    }
    if (replica.share().memory() > node.memoryFree()) {
      reasons.add("Insufficient memory");
    }
    return reasons;
  }
}
