package drydock.cluster;

import static drydock.kernel.Rejection.Reason.CIDR_CONFLICT;
import static drydock.kernel.Rejection.Reason.INVALID;
import static drydock.kernel.Rejection.Reason.QUOTA_EXCEEDED;

import drydock.cluster.ClusterCommand.NodeOrder;
import drydock.kernel.Rejection;
import drydock.profile.Catalogue;
import drydock.profile.Catalogue.Subnet;
import drydock.profile.Catalogue.Vpc;
import drydock.profile.Profile;
import org.jspecify.annotations.Nullable;

/// Whether the account may have a cluster or nodes as ordered: what the catalogue holds, what the
/// quotas leave, and which blocks of addresses are free.
final class Admission {

  /// The masks that a cluster's block may have (TKE API 3.0,
  /// InvalidParameter.CIDRMaskSizeOutOfRange).
  private static final int MASK_MIN = 10;

  private static final int MASK_MAX = 24;

  private Admission() {}

  /// Null if the cluster may be made.
  static @Nullable Rejection of(ClusterCommand.Create command, Clusters clusters, Profile profile) {
    ClusterSpec spec = command.spec();
    if (clusters.list().size() >= profile.quotas().clusters()) {
      return new Rejection(
          QUOTA_EXCEEDED, "Quota run out: " + profile.quotas().clusters() + " clusters an account");
    }
    Vpc vpc = profile.catalogue().vpc(spec.vpc());
    if (vpc == null) {
      return missing("vpcId", spec.vpc());
    }
    if (profile.catalogue().platform(spec.system()) == null) {
      return missing("osName", spec.system());
    }
    Cidr block = Cidr.parse(spec.cidr());
    if (block == null || block.mask() < MASK_MIN || block.mask() > MASK_MAX) {
      return new Rejection(
          INVALID,
          "clusterCIDR " + spec.cidr() + " is not a block a.b.c.d/m with a mask of 10 to 24");
    }
    Rejection conflict = command.despiteConflict() ? null : conflict(block, vpc, clusters);
    return conflict != null ? conflict : of(command.nodes(), 0, spec.vpc(), profile);
  }

  /// Null if the nodes may be added to a cluster that has so many.
  static @Nullable Rejection of(NodeOrder order, int nodes, String vpc, Profile profile) {
    NodeSpec spec = order.spec();
    Catalogue catalogue = profile.catalogue();
    if (order.count() > profile.quotas().nodesPerPurchase()) {
      return new Rejection(
          QUOTA_EXCEEDED,
          "goodsNum "
              + order.count()
              + ": at most "
              + profile.quotas().nodesPerPurchase()
              + " at once");
    }
    if (nodes + order.count() > profile.quotas().nodesPerCluster()) {
      return new Rejection(
          QUOTA_EXCEEDED,
          "Quota run out: "
              + profile.quotas().nodesPerCluster()
              + " nodes a cluster, "
              + nodes
              + " in use");
    }
    if (catalogue.zone(spec.zone()) == null) {
      return missing("zoneId", spec.zone());
    }
    Subnet subnet = catalogue.subnet(spec.subnet());
    if (subnet == null) {
      return missing("subnetId", spec.subnet());
    }
    if (!subnet.vpc().equals(vpc)) {
      return new Rejection(INVALID, "subnetId " + subnet.id() + " is not in " + vpc);
    }
    return hardware(spec, catalogue);
  }

  private static @Nullable Rejection hardware(NodeSpec spec, Catalogue catalogue) {
    NodeSpec.Machine machine = spec.machine();
    if (!catalogue.machineTypes().contains(machine.type())) {
      return new Rejection(
          INVALID,
          "instanceType "
              + machine.type()
              + " is not sold; allowed are "
              + catalogue.machineTypes());
    }
    if (!catalogue.sells(machine.cpu(), machine.memory())) {
      return new Rejection(
          INVALID,
          "cpu "
              + machine.cpu()
              + " with mem "
              + machine.memory()
              + " is not sold; allowed are "
              + catalogue.sizes());
    }
    String key = spec.access().key();
    if (key != null && !catalogue.keys().contains(key)) {
      return missing("keyId", key);
    }
    String group = spec.access().securityGroup();
    return group != null && !catalogue.securityGroups().contains(group)
        ? missing("sgId", group)
        : null;
  }

  private static @Nullable Rejection conflict(Cidr block, Vpc vpc, Clusters clusters) {
    if (block.overlaps(Cidr.of(vpc.cidr()))) {
      return new Rejection(
          CIDR_CONFLICT, "clusterCIDR " + block + " overlaps " + vpc.cidr() + " of " + vpc.id());
    }
    for (Cluster cluster : clusters.list()) {
      if (cluster.spec().vpc().equals(vpc.id()) && block.overlaps(Cidr.of(cluster.spec().cidr()))) {
        return new Rejection(
            CIDR_CONFLICT,
            "clusterCIDR " + block + " overlaps " + cluster.spec().cidr() + " of " + cluster.id());
      }
    }
    return null;
  }

  private static Rejection missing(String parameter, String id) {
    return new Rejection(INVALID, parameter + " " + id + " does not exist");
  }
}
