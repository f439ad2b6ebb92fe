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

  /// A cluster of machines in three zones that are ready, with room for 110 replicas each.
  String cluster(int nodes) throws IOException {
    Map<String, String> order = machines(0);
    order.put("clusterName", "bench");
    order.put("clusterCIDR", "10.64.0.0/10");
    order.put("vpcId", "vpc-large001");
    order.put("osName", "centos7.2x86_64");
    order.put("goodsNum", "" + Math.min(nodes, NODES_PER_ORDER));
    String cluster = api.ask("CreateCluster", order).path("clusterId").asText();
    for (int there = NODES_PER_ORDER; there < nodes; there += NODES_PER_ORDER) {
      Map<String, String> more = machines(there / NODES_PER_ORDER);
      more.put("clusterId", cluster);
      more.put("goodsNum", "" + Math.min(nodes - there, NODES_PER_ORDER));
      api.ask("AddClusterInstances", more);
    }
    return cluster;
  }

  private static Map<String, String> machines(int order) {
    int zone = order % Core.ZONES.size();
    return new TreeMap<>(
        Map.of(
            "zoneId", Core.ZONES.get(zone),
            "cpu", "16",
            "mem", "64",
            "bandwidthType", "PayByHour",
            "bandwidth", "0",
            "subnetId", "subnet-large00" + (zone + 1),
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

  /// The same for a service that may run in any of the three zones, and says so by a required node
  /// affinity.
  static Map<String, String> choosyService(String cluster, String name, int replicas) {
    Map<String, String> parameters = service(cluster, name, replicas);
    parameters.put("nodeAffinity.0.key", Core.ZONE);
    parameters.put("nodeAffinity.0.operator", "In");
    for (int i = 0; i < Core.ZONES.size(); i++) {
      parameters.put("nodeAffinity.0.values." + i, Core.ZONES.get(i));
    }
    return parameters;
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
    int ready = 0;
    for (JsonNode service : services(cluster)) {
      ready += service.path("currentReplicas").asInt();
    }
    return ready;
  }

  /// Whether all services of a cluster are as they were asked for.
  boolean settled(String cluster) throws IOException {
    for (JsonNode service : services(cluster)) {
      if (!service.path("status").asText().equals("Normal")) {
        return false;
      }
    }
    return true;
  }

  private JsonNode services(String cluster) throws IOException {
    return api.ask("DescribeClusterService", Map.of("clusterId", cluster)).path("services");
  }
}
