package drydock.placement;

import drydock.cluster.NodeId;
import drydock.cluster.Pressure;
import drydock.profile.Release;
import drydock.service.PodTemplate;
import drydock.service.Qos;
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
        && !hasDiskPressure(node)
        && !shunsMemoryPressure(node)
        && reachesDisks(node)
        && NodeAffinity.allows(template, node.node())
        && likesCompany(node);
  }

  /// A node that runs short of memory keeps off those that asked for nothing, and one that runs
  /// short of disk everybody (predicates.go, CheckNodeMemoryPressure and CheckNodeDiskPressure).
  boolean shunsMemoryPressure(NodeLoad node) {
    return node.node().health().pressure(Pressure.Resource.MEMORY) != null
        && Qos.of(template) == Qos.BEST_EFFORT;
  }

  static boolean hasDiskPressure(NodeLoad node) {
    return node.node().health().pressure(Pressure.Resource.DISK) != null;
  }

  /// Whether no disk that the replica mounts is attached to another node.
  boolean reachesDisks(NodeLoad node) {
    return holders.stream().allMatch(node.node().id()::equals);
  }

  boolean likesCompany(NodeLoad node) {
    return anywhere || PodAffinity.allows(template, replica.id().service().namespace(), node);
  }
}
