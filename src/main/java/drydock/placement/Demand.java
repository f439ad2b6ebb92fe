package drydock.placement;

import drydock.service.PodTemplate;
import drydock.service.Replica;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What a replica asks of a node.
///
/// @param holders the nodes that the disks it mounts are attached to
/// @param anywhere whether it is the first of a kind that wants to be beside its like, and need not
///   be beside anybody
record Demand(Kind kind, List<NodeLoad> holders, boolean anywhere) {

  /// What is said of a node that only lacks company.
  static final List<Obstacle> LONELY = List.of(Obstacle.POD_AFFINITY, Obstacle.POD_AFFINITY_RULES);

  static Demand of(
      Replica replica, PodTemplate template, Capacity capacity, Collection<NodeLoad> cluster) {
    Kind kind = Kind.of(replica, template);
    return new Demand(
        kind,
        capacity.holders(replica.share().disks()),
        PodAffinity.meetsItself(template)
            && cluster.stream().noneMatch(node -> PodAffinity.allows(kind, node)));
  }

  /// What keeps the replica off a node; empty if nothing does. Of company nothing is said where
  /// something else is amiss.
  List<Obstacle> unmet(NodeLoad node) {
    List<Obstacle> obstacles = new ArrayList<>(ofNode(kind, node));
    if (!holders.stream().allMatch(node::equals)) {
      obstacles.add(Obstacle.DISK);
    }
    return !obstacles.isEmpty() || anywhere || PodAffinity.allows(kind, node) ? obstacles : LONELY;
  }

  /// What keeps replicas of a kind off a node, disks and company aside.
  static List<Obstacle> ofNode(Kind kind, NodeLoad node) {
    List<Obstacle> obstacles = Fit.shortages(kind.share(), node);
    if (!NodeAffinity.allows(kind.nodeAffinity(), node.node())) {
      obstacles.add(Obstacle.NODE_SELECTOR);
    }
    return obstacles;
  }
}
