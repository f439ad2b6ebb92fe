package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// DescribeServiceEvent over HTTP.
class ServiceEventTest {

  private MonitoredWorld world;

  @BeforeEach
  void start() throws Exception {
    world = new MonitoredWorld("instant");
  }

  @AfterEach
  void stop() {
    world.close();
  }

  /// Another cluster, which runs another version of Kubernetes.
  private void startAgain(String version) throws Exception {
    world.close();
    world = new MonitoredWorld("instant", version);
  }

  private List<JsonNode> events() throws Exception {
    JsonNode answer =
        world.get("DescribeServiceEvent", Map.of("clusterId", world.cluster, "serviceName", "web"));
    assertEquals(0, answer.get("code").intValue(), answer::toString);
    List<JsonNode> events = new ArrayList<>();
    answer.at("/data/eventList").forEach(events::add);
    return events;
  }

  private JsonNode event(String reason) throws Exception {
    return events().stream()
        .filter(each -> each.get("srcReason").textValue().equals(reason))
        .findFirst()
        .orElseThrow(() -> new AssertionError(reason));
  }

  private List<String> reasons() throws Exception {
    return events().stream().map(each -> each.get("srcReason").textValue()).distinct().toList();
  }

  @Test
  void aReplicaIsToldOfFromItsPlaceToItsStart() throws Exception {
    world.service("web", 2);
    String pod = world.instances().get(0).get("name").textValue();
    List<String> told = new ArrayList<>();
    for (JsonNode event : events().reversed()) {
      if (event.toString().contains(pod) || !event.get("objType").textValue().equals("Pod")) {
        told.add(
            "%s %s %s: %s"
                .formatted(
                    event.get("level").textValue(),
                    event.get("objType").textValue(),
                    event.get("srcReason").textValue(),
                    event.get("message").textValue().replace(pod, "POD")));
      }
    }
    String revision = pod.substring(0, pod.lastIndexOf('-'));
    assertTrue(
        told.containsAll(
            List.of(
                "Normal Deployment ScalingReplicaSet: Scaled up replica set " + revision + " to 2",
                "Normal ReplicaSet SuccessfulCreate: Created pod: POD",
                "Normal Pod Scheduled: Successfully assigned POD to 10.0.0.4",
                "Normal Pod Pulling: pulling image \"nginx:1.0\"",
                "Normal Pod Pulled: Successfully pulled image \"nginx:1.0\"",
                "Normal Pod Created: Created container",
                "Normal Pod Started: Started container")),
        told::toString);
  }

  /// The document's example is of a time when every event was heard.
  @Test
  void aPullThatFailsIsToldInTheWordsOfTheDocument() throws Exception {
    startAgain("1.7.8");
    ServiceId web = world.service("web", 1);
    world.ask(new ServiceCommand.ChangeImage(web, "tencentyun/foo:missing"));
    world.pass(10);
    JsonNode waiting = event("BackOff");
    assertEquals("Normal", waiting.get("level").textValue());
    assertEquals("操作重试", waiting.get("reason").textValue());
    assertEquals(
        "Back-off pulling image \"tencentyun/foo:missing\"", waiting.get("message").textValue());
    assertTrue(waiting.get("count").intValue() > 10, waiting::toString);
    assertEquals(MonitoredWorld.DAY + "08:00:00", waiting.get("firstSeen").textValue());
    JsonNode failed = event("FailedSync");
    assertEquals("Warning", failed.get("level").textValue());
    assertEquals("pod启动失败", failed.get("reason").textValue());
    assertEquals(
        "Error syncing pod, skipping: failed to \"StartContainer\" for \"web\" with"
            + " ImagePullBackOff: \"Back-off pulling image \\\"tencentyun/foo:missing\\\"\"\n",
        failed.get("message").textValue());
    assertEquals(waiting.get("lastSeen"), failed.get("lastSeen"));
  }

  @Test
  void whatGoesOnIsCountedFromItsBeginning() throws Exception {
    startAgain("1.7.8");
    ServiceId web = world.service("web", 1);
    world.ask(new ServiceCommand.ChangeImage(web, "tencentyun/foo:missing"));
    world.pass(60);
    int before = event("BackOff").get("count").intValue();
    world.pass(240);
    assertEquals(MonitoredWorld.DAY + "08:00:00", event("BackOff").get("firstSeen").textValue());
    // Five syncs a minute, but for those that pull.
    assertTrue(event("BackOff").get("count").intValue() > before + 240 * 4);
  }

  @Test
  void anHourLaterNothingIsRemembered() throws Exception {
    world.service("web", 1);
    world.pass(60);
    assertTrue(reasons().contains("Started"));
    world.pass(1);
    assertEquals(List.of(), events());
  }

  @Test
  void whatFindsNoNodeIsToldEachTimeItIsTried() throws Exception {
    world.service("web", 300);
    world.pass(5);
    JsonNode event = event("FailedScheduling");
    assertEquals("调度失败", event.get("reason").textValue());
    assertTrue(event.get("message").textValue().startsWith("0/2 nodes are available"));
    assertTrue(event.get("count").intValue() > 5, event::toString);
  }

  @Test
  void scalingDownAndRollingBackAreTold() throws Exception {
    ServiceId web = world.service("web", 3);
    world.ask(new ServiceCommand.ChangeImage(web, "nginx:2.0"));
    world.ask(new ServiceCommand.RollBack(web));
    world.ask(new ServiceCommand.Scale(web, 1));
    assertTrue(
        reasons()
            .containsAll(
                List.of(
                    "DeploymentRollback",
                    "ScalingReplicaSet",
                    "SuccessfulDelete",
                    "Killing",
                    "SuccessfulCreate")),
        () -> "too few");
    assertEquals("Deployment", event("DeploymentRollback").get("objType").textValue());
    assertEquals("web", event("DeploymentRollback").get("objName").textValue());
    assertEquals("ReplicaSet", event("SuccessfulDelete").get("objType").textValue());
  }

  @Test
  void aContainerThatCrashesIsToldOfWhileItIsKeptWaiting() throws Exception {
    startAgain("1.7.8");
    ServiceId web = world.service("web", 1);
    world.ask(new ServiceCommand.ChangeImage(web, "drydock/crash"));
    world.pass(30);
    JsonNode waiting = event("BackOff");
    assertEquals("Warning", waiting.get("level").textValue());
    assertEquals("Back-off restarting failed container", waiting.get("message").textValue());
    assertTrue(waiting.get("count").intValue() > 100, waiting::toString);
    assertTrue(
        event("FailedSync")
            .get("message")
            .textValue()
            .startsWith(
                "Error syncing pod, skipping: failed to \"StartContainer\" for \"web\" with"
                    + " CrashLoopBackOff: \"Back-off 5m0s restarting failed container=web"
                    + " pod=web-"),
        () -> "another text");
    assertTrue(
        events().stream()
            .anyMatch(each ->
                each.get("srcReason").textValue().equals("Started")
                    && each.get("count").intValue() > 5));
  }

  /// Scenario Q: the messages of one reason are combined from the tenth on (client-go of 1.7 to
  /// 1.30, tools/record/events_cache.go).
  @Test
  void thePodsOfALargeServiceAreToldOfTogether() throws Exception {
    world.service("web", 12);
    List<JsonNode> created =
        events().stream()
            .filter(each -> each.get("srcReason").textValue().equals("SuccessfulCreate"))
            .toList();
    assertEquals(10, created.size());
    JsonNode combined = created.getFirst();
    assertTrue(
        combined
            .get("message")
            .textValue()
            .matches("\\(combined from similar events\\): Created pod: web-.*"),
        combined::toString);
    assertEquals(3, combined.get("count").intValue());
  }

  /// Scenario Q: of one pod 25 events are heard at once and then one every five minutes, which
  /// tells the true number (client-go since 1.8). What is only then told for the first time may
  /// never be heard.
  @Test
  void aPodThatIsToldOfTooOftenIsHeardEveryFiveMinutes() throws Exception {
    ServiceId web = world.service("web", 1);
    world.ask(new ServiceCommand.ChangeImage(web, "tencentyun/foo:missing"));
    world.pass(50);
    JsonNode tried = event("Pulling");
    assertTrue(
        tried.get("lastSeen").textValue().compareTo(MonitoredWorld.DAY + "08:44:00") > 0,
        tried::toString);
    assertEquals(14, tried.get("count").intValue(), "each was counted");
    JsonNode waiting = event("BackOff");
    assertTrue(
        waiting.get("lastSeen").textValue().compareTo(MonitoredWorld.DAY + "08:06:00") < 0,
        waiting::toString);
    assertTrue(waiting.get("count").intValue() < 30, waiting::toString);
  }

  @Test
  void otherServicesAreNotToldOf() throws Exception {
    world.service("web", 1);
    world.service("api", 2);
    assertTrue(events().stream().noneMatch(each -> each.toString().contains("api")));
  }

  @Test
  void aServiceThatDoesNotExistIsSaidSo() throws Exception {
    JsonNode noService =
        world.get("DescribeServiceEvent", Map.of("clusterId", world.cluster, "serviceName", "x"));
    MonitoredWorld.assertFails(5000, "ResourceNotFound", "serviceName x", noService);
    JsonNode noCluster =
        world.get("DescribeServiceEvent", Map.of("clusterId", "cls-0", "serviceName", "x"));
    MonitoredWorld.assertFails(
        -16009, "InternalError.ClusterNotFound", "clusterId cls-0", noCluster);
  }
}
