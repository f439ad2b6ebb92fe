package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the actions of services do and answer, as clients see it.
class ServiceActionsTest {

  private static final String CONTAINER =
      ", containers.0.containerName=web, containers.0.image=nginx:1.0";

  private static final String PORT =
      ", portMappings.0.protocol=TCP, portMappings.0.containerPort=8080, portMappings.0.lbPort=80";

  private final LiveApi api = new LiveApi("realistic");
  private final String cluster = api.cluster(3);
  private final String web = "clusterId=" + cluster + ", serviceName=web";

  @AfterEach
  void stop() {
    api.close();
  }

  private void create(String more) {
    assertTrue(api.succeed("CreateClusterService", web + CONTAINER + more).get("data").isNull());
    api.rest();
  }

  private void change(String action, String more) {
    assertFalse(api.succeed(action, web + more).has("data"));
  }

  private JsonNode service() {
    return api.data("DescribeClusterServiceInfo", web).get("service");
  }

  private String text(String field) {
    return service().get(field).asText();
  }

  private List<String> instances() {
    List<String> names = new ArrayList<>();
    for (JsonNode each : api.data("DescribeServiceInstance", web).get("instances")) {
      names.add(each.get("name").textValue());
    }
    return names;
  }

  @Test
  void anotherTemplateIsAnUpdateByTheStrategyAskedFor() {
    create(", replicas=3");
    change(
        "ModifyClusterService",
        ", replicas=3, strategy=Recreate, containers.0.containerName=web"
            + ", containers.0.image=nginx:2.0, serviceDesc=new, minReadySeconds=7");
    assertEquals("Updating", text("status"));
    api.pass(Duration.ofMillis(1));
    for (JsonNode each : api.data("DescribeServiceInstance", web).get("instances")) {
      assertEquals("Terminating", each.get("status").textValue(), "all go before any comes");
    }
    api.rest();
    JsonNode shown = service();
    assertEquals("Normal", shown.get("status").textValue());
    assertEquals("Recreate", shown.get("strategy").textValue());
    assertEquals("new", shown.get("serviceDesc").textValue());
    assertEquals(7, shown.get("minReadySeconds").intValue());
    assertEquals("nginx:2.0", shown.at("/containers/0/image").textValue());
  }

  @Test
  void whatLeavesTheTemplateAloneKeepsTheInstances() {
    create(", replicas=2, serviceDesc=old, labels.0.key=tier, labels.0.value=front");
    List<String> before = instances();
    change("ModifyClusterService", ", replicas=3, strategy=RollingUpdate" + CONTAINER + PORT);
    assertEquals("Updating", text("status"));
    api.rest();
    assertEquals("Normal", text("status"));
    assertTrue(instances().containsAll(before) && instances().size() == 3);
    assertEquals("", text("serviceDesc"), "what a modification leaves out is not kept");
    assertEquals("front", service().at("/labels/tier").textValue());
    String refusal = api.refused("RollBackClusterService", web);
    assertTrue(refusal.contains("no earlier configuration"), refusal);
  }

  @Test
  void aServiceKeepsWhatItIsReachedByUntilItIsToBeReachedOtherwise() {
    create(", replicas=1, accessType=LoadBalancer" + PORT);
    JsonNode first = service();
    assertEquals("Running", first.get("lbStatus").textValue());
    int nodePort = first.at("/portMappings/0/nodePort").intValue();
    assertTrue(nodePort >= 30_000 && nodePort <= 32_767);
    String modify = ", replicas=1, strategy=RollingUpdate" + CONTAINER;
    change(
        "ModifyClusterService",
        modify
            + ", accessType=LoadBalancer"
            + PORT
            + ", portMappings.1.protocol=UDP, portMappings.1.containerPort=53"
            + ", portMappings.1.lbPort=53");
    JsonNode kept = service();
    assertEquals(first.get("lbId"), kept.get("lbId"));
    assertEquals(first.get("externalIp"), kept.get("externalIp"));
    assertEquals(first.get("serviceIp"), kept.get("serviceIp"));
    assertEquals(nodePort, kept.at("/portMappings/0/nodePort").intValue());
    assertNotEquals(nodePort, kept.at("/portMappings/1/nodePort").intValue());
    change(
        "ModifyClusterService",
        modify + ", accessType=SvcLBTypeInner, subnetId=subnet-3lzrkspo" + PORT);
    assertEquals("Creating", text("lbStatus"));
    assertNotEquals(first.get("lbId").textValue(), text("lbId"));
    api.rest();
    assertEquals("Running", text("lbStatus"));
    assertTrue(text("externalIp").startsWith("10.0."), text("externalIp"));
    assertEquals("subnet-3lzrkspo", text("subnetId"));
    change("ModifyClusterService", modify + ", accessType=None");
    JsonNode none = service();
    assertEquals("None", none.get("lbStatus").textValue());
    assertEquals("", none.get("lbId").textValue() + none.get("serviceIp").textValue());
    assertTrue(none.get("portMappings").isNull());
  }

  @Test
  void aModificationOfAPausedServiceWaits() {
    create(", replicas=2");
    change("PauseClusterService", "");
    change(
        "ModifyClusterService",
        ", replicas=4, strategy=RollingUpdate, containers.0.containerName=web"
            + ", containers.0.image=nginx:2.0");
    List<String> before = instances();
    api.rest();
    assertEquals("Paused", text("status"));
    assertEquals(before, instances());
    change("ResumeClusterService", "");
    assertEquals("Updating", text("status"));
    api.rest();
    assertEquals("Normal", text("status"));
    assertEquals(4, instances().size());
  }

  @Test
  void aRedeployedServiceHasTheSameConfigurationInFreshInstances() {
    create(", replicas=3");
    List<String> before = instances();
    change("RedeployClusterService", "");
    assertEquals("Updating", text("status"));
    api.rest();
    assertEquals("Normal", text("status"));
    assertEquals("nginx:1.0", service().at("/containers/0/image").textValue());
    assertTrue(Collections.disjoint(before, instances()));
    assertEquals("RollingUpdate", text("strategy"));
    List<String> redeployed = instances();
    change("ModifyClusterService", ", replicas=3, strategy=RollingUpdate" + CONTAINER);
    api.rest();
    assertEquals(redeployed, instances(), "the configuration it had is no other one");
  }

  @Test
  void aDescriptionComesAndGoes() {
    create(", replicas=0");
    change("ModifyServiceDescription", ", description=what it is for");
    assertEquals("what it is for", text("serviceDesc"));
    change("ModifyServiceDescription", ", description=");
    assertEquals("", text("serviceDesc"));
  }

  @Test
  void labelsAreReplacedAndNoInstanceIs() {
    create(", replicas=1, labels.0.key=tier, labels.0.value=front");
    List<String> before = instances();
    JsonNode answer =
        api.data("ModifyServiceLabels", web + ", labels.aaa=bbb, labels.qcloud-app=web");
    String expected =
        "{\"labels\":{\"aaa\":\"bbb\",\"qcloud-app\":\"web\"},"
            + "\"sysLabels\":{\"qcloud-app\":\"web\"},\"userLabels\":{\"aaa\":\"bbb\"}}";
    assertEquals(expected, answer.toString());
    api.rest();
    assertEquals("{\"aaa\":\"bbb\"}", service().get("userLabels").toString());
    assertEquals(before, instances());
    for (String wrong : List.of("labels.a.b=c", "labels.qcloud-app=other", "labels.-a=b")) {
      String refusal = api.refused("ModifyServiceLabels", web + ", " + wrong);
      assertTrue(refusal.contains("labels"), refusal);
    }
    api.data("ModifyServiceLabels", web);
    assertEquals("{}", service().get("userLabels").toString());
  }

  @Test
  void deletedInstancesComeBackUnderOtherNames() {
    create(", replicas=2");
    List<String> before = instances();
    JsonNode answer =
        api.data("DeleteInstances", "clusterId=" + cluster + ", instances.0=" + before.getFirst());
    assertEquals(
        "{\"successList\":[\"" + before.getFirst() + "\"],\"failedMap\":[]}", answer.toString());
    api.rest();
    List<String> after = instances();
    assertEquals(2, after.size());
    assertFalse(after.contains(before.getFirst()));
    assertTrue(after.contains(before.getLast()));
    assertEquals("Normal", text("status"));
  }

  @Test
  void whichInstancesCouldNotBeDeletedIsTold() {
    create(", replicas=1");
    String there = instances().getFirst();
    JsonNode answer =
        api.data(
            "DeleteInstances",
            "clusterId=" + cluster + ", instances.0=test-web-aweex, instances.1=" + there);
    assertEquals(there, answer.at("/successList/0").textValue());
    assertTrue(answer.at("/failedMap/test-web-aweex").textValue().contains("does not exist"));
    var before = api.digest();
    JsonNode none =
        api.data("DeleteInstances", "clusterId=" + cluster + ", instances.0=test-web-aweex");
    assertTrue(none.get("successList").isNull());
    assertEquals(before, api.digest(), "nothing happened");
    assertTrue(
        api.refused("DeleteInstances", "clusterId=" + cluster).contains("instances is required"));
    assertTrue(
        api.refused("DeleteInstances", "clusterId=cls-nowhere0, instances.0=x").contains("-16009"));
  }

  @Test
  void theOlderRevisionsParametersAreTaken() {
    api.succeed(
        "CreateClusterService",
        web
            + ", serviceDesc=old, replicas=1, accessType=NodePort, containers.0.name=nginx"
            + ", containers.0.imag=docker.io/nginx, containers.0.cpu=100"
            + ", containers.0.cpu_limits=200, labels.0.key=tier, labels.0.value=front"
            + ", portMappings.0.containerPort=80, portMappings.0.protocol=TCP");
    api.rest();
    JsonNode shown = service();
    assertEquals("Normal NodePort", text("status") + " " + text("accessType"));
    assertEquals("nginx", shown.at("/containers/0/containerName").textValue());
    assertEquals("docker.io/nginx", shown.at("/containers/0/image").textValue());
    assertEquals(200, shown.at("/containers/0/cpuLimits").intValue());
    assertEquals("front", shown.at("/userLabels/tier").textValue());
    assertEquals(30_000, shown.at("/portMappings/0/nodePort").intValue());
    assertEquals(80, shown.at("/portMappings/0/lbPort").intValue());
    assertFalse(shown.get("serviceIp").textValue().isEmpty());
    assertEquals("None", shown.get("lbStatus").textValue());
  }

  @Test
  void imagesOfSeveralContainersAreChangedByName() {
    create(", replicas=1, containers.1.containerName=side, containers.1.image=redis");
    String refusal = api.refused("ModifyClusterServiceImage", web + ", image=nginx:2.0");
    assertTrue(refusal.contains("name them with containers.n"), refusal);
    change(
        "ModifyClusterServiceImage",
        ", containers.0.containerName=side, containers.0.image=redis:4");
    api.rest();
    assertEquals("nginx:1.0", service().at("/containers/0/image").textValue());
    assertEquals("redis:4", service().at("/containers/1/image").textValue());
    for (String wrong :
        List.of(
            "",
            ", image=nginx, containers.0.containerName=side, containers.0.image=redis",
            ", containers.0.containerName=none, containers.0.image=redis",
            ", containers.0.containerName=side, containers.0.image=redis"
                + ", containers.1.containerName=side, containers.1.image=redis:2")) {
      assertTrue(api.refused("ModifyClusterServiceImage", web + wrong).startsWith("4000 "));
    }
  }

  @Test
  void aServiceWithACloudDiskStaysAtOneInstance() {
    create(
        ", replicas=1, volumes.0.name=disk, volumes.0.volumeType=cbsDisk"
            + ", volumes.0.cbsDiskId=disk-xxxxxxxx");
    String refusal = api.refused("ModifyServiceReplicas", web + ", scaleTo=2");
    assertTrue(refusal.contains("a cbsDisk volume has at most 1"), refusal);
    change("ModifyServiceReplicas", ", scaleTo=0");
  }

  @Test
  void aMemoryLimitIsTheRequestUnlessItIsGivenAsNone() {
    create(", replicas=0, containers.0.memory=128");
    assertEquals(128, service().at("/containers/0/memoryLimits").intValue());
    change(
        "ModifyClusterService",
        ", replicas=0, strategy=Recreate, containers.0.memory=128, containers.0.memoryLimits=0"
            + CONTAINER);
    assertEquals(128, service().at("/containers/0/memory").intValue());
    assertEquals(0, service().at("/containers/0/memoryLimits").intValue());
  }

  @Test
  void aServiceSaysWhatKeepsItsInstancesFromRunning() {
    api.succeed(
        "CreateClusterService",
        web
            + ", replicas=2, containers.0.containerName=web"
            + ", containers.0.image=ccr.ccs.tencentyun.com/tencentyun/foo:missing");
    api.pass(Duration.ofMinutes(5));
    assertEquals("Waiting ImagePullBackOff", text("status") + " " + text("reason"));
    assertEquals("{\"下载镜像失败\":2}", service().get("reasonMap").toString());
  }

  @Test
  void aConfigurationIsMadeInVersions() {
    String items = "configItems.0.key=app.conf, configItems.0.value=port 80, configItems.1.key=no";
    JsonNode made = api.data("CreateConfigVersion", "configName=app, " + items);
    String id = made.get("configId").textValue();
    assertEquals("v1", made.get("configVersion").textValue());
    String second = "configId=" + id + ", configVersion=next, configItems.0.key=other";
    assertEquals("next", api.data("CreateConfigVersion", second).get("configVersion").textValue());
    assertTrue(api.refused("CreateConfigVersion", second).startsWith("5100 "));
    assertTrue(api.refused("CreateConfigVersion", "configName=app, " + items).startsWith("5100 "));
    assertTrue(api.refused("CreateConfigVersion", "configName=b").contains("configItems"));
    assertTrue(api.refused("CreateConfigVersion", items).contains("one of configId"));
    JsonNode versions = api.data("DescribeConfigVersion", "configId=" + id);
    assertEquals(2, versions.get("totalCount").intValue());
    assertEquals(
        "[{\"key\":\"app.conf\",\"value\":\"port 80\"},{\"key\":\"no\",\"value\":\"\"}]",
        versions.at("/configVersions/0/configItems").toString());
    assertEquals(
        1, api.data("DescribeConfigVersion", "configVersion=next").get("totalCount").intValue());
    assertTrue(api.refused("DescribeConfigVersion", "configId=cfg-0").startsWith("5000 "));
  }

  @Test
  void aServiceMountsAVersionOfAConfigurationThatIsThere() {
    String id =
        api.data("CreateConfigVersion", "configName=app, configItems.0.key=app.conf")
            .get("configId")
            .textValue();
    String mounts =
        ", replicas=1, volumes.0.name=conf, volumes.0.volumeType=configMap, volumes.0.configId="
            + id
            + ", containers.0.volumeMounts.0.volumeName=conf"
            + ", containers.0.volumeMounts.0.mountPath=/etc";
    String create = web + CONTAINER + mounts;
    String version =
        api.refused(
            "CreateClusterService",
            create + ", volumes.0.configVersion=v9, volumes.0.configKeys.0=app.conf");
    assertTrue(version.contains("configVersion v9 is none of " + id), version);
    String key =
        api.refused(
            "CreateClusterService",
            create + ", volumes.0.configVersion=v1, volumes.0.configKeys.0=other");
    assertTrue(key.contains("other is none of the keys"), key);
    create(mounts + ", volumes.0.configVersion=v1, volumes.0.configKeys.0=app.conf");
    assertEquals("Normal", text("status"));
    assertEquals(id, service().at("/volumes/0/configId").textValue());
    assertEquals("app.conf", service().at("/volumes/0/configKeys/0").textValue());
  }
}
