package drydock.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Somebody who makes services, changes and deletes them without end, no two commands alike, and
/// now and then looks whether what was acknowledged is so.
final class Customer {

  static final Map<String, String> SERVICE =
      Map.of(
          "replicas", "1",
          "accessType", "None",
          "containers.0.containerName", "main",
          "containers.0.image", "nginx");

  private static final int UNAVAILABLE = 6200;

  private final Orders orders;
  private final String cluster;
  private final String name;
  private final SplittableRandom random;
  private int services;
  private int commands;
  private int replicas;

  Customer(Orders orders, String cluster, String name, long seed) {
    this.orders = orders;
    this.cluster = cluster;
    this.name = name;
    this.random = new SplittableRandom(seed ^ name.hashCode());
  }

  /// Gives the next command.
  ///
  /// @return whether it was acknowledged
  boolean goOn() throws IOException {
    commands++;
    if (replicas == 0) {
      services++;
      boolean acknowledged = ask("CreateClusterService", SERVICE);
      replicas = acknowledged ? 1 : 0;
      return acknowledged;
    }
    return switch (random.nextInt(10)) {
      case 0 -> {
        replicas = 0;
        yield ask("DeleteClusterService", Map.of());
      }
      case 1, 2, 3 -> {
        replicas++;
        yield ask("ModifyServiceReplicas", Map.of("scaleTo", Integer.toString(replicas)));
      }
      default -> update("nginx:" + commands);
    };
  }

  private boolean update(String image) throws IOException {
    boolean acknowledged = ask("ModifyClusterServiceImage", Map.of("image", image));
    if (acknowledged && random.nextInt(8) == 0) {
      look(image);
    }
    return acknowledged;
  }

  /// Whoever is told that the service is away meanwhile has seen nothing, neither right nor wrong.
  private void look(String image) throws IOException {
    var shown = orders.client().call("DescribeClusterServiceInfo", parameters(Map.of()));
    if (shown.get("code").intValue() != UNAVAILABLE) {
      assertEquals(
          image, shown.at("/data/service/containers/0/image").textValue(), shown::toString);
    }
  }

  private boolean ask(String action, Map<String, String> more) throws IOException {
    return orders.acknowledged(action, parameters(more));
  }

  private Map<String, String> parameters(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(more);
    all.put("clusterId", cluster);
    all.put("serviceName", name + "-" + services);
    return all;
  }
}
