package drydock.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import drydock.server.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same seed and the same commands at the same moments make the same history, to the byte.
class TwoRunsTest {

  private static final int STEPS = 10;
  private static final int NEVER = -1;

  @TempDir Path home;

  @Test
  void theSameSeedAndCommandsAtTheSameMomentsMakeOneHistory() throws Exception {
    var usual = new Run("42", NEVER, 30, 0);
    String history = history(usual);
    assertEquals(history, history(usual), "another run");
    assertEquals(history, history(new Run("42", NEVER, 30, 1)), "a run on one processor");
    assertEquals(history, history(new Run("42", NEVER, 30, 8)), "a run on eight processors");
    assertEquals(history, history(new Run("42", STEPS / 2, 30, 0)), "killed in the middle");
    assertNotEquals(history, history(new Run("43", NEVER, 30, 0)), "another seed");
    assertNotEquals(history, history(new Run("42", NEVER, 31, 0)), "one command came later");
  }

  /// A run of the story.
  ///
  /// @param killed after how many steps the server is killed and started again
  /// @param pause how many seconds pass before the second half of the commands
  /// @param processors how many the server believes to have; 0 for those there are
  private record Run(String seed, int killed, int pause, int processors) {}

  /// The digest of a run on a fresh database.
  private String history(Run run) throws Exception {
    var setup =
        PackagedServer.Setup.instant(home.resolve("data"))
            .with("DRYDOCK_DATABASE_URL", TestPostgres.freshDatabase())
            .with("DRYDOCK_PROFILE", "realistic")
            .with("DRYDOCK_SEED", run.seed())
            .processors(run.processors());
    PackagedServer server = PackagedServer.start(setup);
    try {
      String cluster = "";
      for (int step = 0; step < STEPS; step++) {
        if (step == run.killed()) {
          server.kill();
          server = server.again();
        }
        try (var client = ApiClient.of(server)) {
          cluster = step(step, client, cluster, run.pause());
        }
      }
      try (var client = ApiClient.of(server)) {
        JsonNode history = client.look("/sandbox/history");
        assertTrue(history.get("position").intValue() > 100, history::toString);
        server.terminate();
        return history.get("sha256").textValue();
      }
    } finally {
      server.close();
    }
  }

  /// @return the cluster's id
  private static String step(int step, ApiClient client, String cluster, int pause)
      throws IOException {
    switch (step) {
      case 0 -> {
        return ask(client, "CreateCluster", Orders.CLUSTER).at("/data/clusterId").textValue();
      }
      case 1 -> client.post("/sandbox/clock/advance", "{\"until\":\"idle\"}");
      case 2 ->
          ask(
              client,
              "CreateClusterService",
              Map.of(
                  "clusterId", cluster,
                  "serviceName", "web",
                  "replicas", "8",
                  "accessType", "LoadBalancer",
                  "portMappings.0.protocol", "TCP",
                  "portMappings.0.containerPort", "80",
                  "portMappings.0.lbPort", "80",
                  "containers.0.containerName", "web",
                  "containers.0.image", "nginx"));
      case 3 -> client.post("/sandbox/clock/advance", "{\"seconds\":" + pause + "}");
      case 4 -> change(client, "ModifyClusterServiceImage", cluster, "image", "nginx:1.13");
      case 5 -> client.post("/sandbox/clock/advance", "{\"seconds\":5}");
      case 6 -> change(client, "ModifyServiceReplicas", cluster, "scaleTo", "12");
      case 7 -> client.post("/sandbox/clock/advance", "{\"seconds\":3.25}");
      case 8 -> ask(client, "RollBackClusterService", service(cluster));
      default -> client.post("/sandbox/clock/advance", "{\"until\":\"idle\"}");
    }
    return cluster;
  }

  private static void change(
      ApiClient client, String action, String cluster, String name, String value)
      throws IOException {
    var parameters = new TreeMap<>(service(cluster));
    parameters.put(name, value);
    ask(client, action, parameters);
  }

  private static Map<String, String> service(String cluster) {
    return Map.of("clusterId", cluster, "serviceName", "web");
  }

  private static JsonNode ask(ApiClient client, String action, Map<String, String> parameters)
      throws IOException {
    JsonNode answer = client.call(action, parameters);
    assertEquals(0, answer.get("code").intValue(), answer::toString);
    return answer;
  }
}
