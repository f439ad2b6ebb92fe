package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What clients are shown of a node that fails by itself, and of what ran there.
class LostNodeTest {

  private static final String WEB = "&serviceName=web";
  private final Cloud cloud = new Cloud("outages");
  private final String cluster = cloud.cluster(3);

  @AfterEach
  void close() {
    cloud.close();
  }

  private JsonNode data(String action, String more) {
    return cloud.data(action, "clusterId=" + cluster + more);
  }

  private void run(int seconds) {
    cloud.loop.advance(Duration.ofSeconds(seconds), false).join();
  }

  private @Nullable JsonNode lost() {
    for (JsonNode node : data("DescribeClusterInstances", "").get("nodes")) {
      if (node.get("isNormal").intValue() == 0) {
        return node;
      }
    }
    return null;
  }

  private JsonNode awaitLoss() {
    for (int i = 0; i < 10_000 && lost() == null; i++) {
      run(10);
    }
    return Objects.requireNonNull(lost());
  }

  /// Status and number of ready containers of each instance of a node, and its container's status.
  private List<String> statuses(String address) {
    List<String> all = new ArrayList<>();
    for (JsonNode instance : data("DescribeServiceInstance", WEB).get("instances")) {
      if (instance.get("nodeIp").textValue().equals(address)) {
        all.add(
            "%s %d %s"
                .formatted(
                    instance.get("status").textValue(),
                    instance.get("readyCount").intValue(),
                    instance.at("/containers/0/status").textValue()));
      }
    }
    return all;
  }

  private JsonNode service() {
    return data("DescribeClusterService", "").at("/services/0");
  }

  /// Containers are left as they were last heard of (Kubernetes, pkg/controller/util/node).
  @Test
  void aNodeThatFailsIsAbnormalAndItsInstancesAreReplacedMinutesLater() {
    data(
        "CreateClusterService",
        WEB + "&replicas=6&containers.0.containerName=web&containers.0.image=nginx");
    run(1);
    JsonNode node = awaitLoss();
    String address = node.get("lanIp").textValue();
    assertEquals("Unknown", node.get("abnormalReason").textValue());
    assertEquals(
        "PartialAbnormal",
        cloud.data("DescribeCluster", "").at("/clusters/0/nodeStatus").textValue());
    assertEquals(List.of("NotReady 1 Running", "NotReady 1 Running"), statuses(address));
    assertEquals(4, service().get("currentReplicas").intValue());
    assertEquals(2, service().at("/reasonMap/容器未就绪").intValue());

    run(290);
    assertEquals(List.of("Terminating 1 Running", "Terminating 1 Running"), statuses(address));
    String lost = data("DescribeServiceInstance", WEB).toString();
    assertTrue(lost.contains("\"srcReason\":\"NodeLost\""), lost);
    assertEquals(6, service().get("currentReplicas").intValue());
    assertEquals("Normal", service().get("status").textValue());
    String told = data("DescribeServiceEvent", WEB).toString();
    assertTrue(told.contains("NodeControllerEviction"), told);
    assertTrue(told.contains(" from Node " + address), told);

    run(1_200);
    assertFalse(statuses(address).toString().contains("Terminating"), "the node has come back");
  }
}
