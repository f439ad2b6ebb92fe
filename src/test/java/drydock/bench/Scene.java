package drydock.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// What a measurement needs to be there: clusters and services, made through the API.
final class Scene {

  private static final int NODES_PER_ORDER = 100;

  private final Api api;

  Scene(Api api) {
    this.api = api;
  }

  /// A cluster of machines that are ready, with room for 110 replicas each.
  String cluster(int nodes) throws IOException {
    Map<String, String> order = machines();
    order.put("clusterName", "bench");
    order.put("clusterCIDR", "172.16.0.0/12");
    order.put("vpcId", "vpc-large001");
    order.put("osName", "centos7.2x86_64");
    order.put("goodsNum", "" + Math.min(nodes, NODES_PER_ORDER));
    String cluster = api.ask("CreateCluster", order).path("clusterId").asText();
    for (int left = nodes - NODES_PER_ORDER; left > 0; left -= NODES_PER_ORDER) {
      Map<String, String> more = machines();
      more.put("clusterId", cluster);
      more.put("goodsNum", "" + Math.min(left, NODES_PER_ORDER));
      api.ask("AddClusterInstances", more);
    }
    return cluster;
  }

  private static Map<String, String> machines() {
    return new TreeMap<>(
        Map.of(
            "zoneId", "100001",
            "cpu", "16",
            "mem", "64",
            "bandwidthType", "PayByHour",
            "bandwidth", "0",
            "subnetId", "subnet-large001",
            "isVpcGateway", "0",
            "rootSize", "20",
            "storageSize", "0"));
  }

  /// The parameters that make a service.
  static Map<String, String> service(String cluster, String name, int replicas) {
    return new TreeMap<>(
        Map.of(
            "clusterId", cluster,
            "serviceName", name,
            "replicas", "" + replicas,
            "accessType", "None",
            "containers.0.containerName", "web",
            "containers.0.image", "nginx:1.0",
            "containers.0.cpu", "100",
            "containers.0.memory", "64"));
  }

  /// The parameters that name a service.
  static Map<String, String> named(String cluster, String name) {
    return new TreeMap<>(Map.of("clusterId", cluster, "serviceName", name));
  }

  static Map<String, String> scaled(String cluster, String name, int replicas) {
    Map<String, String> parameters = named(cluster, name);
    parameters.put("scaleTo", "" + replicas);
    return parameters;
  }

  /// How many replicas of a cluster are ready.
  int ready(String cluster) throws IOException {
    JsonNode answer = api.ask("DescribeClusterService", Map.of("clusterId", cluster));
    int ready = 0;
    for (JsonNode service : answer.path("services")) {
      ready += service.path("currentReplicas").asInt();
    }
    return ready;
  }
}
