package drydock.cluster;

import static drydock.kernel.Rejection.Reason.CIDR_CONFLICT;
import static drydock.kernel.Rejection.Reason.CIDR_CONFLICT_NETWORK;
import static drydock.kernel.Rejection.Reason.INVALID;
import static drydock.kernel.Rejection.Reason.QUOTA_EXCEEDED;
import static drydock.kernel.Rejection.Reason.ZONE_NOT_FOUND;

import drydock.cluster.ClusterCommand.NodeOrder;
import drydock.kernel.Rejection;
import drydock.profile.Catalogue;
import drydock.profile.Catalogue.Subnet;
import drydock.profile.Catalogue.Vpc;
import drydock.profile.Catalogue.Zone;
import drydock.profile.Profile;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether the account may have a cluster or nodes as ordered: what the catalogue holds, what the
/// quotas leave, and which blocks of addresses are free.
public final class Admission {

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
    Rejection refusal = named(spec, profile);
    if (refusal == null) {
      refusal = block(spec.cidr(), spec.vpc(), command.despiteConflict(), clusters, profile);
    }
    return refusal != null || command.nodes() == null
        ? refusal
        : of(command.nodes(), 0, spec.vpc(), profile);
  }

  private static @Nullable Rejection named(ClusterSpec spec, Profile profile) {
    Catalogue catalogue = profile.catalogue();
    Vpc vpc = catalogue.vpc(spec.vpc());
    if (vpc == null || !vpc.region().equals(spec.region())) {
      return new Rejection(
          INVALID,
          "vpcId "
              + spec.vpc()
              + " does not exist in "
              + spec.region()
              + "; allowed are "
              + catalogue.vpcs().stream()
                  .filter(each -> each.region().equals(spec.region()))
                  .map(Vpc::id)
                  .toList());
    }
    if (catalogue.platform(spec.system()) == null) {
      return new Rejection(
          INVALID,
          "osName "
              + spec.system()
              + " is not offered; allowed are "
              + catalogue.platforms().stream().map(Catalogue.Platform::name).toList());
    }
    if (!profile.versions().contains(spec.kubernetes())) {
      return new Rejection(
          INVALID,
          "clusterVersion "
              + spec.kubernetes()
              + " is not offered; allowed are "
              + profile.versions());
    }
    return spec.masterSubnet().isEmpty()
        ? null
        : subnet("masterSubnetId", spec.masterSubnet(), spec.vpc(), catalogue);
  }

  /// Null if a cluster in a network may have a block.
  ///
  /// @param despiteConflict whether it may overlap what is there
  public static @Nullable Rejection block(
      String cidr, String network, boolean despiteConflict, Clusters clusters, Profile profile) {
    Cidr block = Cidr.parse(cidr);
    if (block == null || block.mask() < MASK_MIN || block.mask() > MASK_MAX) {
      return new Rejection(
          INVALID, "clusterCIDR " + cidr + " is not a block a.b.c.d/m with a mask of 10 to 24");
    }
    Vpc vpc = profile.catalogue().vpc(network);
    if (vpc == null) {
      return missing("vpcId", network);
    }
    return despiteConflict ? null : conflict(block, vpc, clusters);
  }

  private static @Nullable Rejection conflict(Cidr block, Vpc vpc, Clusters clusters) {
    if (block.overlaps(Cidr.of(vpc.cidr()))) {
      return new Rejection(
          CIDR_CONFLICT_NETWORK,
          "clusterCIDR " + block + " overlaps " + vpc.cidr() + " of " + vpc.id());
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

  /// Null if the nodes may be added to a cluster that has so many.
  static @Nullable Rejection of(NodeOrder order, int nodes, String vpc, Profile profile) {
    int most = profile.quotas().nodesPerPurchase();
    if (order.count() > most) {
      return new Rejection(
          QUOTA_EXCEEDED, "goodsNum " + order.count() + ": at most " + most + " at once");
    }
    Rejection refusal = room(order.count(), nodes, profile);
    if (refusal == null) {
      refusal = place(order.spec(), vpc, profile.catalogue());
    }
    return refusal == null ? hardware(order.spec(), profile.catalogue()) : refusal;
  }

  /// Null if a cluster that has so many nodes may have more.
  static @Nullable Rejection room(int more, int nodes, Profile profile) {
    int most = profile.quotas().nodesPerCluster();
    return nodes + more <= most
        ? null
        : new Rejection(
            QUOTA_EXCEEDED, "Quota run out: " + most + " nodes a cluster, " + nodes + " in use");
  }

  /// Zone, subnet and network belong together; a gateway needs an address of its own (API document,
  /// CreateCluster, isVpcGateway).
  private static @Nullable Rejection place(NodeSpec spec, String vpc, Catalogue catalogue) {
    Zone zone = catalogue.zone(spec.zone());
    if (zone == null) {
      return new Rejection(ZONE_NOT_FOUND, "zoneId " + spec.zone() + " does not exist");
    }
    Rejection refusal = subnet("subnetId", spec.subnet(), vpc, catalogue);
    if (refusal != null) {
      return refusal;
    }
    Subnet subnet = catalogue.subnet(spec.subnet());
    if (subnet != null && !subnet.zone().equals(zone.id())) {
      return new Rejection(
          INVALID,
          "subnetId " + subnet.id() + " is in zone " + subnet.zone() + " and not in " + zone.id());
    }
    return spec.uplink().gateway() && !spec.uplink().publicAddress()
        ? new Rejection(
            INVALID, "isVpcGateway 1 needs a public address: bandwidth above 0 and wanIp not 0")
        : null;
  }

  private static @Nullable Rejection subnet(
      String parameter, String id, String vpc, Catalogue catalogue) {
    Subnet subnet = catalogue.subnet(id);
    if (subnet == null) {
      return missing(parameter, id);
    }
    return subnet.vpc().equals(vpc)
        ? null
        : new Rejection(INVALID, parameter + " " + id + " is not in " + vpc);
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
              + catalogue.sizes().stream()
                  .map(size -> size.cpu() + " with " + size.memory())
                  .collect(Collectors.joining(", ")));
    }
    String group = spec.access().securityGroup();
    return group != null && !catalogue.securityGroups().contains(group)
        ? missing("sgId", group)
        : key(spec.access().key(), catalogue);
  }

  /// Null if there is such a key, or none is asked for.
  static @Nullable Rejection key(@Nullable String key, Catalogue catalogue) {
    return key == null || catalogue.keys().contains(key) ? null : missing("keyId", key);
  }

  private static Rejection missing(String parameter, String id) {
    return new Rejection(INVALID, parameter + " " + id + " does not exist");
  }
}
