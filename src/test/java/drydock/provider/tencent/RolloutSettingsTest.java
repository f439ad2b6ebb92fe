package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What the settings of a profile for rollouts make of what clients see.
class RolloutSettingsTest {

  private static void create(LiveApi api, String cluster, String image) {
    api.data(
        "CreateClusterService",
        ("clusterId=%s, serviceName=web, replicas=2, containers.0.containerName=web,"
                + " containers.0.image=%s, containers.0.healthCheck.0.type=readyCheck,"
                + " containers.0.healthCheck.0.checkMethod=methodTcp,"
                + " containers.0.healthCheck.0.port=80")
            .formatted(cluster, image));
    api.rest();
  }

  private static String shown(LiveApi api, String cluster) {
    JsonNode service = api.data("DescribeClusterService", "clusterId=" + cluster).at("/services/0");
    return service.get("status").textValue() + " " + service.get("currentReplicas").intValue();
  }

  /// Kubernetes 1.10, pkg/controller/deployment/progress.go.
  @Test
  void anUpdateThatDoesNotGetOnIsAbnormalAfterItsDeadline() {
    try (var api = new LiveApi("cramped")) {
      String cluster = api.cluster(3);
      create(api, cluster, "nginx:1.9");
      assertEquals("Normal 2", shown(api, cluster));
      String web = "clusterId=" + cluster + ", serviceName=web";
      api.data("ModifyClusterServiceImage", web + ", image=drydock/never-ready:1");
      api.pass(Duration.ofSeconds(60));
      assertEquals("Updating 2", shown(api, cluster));
      api.pass(Duration.ofMinutes(30));
      assertEquals("Abnormal 2", shown(api, cluster));
      api.data("RollBackClusterService", web);
      api.rest();
      assertEquals("Normal 2", shown(api, cluster));
    }
  }

  /// The API document has a paused service keep its number; Kubernetes 1.10 scales one
  /// (pkg/controller/deployment/sync.go).
  @Test
  void aPausedServiceIsScaledWhereTheProfileSaysSo() {
    assertEquals("Paused 2 Normal 4", pausedAndScaled("instant"));
    assertEquals("Paused 4 Normal 4", pausedAndScaled("hasty"));
  }

  private static String pausedAndScaled(String profile) {
    try (var api = new LiveApi(profile)) {
      String cluster = api.cluster(2);
      create(api, cluster, "nginx:1.9");
      String web = "clusterId=" + cluster + ", serviceName=web";
      api.data("PauseClusterService", web);
      api.data("ModifyServiceReplicas", web + ", scaleTo=4");
      api.pass(Duration.ofMinutes(10));
      String paused = shown(api, cluster);
      api.data("ResumeClusterService", web);
      api.rest();
      return paused + " " + shown(api, cluster);
    }
  }
}
