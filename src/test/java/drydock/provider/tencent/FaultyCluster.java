package drydock.provider.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import drydock.fault.FaultKind;
import drydock.fault.Orders;
import drydock.fault.Scope;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// A cluster of two nodes, as clients see it while faults strike. Nothing takes time in it but what
/// the faults bring.
final class FaultyCluster implements AutoCloseable {

  private static final Set<FaultKind> SEEN = EnumSet.noneOf(FaultKind.class);

  private final LiveApi api = new LiveApi("instant");
  private final String cluster = api.cluster(2);

  /// Kinds of some scopes that no test has started.
  static Set<FaultKind> unseen(Set<Scope> scopes) {
    return Arrays.stream(FaultKind.values())
        .filter(kind -> scopes.contains(kind.scope()) && !SEEN.contains(kind))
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    api.close();
  }

  String start(Orders fault) {
    SEEN.add(fault.kind());
    return api.start(fault);
  }

  String start(FaultKind kind) {
    return start(Orders.of(kind));
  }

  void create(String image, int replicas, String more) {
    api.data(
        "CreateClusterService",
        "clusterId=%s, serviceName=web, replicas=%d, containers.0.containerName=web, containers.0.image=%s%s"
            .formatted(cluster, replicas, image, more));
  }

  JsonNode instances() {
    return api.data("DescribeServiceInstance", "clusterId=" + cluster + ", serviceName=web")
        .get("instances");
  }

  /// Status, reason and counts of the first instance.
  String shown() {
    JsonNode instance = instances().get(0);
    return "%s %s restarts %d ready %d"
        .formatted(
            instance.get("status").textValue(),
            instance.get("srcReason").textValue(),
            instance.get("restartCount").intValue(),
            instance.get("readyCount").intValue());
  }

  JsonNode service() {
    return api.data("DescribeClusterService", "clusterId=" + cluster).at("/services/0");
  }

  String told() {
    return api.data("DescribeServiceEvent", "clusterId=" + cluster + ", serviceName=web")
        .get("eventList")
        .toString();
  }

  void pass(int seconds) {
    api.pass(Duration.ofSeconds(seconds));
  }

  int grow() {
    return api.data(
            "AddClusterInstances",
            "clusterId=%s, zoneId=100001, cpu=4, mem=8, bandwidthType=PayByHour, bandwidth=1, subnetId=subnet-3lzrkspo, isVpcGateway=0, rootSize=20, storageSize=0, goodsNum=1"
                .formatted(cluster))
        .get("requestId")
        .intValue();
  }

  String task(int requestId) {
    return api.data("DescribeClusterTaskResult", "requestId=" + requestId)
        .get("status")
        .textValue();
  }

  int nodes() {
    return api.data("DescribeClusterInstances", "clusterId=" + cluster)
        .get("totalCount")
        .intValue();
  }

  /// How many nodes of the cluster are not normal.
  int abnormal() {
    int count = 0;
    for (JsonNode node :
        api.data("DescribeClusterInstances", "clusterId=" + cluster).get("nodes")) {
      count += node.get("isNormal").intValue() == 0 ? 1 : 0;
    }
    return count;
  }

  int ready() {
    return service().get("currentReplicas").intValue();
  }

  void createBalanced() {
    create(
        "nginx:1.9",
        1,
        ", accessType=LoadBalancer, portMappings.0.lbPort=80, portMappings.0.containerPort=80,"
            + " portMappings.0.protocol=TCP");
  }

  String lb() {
    return service().get("lbStatus").textValue() + " " + service().get("externalIp").textValue();
  }

  void end(String fault) {
    api.end(fault);
  }

  void delete() {
    api.data("DeleteClusterService", "clusterId=" + cluster + ", serviceName=web");
  }

  void scale(int replicas) {
    api.data(
        "ModifyServiceReplicas", "clusterId=" + cluster + ", serviceName=web, scaleTo=" + replicas);
  }

  /// How often the only fault has struck.
  long effects() {
    return api.look(world -> world.faults().list().iterator().next().effects());
  }
}
