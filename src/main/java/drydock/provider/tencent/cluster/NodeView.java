package drydock.provider.tencent.cluster;

import drydock.cluster.Cluster;
import drydock.cluster.Node;
import drydock.cluster.NodePhase;
import drydock.cluster.NodeSpec;
import drydock.profile.Catalogue;
import drydock.provider.tencent.Moments;
import drydock.provider.tencent.PhpMap;
import java.time.ZoneOffset;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A node as DescribeClusterInstances shows it.
record NodeView(
    String abnormalReason,
    String autoScalingGroupId,
    int cpu,
    String createdAt,
    int cvmPayMode,
    int cvmState,
    String instanceCreateTime,
    String instanceDeadlineTime,
    String instanceId,
    String instanceName,
    String instanceType,
    int isNormal,
    String kernelVersion,
    PhpMap labels,
    String lanIp,
    int mem,
    int networkPayMode,
    String osImage,
    String podCidr,
    boolean unschedulable,
    String wanIp,
    String zone,
    int zoneId) {

  static NodeView of(Node node, Cluster cluster, Catalogue catalogue) {
    NodeSpec spec = node.spec();
    Catalogue.Zone zone = catalogue.zone(spec.zone());
    Catalogue.Platform platform = catalogue.platform(cluster.spec().system());
    return new NodeView(
        abnormalities(node),
        "",
        spec.machine().cpu(),
        Moments.text(node.joinedAt() == null ? node.createdAt() : node.joinedAt()),
        spec.billing().months() > 0 ? 1 : 2,
        state(node),
        Moments.text(node.createdAt()),
        deadline(node),
        node.id().machine(),
        node.name(),
        spec.machine().type(),
        normal(node),
        platform == null ? "" : platform.kernel(),
        new PhpMap(new TreeMap<>(node.labels())),
        node.addresses().lan(),
        spec.machine().memory(),
        spec.uplink().traffic() ? 2 : spec.billing().months() > 0 ? 1 : 3,
        platform == null ? "" : platform.image(),
        node.addresses().pods(),
        node.cordoned() || node.phase() == NodePhase.LEAVING,
        node.addresses().wan(),
        zone == null ? "" : zone.name(),
        zone == null ? 0 : Integer.parseInt(zone.id()));
  }

  /// The state of the machine (CVM API v2, DescribeInstances): being made, being installed anew,
  /// running, shut down, being given back.
  private static int state(Node node) {
    return switch (node.phase()) {
      case BOOTING -> 3;
      case INSTALLING -> 14;
      case JOINING, READY -> node.health().down() ? 4 : 2;
      case LEAVING -> node.kept() ? 2 : 6;
    };
  }

  /// 1 is normal, 0 is not; clients take 0 for a failure, so a node on its way in shows 2.
  static int normal(Node node) {
    return switch (node.phase()) {
      case BOOTING, INSTALLING, JOINING -> 2;
      case READY -> abnormalities(node).isEmpty() ? 1 : 0;
      case LEAVING -> 0;
    };
  }

  /// What is wrong with a node, in the words of the document (DescribeClusterInstances), of which
  /// there may be several. It knows no word for a node that is not heard of, nor for one that
  /// leaves.
  private static String abnormalities(Node node) {
    if (node.phase() == NodePhase.LEAVING || !node.health().ready()) {
      return "Unknown";
    }
    return node.health().pressures().stream()
        .map(pressure ->
            switch (pressure.resource()) {
              case MEMORY -> "MemoryPressure";
              case DISK -> "OutOfDisk";
            })
        .collect(Collectors.joining(","));
  }

  private static String deadline(Node node) {
    int months = node.spec().billing().months();
    return months == 0
        ? Moments.NEVER
        : Moments.text(node.createdAt().atOffset(ZoneOffset.UTC).plusMonths(months).toInstant());
  }
}
