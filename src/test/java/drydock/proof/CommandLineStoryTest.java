package drydock.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a typed command-line client of the time ran against the real service, one command after the
/// other: it decodes each answer into a structure, so the answers' shapes are as much part of the
/// story as what they say. Between the steps of an update it sleeps ten seconds.
class CommandLineStoryTest {

  private static final String SERVICE = "cli-test";

  @TempDir Path home;

  private PackagedServer server;
  private ApiClient client;
  private String cluster;

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void everyCommandOfTheClientDoesAsItSays() throws Exception {
    PackagedServer.Setup setup = PackagedServer.Setup.instant(home.resolve("data"));
    server = PackagedServer.start(setup.with("DRYDOCK_PROFILE", "realistic"));
    client = ApiClient.of(server);
    aClusterIsMadeAndGrows();
    aServiceIsMade();
    itIsModifiedPausedAndResumed();
    itIsRolledBack();
    itIsScaledAndInstancesAreDeleted();
    everythingIsDeleted();
    server.terminate();
  }

  private void aClusterIsMadeAndGrows() throws Exception {
    Map<String, String> order = new TreeMap<>(Orders.CLUSTER);
    order.put("goodsNum", "1");
    JsonNode made = data("CreateCluster", order);
    assertEquals(List.of("requestId", "clusterId"), keys(made));
    cluster = made.get("clusterId").textValue();
    settles(made);
    Map<String, String> more = new TreeMap<>(Orders.CLUSTER);
    more.keySet().removeAll(List.of("clusterName", "clusterCIDR", "vpcId", "osName"));
    more.put("goodsNum", "2");
    JsonNode added = data("AddClusterInstances", within(more));
    assertEquals(List.of("requestId", "instanceIds"), keys(added));
    assertEquals(2, added.get("instanceIds").size());
    settles(added);
    Map<String, String> existing = within(Map.of());
    existing.putAll(Map.of("instanceIds.0", "ins-xxxx", "instanceIds.1", "ins-nowhere0"));
    existing.put("rootSize", "50");
    existing.put("storageSize", "0");
    JsonNode joined = data("AddClusterInstancesFromExistedCvm", existing);
    assertEquals(List.of("requestId", "succInstanceIds", "faliInstanceIds"), keys(joined));
    assertEquals("[\"ins-xxxx\"]", joined.get("succInstanceIds").toString());
    assertEquals("ins-nowhere0", joined.at("/faliInstanceIds/0/instanceId").textValue());
    settles(joined);
    assertEquals(4, nodes().size());
  }

  private void aServiceIsMade() throws Exception {
    Map<String, String> service = described("nginx:1.12");
    service.put("serviceDesc", "made by a client");
    assertTrue(succeed("CreateClusterService", service).get("data").isNull());
    assertEquals("Waiting", status());
    rest();
    assertEquals("Normal", status());
  }

  private void itIsModifiedPausedAndResumed() throws Exception {
    Map<String, String> modified = described("nginx:1.13");
    modified.put("strategy", "RollingUpdate");
    modified.put("minReadySeconds", "10");
    change("ModifyClusterService", modified);
    assertEquals("Updating", status());
    JsonNode shown = service();
    assertEquals("RollingUpdate", shown.get("strategy").textValue());
    assertEquals("nginx:1.13", shown.at("/containers/0/image").textValue());
    advance(10);
    change("PauseClusterService", named());
    assertEquals("Paused", status());
    List<String> held = instances("containers/0/image");
    assertEquals(List.of("nginx:1.12", "nginx:1.13"), held.stream().distinct().toList());
    advance(3600);
    assertEquals(held, instances("containers/0/image"));
    change("ResumeClusterService", named());
    assertEquals("Updating", status());
    rest();
    assertEquals("Normal", status());
    assertEquals(Collections.nCopies(3, "nginx:1.13"), instances("containers/0/image"));
    JsonNode events = data("DescribeServiceEvent", named()).get("eventList");
    assertFalse(events.isEmpty());
    for (JsonNode each : events) {
      assertEquals(
          List.of(
              "count",
              "firstSeen",
              "lastSeen",
              "level",
              "message",
              "objName",
              "objType",
              "reason",
              "srcReason"),
          keys(each));
    }
  }

  private void itIsRolledBack() throws Exception {
    change("RollBackClusterService", named());
    assertEquals("RollingBack", status());
    advance(10);
    assertEquals("RollingBack", status());
    rest();
    assertEquals("Normal", status());
    assertEquals(Collections.nCopies(3, "nginx:1.12"), instances("containers/0/image"));
    for (JsonNode each : data("DescribeServiceInstance", named()).get("instances")) {
      Captured.INSTANCE.assertIn(each);
      Captured.RUNNING_CONTAINER.assertIn(each.at("/containers/0"));
    }
  }

  private void itIsScaledAndInstancesAreDeleted() throws Exception {
    Map<String, String> two = named();
    two.put("scaleTo", "2");
    change("ModifyServiceReplicas", two);
    rest();
    List<String> names = instances("name");
    assertEquals(2, names.size());
    Map<String, String> some = within(Map.of("instances.0", names.get(0)));
    JsonNode deleted = data("DeleteInstances", some);
    assertEquals(List.of("successList", "failedMap"), keys(deleted));
    assertEquals(names.get(0), deleted.at("/successList/0").textValue());
    assertTrue(deleted.get("failedMap").isArray(), deleted::toString);
    assertEquals("Waiting", status());
    rest();
    assertEquals("Normal", status());
    assertEquals(2, instances("name").size());
    assertFalse(instances("name").contains(names.get(0)));
  }

  private void everythingIsDeleted() throws Exception {
    assertTrue(succeed("DeleteClusterService", named()).get("data").isNull());
    rest();
    JsonNode services = data("DescribeClusterService", within(Map.of()));
    assertEquals("{\"totalCount\":0,\"services\":[]}", services.toString());
    Map<String, String> leaving = new TreeMap<>();
    for (JsonNode node : nodes()) {
      leaving.put("instanceIds." + leaving.size(), node.get("instanceId").textValue());
    }
    settles(data("DeleteClusterInstances", within(leaving)));
    assertEquals(0, nodes().size());
    succeeds(data("DeleteCluster", within(Map.of())));
    assertEquals(0, data("DescribeCluster", Map.of()).get("totalCount").intValue());
  }

  private Map<String, String> described(String image) {
    Map<String, String> service = named();
    service.put("replicas", "3");
    service.put("accessType", "None");
    service.put("containers.0.containerName", SERVICE);
    service.put("containers.0.image", image);
    service.put("containers.0.cpu", "200");
    service.put("containers.0.memory", "128");
    return service;
  }

  private Map<String, String> within(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(more);
    all.put("clusterId", cluster);
    return all;
  }

  private Map<String, String> named() {
    return within(Map.of("serviceName", SERVICE, "namespace", "default"));
  }

  private void change(String action, Map<String, String> parameters) throws Exception {
    assertEquals(List.of("code", "message", "codeDesc"), keys(succeed(action, parameters)), action);
  }

  private JsonNode data(String action, Map<String, String> parameters) throws Exception {
    JsonNode answer = succeed(action, parameters);
    assertEquals(List.of("code", "message", "codeDesc", "data"), keys(answer), action);
    return answer.get("data");
  }

  private JsonNode succeed(String action, Map<String, String> parameters) throws Exception {
    JsonNode answer = client.call(action, parameters);
    assertEquals(0, answer.get("code").intValue(), () -> action + ": " + answer);
    assertEquals("Success", answer.get("codeDesc").textValue());
    return answer;
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private void settles(JsonNode started) throws Exception {
    Map<String, String> task = Map.of("requestId", started.get("requestId").asText());
    assertEquals("running", data("DescribeClusterTaskResult", task).get("status").textValue());
    succeeds(started);
  }

  private void succeeds(JsonNode started) throws Exception {
    Map<String, String> task = Map.of("requestId", started.get("requestId").asText());
    rest();
    assertEquals("succ", data("DescribeClusterTaskResult", task).get("status").textValue());
  }

  private JsonNode nodes() throws Exception {
    return data("DescribeClusterInstances", within(Map.of())).get("nodes");
  }

  private JsonNode service() throws Exception {
    return data("DescribeClusterServiceInfo", named()).get("service");
  }

  private String status() throws Exception {
    return service().get("status").textValue();
  }

  /// One field of each instance, sorted.
  private List<String> instances(String field) throws Exception {
    List<String> all = new ArrayList<>();
    for (JsonNode each : data("DescribeServiceInstance", named()).get("instances")) {
      all.add(each.at("/" + field).textValue());
    }
    Collections.sort(all);
    return all;
  }

  private void advance(int seconds) throws Exception {
    client.post("/sandbox/clock/advance", "{\"seconds\":" + seconds + "}");
  }

  private void rest() throws Exception {
    client.post("/sandbox/clock/advance", "{\"until\":\"idle\"}");
  }
}
