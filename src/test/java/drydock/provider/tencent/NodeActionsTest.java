package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The actions of nodes as a client meets them.
class NodeActionsTest {
  private final Cloud cloud = new Cloud("realistic");

  @AfterEach
  void close() {
    cloud.close();
  }

  private JsonNode nodes(String cluster) {
    return cloud.data("DescribeClusterInstances", "clusterId=" + cluster).get("nodes");
  }

  private String node(String cluster) {
    return nodes(cluster).at("/0/instanceId").textValue();
  }

  private static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(each -> each.get(field).asText())
        .toList();
  }

  @Test
  void theDocumentsExampleOfExistingMachinesRuns() {
    String id = cloud.cluster(1);
    assertEquals(
        "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\",\"data\":{\"requestId\":11334,\"succInstanceIds\":[\"ins-xxxxxx\"],\"faliInstanceIds\":null}}",
        cloud.text(
            "AddClusterInstancesFromExistedCvm",
            "clusterId=" + id + "&instanceIds.0=ins-xxxxxx&instanceIds.1=ins-xxxxxx"));
    JsonNode young = nodes(id).get(1);
    assertEquals("spare-1", young.get("instanceName").textValue());
    assertEquals(14, young.get("cvmState").intValue(), "being installed anew");
    assertEquals(2, young.get("isNormal").intValue());
    assertEquals("2017-03-01 10:00:00", young.get("instanceCreateTime").textValue());
    assertEquals("running", task("11334"));
    cloud.rest();
    assertEquals("succ", task("11334"));
    JsonNode node = nodes(id).get(1);
    assertEquals(1, node.get("isNormal").intValue());
    assertEquals("Ubuntu 16.04.1 LTS", node.get("osImage").textValue());
    assertEquals("10.0.8.1", node.get("lanIp").textValue());
    assertEquals("Running", cloud.data("DescribeCluster", "").at("/clusters/0/status").textValue());
  }

  private String task(String requestId) {
    return cloud
        .data("DescribeClusterTaskResult", "requestId=" + requestId)
        .get("status")
        .textValue();
  }

  @Test
  void machinesThatCannotBeAddedAreNamedWithTheReason() {
    String id = cloud.cluster(1);
    assertEquals(
        "{\"requestId\":11334,\"succInstanceIds\":[\"ins-xxx\"],\"faliInstanceIds\":[{\"instanceId\":\"ins-09dx96dg\",\"message\":\"cvm"
            + " status error\"},{\"instanceId\":\"ins-nowhere\",\"message\":\"does not exist\"}]}",
        cloud
            .data(
                "AddClusterInstancesFromExistedCvm",
                "clusterId="
                    + id
                    + "&instanceIds.0=ins-nowhere&instanceIds.1=ins-xxx"
                    + "&instanceIds.2=ins-09dx96dg")
            .toString());
    cloud.rest();
    JsonNode none =
        cloud.data(
            "AddClusterInstancesFromExistedCvm",
            "clusterId=" + id + "&instanceIds.0=ins-nowhere&password=abc12345");
    assertTrue(none.get("succInstanceIds").isNull(), none::toString);
    assertEquals("fail", cloud.task(none));
  }

  @Test
  void aMachineHasAPasswordOrAKeyAndNotAnyPassword() {
    String id = cloud.cluster(1);
    String add = "clusterId=" + id + "&instanceIds.0=ins-xxxx";
    String wrong =
        "4000 InvalidParameter.PasswordNotConformSpecs password is not acceptable; allowed is 8 to"
            + " 16 characters of at least two of letters, digits and the signs"
            + " ()`~!@#$%^&*-+=|{}[]:;'<>,.?/";
    for (String password :
        List.of("abc1234", "abcdefgh", "12345678", "()()()()", "abc123 45", "abcdefgh123456789")) {
      assertEquals(
          wrong,
          cloud.refusal("AddClusterInstancesFromExistedCvm", add + "&password=" + password),
          password);
      assertEquals(
          wrong, cloud.refusal("CreateCluster", Cloud.ORDER + "&goodsNum=1&password=" + password));
    }
    assertEquals(
        "4000 InvalidParameter (10000)password and keyId cannot be given together",
        cloud.refusal(
            "AddClusterInstancesFromExistedCvm", add + "&password=abc12345&keyId=skey-xxxxxxxx"));
    assertEquals(
        "4000 InvalidParameter (10000)keyId skey-no does not exist",
        cloud.refusal("AddClusterInstancesFromExistedCvm", add + "&keyId=skey-no"));
    assertFalse(
        cloud
            .data("AddClusterInstancesFromExistedCvm", add + "&password=abc(123)")
            .get("succInstanceIds")
            .isNull());
    String cause = cloud.loop.look(sight -> sight.world().clusters().allNodes().toString()).join();
    assertFalse(cause.contains("abc(123)"), "passwords are forgotten");
  }

  @Test
  void theMachinesOfTheNetworkAreListedWithWhatKeepsThemOut() {
    String id = cloud.cluster(1);
    JsonNode all = cloud.data("DescribeExistedCvmForAddClusterInstances", "clusterId=" + id);
    assertEquals(9, all.get("totalCount").intValue());
    assertFalse(
        texts(all.get("deviceList"), "instanceId").contains("ins-78j5at62"), "another network");
    assertEquals(
        "{\"totalCount\":1,\"deviceList\":[{\"instanceName\":\"broken-1\",\"lanIp\":\"10.0.8.5\",\"wanIp\":\"\",\"instanceId\":\"ins-09dx96dg\",\"instanceCreateTime\":\"2016-06-06"
            + " 02:00:00\",\"usable\":false,\"unusableReason\":\"cvm status error\"}]}",
        cloud
            .data(
                "DescribeExistedCvmForAddClusterInstances",
                "clusterId=" + id + "&instanceName=roke")
            .toString());
    assertEquals(
        List.of("already in Cluster"),
        texts(
            cloud
                .data(
                    "DescribeExistedCvmForAddClusterInstances",
                    "clusterId=" + id + "&ip=10.0.0.4&instanceIds.0=" + node(id))
                .get("deviceList"),
            "unusableReason"));
    assertEquals(
        List.of("true", "true"),
        texts(
            cloud
                .data(
                    "DescribeExistedCvmForAddClusterInstances", "clusterId=" + id + "&ip=198.18.8")
                .get("deviceList"),
            "usable"));
  }

  @Test
  void labelsArePutOnNodesBesideThoseTheyHave() {
    String id = cloud.cluster(1);
    assertEquals(
        "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\"}",
        cloud.text(
            "ModifyClusterNodeLabel",
            "clusterId="
                + id
                + "&instanceId="
                + node(id)
                + "&labels.0.key=foo&labels.0.value=bar"
                + "&labels.1.key=example.com/foo2&labels.1.value=bar2&labels.2.key=bare"));
    JsonNode labels = nodes(id).at("/0/labels");
    assertEquals("bar", labels.get("foo").textValue());
    assertEquals("bar2", labels.get("example.com/foo2").textValue());
    assertEquals("", labels.get("bare").textValue());
    assertEquals("my-app", labels.get("qcloud").textValue());
    String label = "clusterId=" + id + "&instanceId=" + node(id);
    assertEquals(
        "4000 InvalidParameter (10010)labels is required",
        cloud.refusal("ModifyClusterNodeLabel", label));
    for (String wrong : List.of("key=-a", "key=a b", "key=a/b/c", "key=a&labels.0.value=b_")) {
      assertTrue(
          cloud
              .refusal("ModifyClusterNodeLabel", label + "&labels.0." + wrong)
              .startsWith("4000 InvalidParameter (10000)labels.0."),
          wrong);
    }
    assertEquals(
        "5000 ResourceNotFound instanceId ins-xxx is no node of " + id,
        cloud.refusal(
            "ModifyClusterNodeLabel", "clusterId=" + id + "&instanceId=ins-xxx&labels.0.key=a"));
  }

  @Test
  void nodesAreClosedAndDrained() {
    String id = cloud.cluster(2);
    String node = node(id);
    String service =
        "clusterId="
            + id
            + "&serviceName=web&replicas=4&accessType=None"
            + "&containers.0.containerName=web&containers.0.image=nginx";
    cloud.data("CreateClusterService", service);
    cloud.rest();
    assertEquals(
        "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\",\"data\":null}",
        cloud.text(
            "ModifyClusterNodeSchedulable",
            "clusterId=" + id + "&InstanceIds.0=" + node + "&unschedulable=1"));
    assertTrue(nodes(id).at("/0/unschedulable").booleanValue());
    cloud.data("ModifyClusterNodeSchedulable", "clusterId=" + id + "&instanceIds.0=" + node);
    assertFalse(nodes(id).at("/0/unschedulable").booleanValue());
    String drain = "ClusterId=" + id + "&InstanceId=" + node;
    JsonNode rehearsed = cloud.data("DrainClusterNode", drain);
    assertEquals(2, rehearsed.get("Pods").size());
    assertEquals("default", rehearsed.at("/Pods/0/Namespace").textValue());
    assertEquals("10.0.0.4", rehearsed.at("/Pods/0/NodeIp").textValue());
    assertFalse(nodes(id).at("/0/unschedulable").booleanValue(), "a rehearsal changes nothing");
    assertEquals(rehearsed, cloud.data("DrainClusterNode", drain + "&DryRun=0"));
    cloud.rest();
    assertEquals(0, cloud.data("DrainClusterNode", drain).get("Pods").size());
    assertEquals(
        4,
        cloud
            .data("DescribeServiceInstance", "clusterId=" + id + "&serviceName=web")
            .get("totalCount")
            .intValue());
    assertEquals(
        "5000 ResourceNotFound instanceId ins-xxx is no node of " + id,
        cloud.refusal("DrainClusterNode", "ClusterId=" + id + "&InstanceId=ins-xxx&DryRun=1"));
  }

  private long instancesOn(String cluster, String address) {
    return texts(
            cloud
                .data("DescribeServiceInstance", "clusterId=" + cluster + "&serviceName=web")
                .get("instances"),
            "nodeIp")
        .stream()
        .filter(address::equals)
        .count();
  }

  private void scale(String cluster, int replicas) {
    cloud.data(
        "ModifyServiceReplicas", "clusterId=" + cluster + "&serviceName=web&scaleTo=" + replicas);
    cloud.rest();
  }

  /// Scenario L: nothing new comes to a closed node, what is there stays until it is drained and is
  /// replaced elsewhere then, and the node is used again once it is open (kubectl cordon, drain and
  /// uncordon of 1.10).
  @Test
  void aNodeIsClosedDrainedAndOpenedAgain() {
    String id = cloud.cluster(3);
    String address = nodes(id).at("/0/lanIp").textValue();
    cloud.data(
        "CreateClusterService",
        "clusterId="
            + id
            + "&serviceName=web&replicas=6&containers.0.containerName=web&containers.0.image=nginx");
    cloud.rest();
    String ids = "clusterId=" + id + "&instanceIds.0=" + node(id);
    cloud.data("ModifyClusterNodeSchedulable", ids + "&unschedulable=1");
    scale(id, 12);
    assertEquals(2, instancesOn(id, address), "they stay, and none comes");

    cloud.data("DrainClusterNode", "ClusterId=" + id + "&InstanceId=" + node(id) + "&DryRun=0");
    JsonNode told =
        cloud.data("DescribeServiceEvent", "clusterId=" + id + "&serviceName=web").get("eventList");
    assertFalse(told.toString().contains("Eviction"), "the eviction API leaves no event");
    cloud.rest();
    assertEquals(0, instancesOn(id, address));
    JsonNode service = cloud.data("DescribeClusterService", "clusterId=" + id).at("/services/0");
    assertEquals(12, service.get("currentReplicas").intValue());
    assertEquals("Normal", service.get("status").textValue());
    assertTrue(nodes(id).at("/0/unschedulable").booleanValue());

    cloud.data("ModifyClusterNodeSchedulable", ids + "&unschedulable=0");
    scale(id, 15);
    assertEquals(3, instancesOn(id, address), "where there were fewest");
  }
}
