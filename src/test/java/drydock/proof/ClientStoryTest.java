package drydock.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A cluster and a service from their beginning to their end, as a client sees them that was
/// written for the real service.
class ClientStoryTest {

  /// The example of CreateClusterService, as the API document has it (创建服务, 4).
  private static final String EXAMPLE =
      """
      ------------基础参数----------
      &clusterId=cls-xxxxx
      &serviceName=my-web-service
      &replicas=5
      ------------端口映射------------
      &accessType=LoadBalancer
      &portMappings.0.protocol=TCP
      &portMappings.0.containerPort=80
      &portMappings.0.lbPort=80
      &portMappings.0.nodePort=0
      ------------数据卷------------
      &volumes.0.name=vol
      &volumes.0.hostPath=
      &volumes.0.volumeType=hostPath
      ------------容器相关------------
      &containers.0.containerName=test
      &containers.0.image=nginx
      ------------资源限制------------
      &containers.0.cpu=200
      &containers.0.cpuLimits=300
      &containers.0.memory=128
      ------------环境变量------------
      &containers.0.envs.0.name=envkey1
      &containers.0.envs.0.value=envval1
      ------------挂载点------------
      &containers.0.volumeMounts.0.volumeName=vol
      &containers.0.volumeMounts.0.mountPath=/data
      &containers.0.volumeMounts.0.mode=rw
      ------------健康检查------------
      &containers.0.healthCheck.0.type=liveCheck
      &containers.0.healthCheck.0.checkMethod=methodHttp
      &containers.0.healthCheck.0.port=80
      &containers.0.healthCheck.0.protocol=HTTP
      &containers.0.healthCheck.0.path=/
      &containers.0.healthCheck.0.cmd=
      &containers.0.healthCheck.0.delayTime=0
      &containers.0.healthCheck.0.timeOut=2
      &containers.0.healthCheck.0.intervalTime=3
      &containers.0.healthCheck.0.healthNum=1
      &containers.0.healthCheck.0.unhealthNum=3
      ------------nodeAffinity------------
      &nodeAffinity.0.key=qcloud
      &nodeAffinity.0.operator=In
      &nodeAffinity.0.values.0=my-app
      ------------podAffinity------------
      &podAffinity.0.key=qcloud
      &podAffinity.0.operator=In
      &podAffinity.0.values.0=my-app
      """;

  private static final String SERVICE = "my-web-service";
  private static final String NEW_IMAGE = "nginx:1.13";

  @TempDir Path home;

  private PackagedServer server;
  private ApiClient sandbox;
  private SdkClient client;
  private String cluster;

  @AfterEach
  void stop() {
    sandbox.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"GET, HmacSHA1", "POST, HmacSHA256"})
  void aClientOfTheRealServiceSeesAServiceThroughItsWholeLife(String method, String algorithm)
      throws Exception {
    var setup = PackagedServer.Setup.instant(home.resolve("data"));
    server = PackagedServer.start(setup.with("DRYDOCK_PROFILE", "realistic"));
    sandbox = ApiClient.of(server);
    client = new SdkClient(server.host(), method, algorithm);
    aClusterIsMade();
    theServiceOfTheDocumentIsMade();
    anUpdateIsPausedAndResumed();
    itIsRolledBack();
    itIsScaled();
    everythingIsTakenDown();
    server.terminate();
  }

  private void aClusterIsMade() throws Exception {
    Map<String, String> order = new TreeMap<>(Orders.CLUSTER);
    order.put("goodsNum", "3");
    JsonNode made = succeed("CreateCluster", order).get("data");
    cluster = made.get("clusterId").textValue();
    assertTrue(cluster.matches("cls-[0-9a-z]{8}"), cluster);
    assertEquals("Creating", clusters().at("/clusters/0/status").textValue());
    settles(made);
    JsonNode running = clusters().at("/clusters/0");
    assertEquals("Running", running.get("status").textValue());
    Captured.CLUSTER.assertIn(running);
    assertEquals("AllNormal", running.get("nodeStatus").textValue());
    assertEquals(3, running.get("nodeNum").intValue());
    JsonNode nodes = nodes();
    assertEquals(3, nodes.get("totalCount").intValue());
    for (JsonNode node : nodes.get("nodes")) {
      Captured.NODE.assertIn(node);
      assertEquals(1, node.get("isNormal").intValue());
    }
  }

  private void theServiceOfTheDocumentIsMade() throws Exception {
    JsonNode answer = succeed("CreateClusterService", example());
    assertEquals(JsonNodeType.NULL, answer.get("data").getNodeType(), answer::toString);
    assertEquals("Waiting 5 0", status());
    rest();
    assertEquals("Normal 5 5", status());
    JsonNode shown = service();
    assertEquals("Running", shown.get("lbStatus").textValue());
    assertFalse(shown.get("externalIp").textValue().isEmpty(), shown::toString);
    assertEquals(5, shown.at("/reasonMap/容器运行中").intValue(), shown::toString);
    assertFalse(shown.has("strategy"), "the strategy is told after the first update only");
    assertEquals(Collections.nCopies(5, "Running nginx"), instances());
    Captured.SERVICE.assertIn(shown);
    Captured.CONTAINER.assertIn(shown.at("/containers/0"));
    assertEquals("envval1", shown.at("/containers/0/envs/0/value").textValue());
  }

  private void anUpdateIsPausedAndResumed() throws Exception {
    change("ModifyClusterServiceImage", Map.of("image", NEW_IMAGE));
    assertTrue(status().startsWith("Updating 5"), status());
    advance(5);
    change("PauseClusterService", Map.of());
    assertTrue(status().startsWith("Paused 5"), status());
    rest();
    List<String> held = instances();
    advance(86_400);
    assertTrue(status().startsWith("Paused 5"), status());
    assertEquals(held, instances());
    assertTrue(held.stream().anyMatch(each -> each.endsWith(" nginx")), held::toString);
    change("ResumeClusterService", Map.of());
    assertTrue(status().startsWith("Updating 5"), status());
    rest();
    assertEquals("Normal 5 5", status());
    assertEquals("RollingUpdate", service().get("strategy").textValue());
    assertEquals(Collections.nCopies(5, "Running " + NEW_IMAGE), instances());
  }

  private void itIsRolledBack() throws Exception {
    change("RollBackClusterService", Map.of());
    assertTrue(status().startsWith("RollingBack 5"), status());
    rest();
    assertEquals("Normal 5 5", status());
    assertEquals(Collections.nCopies(5, "Running nginx"), instances());
    assertEquals("nginx", service().at("/containers/0/image").textValue());
  }

  private void itIsScaled() throws Exception {
    change("ModifyServiceReplicas", Map.of("scaleTo", "2"));
    rest();
    assertEquals("Normal 2 2", status());
    assertEquals(Collections.nCopies(2, "Running nginx"), instances());
  }

  private void everythingIsTakenDown() throws Exception {
    JsonNode answer = succeed("DeleteClusterService", named(Map.of()));
    assertEquals(JsonNodeType.NULL, answer.get("data").getNodeType(), answer::toString);
    rest();
    assertEquals(0, data("DescribeClusterService", within(Map.of())).get("totalCount").intValue());
    assertTrue(
        client
            .call("DescribeClusterServiceInfo", named(Map.of()))
            .get("codeDesc")
            .textValue()
            .contains("NotFound"));
    JsonNode nodes = nodes().get("nodes");
    Map<String, String> leaving = new TreeMap<>();
    leaving.put("instanceIds.0", nodes.at("/0/instanceId").textValue());
    leaving.put("instanceIds.1", nodes.at("/1/instanceId").textValue());
    settles(data("DeleteClusterInstances", within(leaving)));
    assertEquals(1, nodes().get("totalCount").intValue());
    settles(data("DeleteCluster", within(Map.of())));
    assertEquals(0, clusters().get("totalCount").intValue());
    JsonNode gone = client.call("DescribeClusterInstances", within(Map.of()));
    assertEquals(-16009, gone.get("code").intValue(), gone::toString);
    assertTrue(gone.get("codeDesc").textValue().contains("NotFound"), gone::toString);
  }

  /// A task runs until what it stands for is done.
  private void settles(JsonNode started) throws Exception {
    assertTrue(started.get("requestId").isInt(), started::toString);
    Map<String, String> task = Map.of("requestId", started.get("requestId").asText());
    assertEquals("running", data("DescribeClusterTaskResult", task).get("status").textValue());
    rest();
    assertEquals("succ", data("DescribeClusterTaskResult", task).get("status").textValue());
  }

  private Map<String, String> example() {
    Map<String, String> parameters = new TreeMap<>();
    EXAMPLE
        .lines()
        .filter(line -> line.startsWith("&"))
        .map(line -> line.substring(1).split("=", 2))
        .forEach(pair -> parameters.put(pair[0], pair[1]));
    parameters.put("clusterId", cluster);
    return parameters;
  }

  /// Asks for a change of the service, which is answered without any data.
  private void change(String action, Map<String, String> parameters) throws Exception {
    JsonNode answer = succeed(action, named(parameters));
    assertFalse(answer.has("data"), answer::toString);
  }

  private JsonNode data(String action, Map<String, String> parameters) throws Exception {
    return succeed(action, parameters).get("data");
  }

  private JsonNode succeed(String action, Map<String, String> parameters) throws Exception {
    JsonNode answer = client.call(action, parameters);
    assertEquals(0, answer.get("code").intValue(), () -> action + ": " + answer);
    assertEquals("", answer.get("message").textValue());
    assertEquals("Success", answer.get("codeDesc").textValue());
    return answer;
  }

  private Map<String, String> within(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(more);
    all.put("clusterId", cluster);
    return all;
  }

  private Map<String, String> named(Map<String, String> more) {
    Map<String, String> all = within(more);
    all.put("serviceName", SERVICE);
    return all;
  }

  private JsonNode clusters() throws Exception {
    return data("DescribeCluster", Map.of());
  }

  private JsonNode nodes() throws Exception {
    return data("DescribeClusterInstances", within(Map.of()));
  }

  private JsonNode service() throws Exception {
    return data("DescribeClusterServiceInfo", named(Map.of())).get("service");
  }

  /// How the list shows the service: its status, how many replicas are wanted and how many there
  /// are.
  private String status() throws Exception {
    JsonNode list = data("DescribeClusterService", within(Map.of()));
    assertEquals(1, list.get("totalCount").intValue());
    JsonNode listed = list.at("/services/0");
    Captured.LISTED_SERVICE.assertIn(listed);
    assertEquals(SERVICE, listed.get("serviceName").textValue());
    return "%s %d %d"
        .formatted(
            listed.get("status").textValue(),
            listed.get("desiredReplicas").intValue(),
            listed.get("currentReplicas").intValue());
  }

  /// Status and image of each instance, in an order of their own.
  private List<String> instances() throws Exception {
    List<String> all = new ArrayList<>();
    for (JsonNode each : data("DescribeServiceInstance", named(Map.of())).get("instances")) {
      Captured.INSTANCE.assertIn(each);
      Captured.RUNNING_CONTAINER.assertIn(each.at("/containers/0"));
      all.add(each.get("status").textValue() + " " + each.at("/containers/0/image").textValue());
    }
    Collections.sort(all);
    return all;
  }

  private void advance(int seconds) throws Exception {
    sandbox.post("/sandbox/clock/advance", "{\"seconds\":" + seconds + "}");
  }

  /// Lets time pass until nothing is in progress any more.
  private void rest() throws Exception {
    JsonNode advanced = sandbox.post("/sandbox/clock/advance", "{\"until\":\"idle\"}");
    assertTrue(advanced.get("idle").booleanValue(), advanced::toString);
  }
}
