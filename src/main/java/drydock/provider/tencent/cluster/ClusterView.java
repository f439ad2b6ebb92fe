package drydock.provider.tencent.cluster;

import drydock.cluster.ApiEndpoint;
import drydock.cluster.Cluster;
import drydock.cluster.Node;
import drydock.profile.Catalogue;
import drydock.provider.tencent.Moments;
import drydock.provider.tencent.Region;
import drydock.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cluster as DescribeCluster shows it.
record ClusterView(
    String clusterCIDR,
    @Nullable String clusterExternalEndpoint,
    String clusterId,
    String clusterName,
    String createdAt,
    String description,
    String k8sVersion,
    String masterLbSubnetId,
    int nodeNum,
    String nodeStatus,
    int openHttps,
    String os,
    long projectId,
    String region,
    int regionId,
    String status,
    int totalCpu,
    int totalMem,
    String unVpcId,
    String updatedAt,
    int vpcId) {

  static ClusterView of(Cluster cluster, World world) {
    List<Node> nodes = List.copyOf(world.clusters().nodes(cluster.id()));
    Catalogue.Vpc vpc = world.profile().catalogue().vpc(cluster.spec().vpc());
    Region region = Region.named(cluster.spec().region()).orElse(Region.DEFAULT);
    return new ClusterView(
        cluster.spec().cidr(),
        endpoint(cluster),
        cluster.id(),
        cluster.spec().name(),
        Moments.text(cluster.createdAt()),
        cluster.spec().description(),
        cluster.spec().kubernetes(),
        cluster.spec().masterSubnet(),
        nodes.size(),
        nodeStatus(nodes),
        endpoint(cluster) == null ? 0 : 1,
        cluster.spec().system(),
        cluster.spec().project(),
        region.longName(),
        region.id(),
        cluster.status().text(),
        nodes.stream().mapToInt(node -> node.spec().machine().cpu()).sum(),
        nodes.stream().mapToInt(node -> node.spec().machine().memory()).sum(),
        cluster.spec().vpc(),
        Moments.text(cluster.updatedAt()),
        vpc == null ? 0 : vpc.number());
  }

  /// Where the cluster's API is reached from outside; null while it is not.
  static @Nullable String endpoint(Cluster cluster) {
    return cluster.endpoint().phase() == ApiEndpoint.Phase.OPEN
        ? "https://" + cluster.endpoint().address()
        : null;
  }

  /// Nodes on their way in are not abnormal; clients would take them for failed.
  private static String nodeStatus(List<Node> nodes) {
    long abnormal = nodes.stream().filter(node -> NodeView.normal(node) == 0).count();
    return abnormal == 0
        ? "AllNormal"
        : abnormal == nodes.size() ? "AllAbnormal" : "PartialAbnormal";
  }
}
