package drydock.placement;

import drydock.cluster.NodeId;
import drydock.profile.Release;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import java.util.Collection;
import java.util.List;

/// What a replica asks of a node.
///
/// @param release of the cluster, whose scheduler is asked
/// @param holders the nodes that the disks it mounts are attached to
/// @param anywhere whether it is the first of a kind that wants to be beside its like, and need not
///   be beside anybody
public record Demand(
    Replica replica,
    PodTemplate template,
    Release release,
    List<NodeId> holders,
    boolean anywhere) {

  static Demand of(
      Replica replica,
      PodTemplate template,
      Release release,
      Capacity capacity,
      Collection<NodeLoad> cluster) {
    String namespace = replica.id().service().namespace();
    return new Demand(
        replica,
        template,
        release,
        capacity.holders(replica.share().disks()),
        PodAffinity.waived(template, namespace, cluster));
  }

  boolean metBy(NodeLoad node) {
    return Fit.holds(replica, node)
        && reachesDisks(node)
        && NodeAffinity.allows(template, node.node())
        && likesCompany(node);
  }

  /// Whether no disk that the replica mounts is attached to another node.
  boolean reachesDisks(NodeLoad node) {
    return holders.stream().allMatch(node.node().id()::equals);
  }

  boolean likesCompany(NodeLoad node) {
    return anywhere || PodAffinity.allows(template, replica.id().service().namespace(), node);
  }
}
