package drydock.placement;

import drydock.cluster.NodeId;
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
record Demand(Replica replica, PodTemplate template, List<NodeId> holders, boolean anywhere) {

  static Demand of(
      Replica replica, PodTemplate template, Capacity capacity, Collection<NodeLoad> cluster) {
    String namespace = replica.id().service().namespace();
    return new Demand(
        replica,
        template,
        capacity.holders(replica.share().disks()),
        PodAffinity.waived(template, namespace, cluster));
  }

  boolean metBy(NodeLoad node) {
    return Fit.holds(replica, node)
        && reachesDisks(node)
        && NodeAffinity.allows(template, node.node())
        && likesCompany(node);
  }

  /// What keeps the replica off a node, in the words of Kubernetes 1.10; empty if nothing does. Of
  /// company nothing is said where something else is amiss.
  List<String> unmet(NodeLoad node) {
    List<String> reasons = new ArrayList<>(Fit.shortages(replica, node));
    if (!NodeAffinity.allows(template, node.node())) {
      reasons.add("node(s) didn't match node selector");
    }
    if (!reachesDisks(node)) {
      reasons.add("node(s) had no available disk");
    }
    return !reasons.isEmpty() || likesCompany(node)
        ? reasons
        : List.of(
            "node(s) didn't match pod affinity/anti-affinity",
            "node(s) didn't match pod affinity rules");
  }

  /// Whether no disk that the replica mounts is attached to another node.
  private boolean reachesDisks(NodeLoad node) {
    return holders.stream().allMatch(node.node().id()::equals);
  }

  private boolean likesCompany(NodeLoad node) {
    return anywhere || PodAffinity.allows(template, replica.id().service().namespace(), node);
  }
}
