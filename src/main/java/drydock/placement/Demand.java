package drydock.placement;

import drydock.profile.Release;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import java.util.Collection;
import java.util.List;

/// What a replica asks of a node.
///
/// @param holders the nodes that the disks it mounts are attached to
/// @param anywhere whether it is the first of a kind that wants to be beside its like, and need not
///   be beside anybody
record Demand(Kind kind, List<NodeLoad> holders, boolean anywhere) {

  static Demand of(
      Replica replica,
      PodTemplate template,
      Release release,
      Capacity capacity,
      Collection<NodeLoad> cluster) {
    Kind kind = Kind.of(replica, template, release);
    return new Demand(
        kind,
        capacity.holders(replica.share().disks()),
        PodAffinity.meetsItself(template)
            && cluster.stream().noneMatch(node -> PodAffinity.allows(kind, node)));
  }

  /// What is amiss with a node; empty if nothing is.
  List<Obstacle> unmet(NodeLoad node) {
    return Obstacles.complete(
        Obstacles.of(kind, node), kind.release(), reachesDisks(node), likesCompany(node));
  }

  /// Whether no disk that the replica mounts is attached to another node.
  private boolean reachesDisks(NodeLoad node) {
    return holders.stream().allMatch(node::equals);
  }

  private boolean likesCompany(NodeLoad node) {
    return anywhere || PodAffinity.allows(kind, node);
  }
}
