package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The actions of clusters, nodes and namespaces as a client meets them.
class ClusterActionsTest {
  private final Cloud cloud = new Cloud("realistic");

  @AfterEach
  void close() {
    cloud.close();
  }

  private JsonNode cluster(String id) {
    return cloud.data("DescribeCluster", "clusterIds.0=" + id).at("/clusters/0");
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
    assertEquals("Running", cluster(id).get("status").textValue());
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
            + " ()`~!@#$%^&*-+=|{}[]:;'<>,.?/ (text)";
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

  @Test
  void namespacesComeAndGo() {
    String id = cloud.cluster(1);
    assertEquals(
        "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\"}",
        cloud.text("CreateClusterNamespace", "clusterId=" + id + "&name=tst&description=test"));
    JsonNode listed = cloud.data("DescribeClusterNameSpaces", "clusterId=" + id);
    assertEquals(3, listed.get("totalCount").intValue());
    assertEquals(List.of("default", "kube-system", "tst"), texts(listed.get("namespaces"), "name"));
    assertTrue(
        listed
            .at("/namespaces/2")
            .toString()
            .startsWith(
                "{\"name\":\"tst\",\"status\":\"Active\",\"description\":\"test\",\"createdAt\":\"2026-"));
    cloud.data("ModifyNamespaceDescription", "clusterId=" + id + "&name=tst&description=other");
    cloud.data(
        "CreateClusterService",
        "clusterId="
            + id
            + "&serviceName=web&namespace=tst&replicas=1&accessType=None"
            + "&containers.0.containerName=web&containers.0.image=nginx");
    cloud.rest();
    assertEquals(
        "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\"}",
        cloud.text("DeleteClusterNamespace", "clusterId=" + id + "&names.0=tst"));
    JsonNode ending =
        cloud.data("DescribeClusterNamespaces", "clusterId=" + id).at("/namespaces/2");
    assertEquals("Terminating", ending.get("status").textValue());
    assertEquals("other", ending.get("description").textValue());
    cloud.rest();
    assertEquals(
        2, cloud.data("DescribeClusterNameSpaces", "clusterId=" + id).get("totalCount").intValue());
  }

  @Test
  void namespacesThatCannotBeAreRefused() {
    String id = cloud.cluster(1);
    cloud.data("CreateClusterNamespace", "clusterId=" + id + "&name=tst&description=test");
    assertTrue(
        cloud
            .refusal("CreateClusterNamespace", "clusterId=" + id + "&name=tst&description=again")
            .startsWith("5100 InternalError.ResourceExistAlready "));
    assertEquals(
        "4000 InvalidParameter (10000)names: default cannot be deleted",
        cloud.refusal("DeleteClusterNamespace", "clusterId=" + id + "&names.0=default"));
    assertEquals(
        "5000 ResourceNotFound names tst2 is no namespace of " + id,
        cloud.refusal("DeleteClusterNamespace", "clusterId=" + id + "&names.0=tst&names.1=tst2"));
    assertTrue(
        cloud
            .refusal("CreateClusterNamespace", "clusterId=" + id + "&name=Tst&description=x")
            .startsWith("4000 InvalidParameter (10000)name is \"Tst\"; allowed is small letters"));
    assertEquals(
        "4000 InvalidParameter (10010)description is required",
        cloud.refusal("CreateClusterNamespace", "clusterId=" + id + "&name=a"));
  }

  @Test
  void theCredentialOfAClusterFollowsFromItsWorld() throws Exception {
    String id = cloud.cluster(1);
    JsonNode told = cloud.data("DescribeClusterSecurityInfo", "clusterId=" + id);
    assertEquals("admin", told.get("userName").textValue());
    assertTrue(told.get("password").textValue().matches("[A-Za-z0-9]{32}"));
    assertEquals("", told.get("clusterExternalEndpoint").textValue());
    String pem = told.get("certificationAuthority").textValue();
    var authority =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    authority.verify(authority.getPublicKey());
    assertEquals("CN=" + id, authority.getSubjectX500Principal().getName());
    assertTrue(authority.getBasicConstraints() >= 0, "it may sign others");
    assertEquals(told, cloud.data("DescribeClusterSecurityInfo", "clusterId=" + id));
    try (var same = new Cloud("realistic")) {
      assertEquals(told, same.data("DescribeClusterSecurityInfo", "clusterId=" + same.cluster(1)));
    }
    String other =
        cloud
            .data(
                "CreateEmptyCluster", "clusterName=e&clusterCIDR=172.20.0.0/16&vpcId=vpc-8e0ypm3z")
            .get("clusterId")
            .textValue();
    JsonNode its = cloud.data("DescribeClusterSecurityInfo", "clusterId=" + other);
    assertNotEquals(told.get("password"), its.get("password"));
    assertNotEquals(pem, its.get("certificationAuthority").textValue());
  }

  @Test
  void theEndpointAppearsWhereClientsLookForIt() {
    String id = cloud.cluster(1);
    assertTrue(cluster(id).get("clusterExternalEndpoint").isNull());
    String open = "clusterId=" + id + "&operation=Create";
    JsonNode first = cloud.data("OperateClusterVip", open);
    assertEquals("running", cloud.task(first));
    assertTrue(cluster(id).get("clusterExternalEndpoint").isNull(), "not yet");
    assertTrue(cloud.refusal("OperateClusterVip", open).startsWith("5100 ProcessAlreadyRunning "));
    cloud.rest();
    assertEquals("succ", cloud.task(first));
    assertEquals("succ", cloud.task(cloud.data("OperateClusterVip", open)), "a client asks twice");
    assertEquals("https://198.19.0.1", cluster(id).get("clusterExternalEndpoint").textValue());
    assertEquals(1, cluster(id).get("openHttps").intValue());
    assertEquals(
        "https://198.19.0.1",
        cloud
            .data("DescribeClusterSecurityInfo", "clusterId=" + id)
            .get("clusterExternalEndpoint")
            .textValue());
    cloud.data("OperateClusterVip", "clusterId=" + id + "&operation=Delete");
    cloud.rest();
    assertTrue(cluster(id).get("clusterExternalEndpoint").isNull());
    cloud.data("ModifyClusterAttributes", "clusterId=" + id + "&openHttps=1");
    cloud.rest();
    assertEquals(1, cluster(id).get("openHttps").intValue());
  }

  @Test
  void aClusterIsRenamed() {
    String id = cloud.cluster(1);
    assertEquals(
        "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\"}",
        cloud.text("ModifyClusterAttributes", "clusterId=" + id + "&clusterName=n&clusterDesc=d"));
    cloud.data("ModifyProjectId", "clusterId=" + id + "&projectId=77");
    assertEquals("n", cluster(id).get("clusterName").textValue());
    assertEquals("d", cluster(id).get("description").textValue());
    assertEquals(77, cluster(id).get("projectId").intValue());
    assertEquals(
        "4000 InvalidParameter (10000)one of clusterName and clusterDesc and openHttps is required",
        cloud.refusal("ModifyClusterAttributes", "clusterId=" + id));
    assertEquals(
        "-16009 InternalError.ClusterNotFound clusterId cls-no does not exist",
        cloud.refusal("ModifyProjectId", "clusterId=cls-no&projectId=1"));
  }

  @Test
  void aClusterWithoutNodesIsMade() {
    JsonNode made =
        cloud.data(
            "CreateEmptyCluster",
            "clusterCIDR=172.21.0.0/16&clusterName=test&clusterVersion=1.8.13&vpcId=vpc-8e0ypm3z"
                + "&projectId=0&subnetId=subnet-3lzrkspo&osName=CentOS7.2x86_64");
    String id = made.get("clusterId").textValue();
    assertEquals("Creating", cluster(id).get("status").textValue());
    cloud.rest();
    assertEquals("succ", cloud.task(made));
    JsonNode cluster = cluster(id);
    assertEquals("Running", cluster.get("status").textValue());
    assertEquals(0, cluster.get("nodeNum").intValue());
    assertEquals("AllNormal", cluster.get("nodeStatus").textValue());
    assertEquals("1.8.13", cluster.get("k8sVersion").textValue());
    assertEquals("subnet-3lzrkspo", cluster.get("masterLbSubnetId").textValue());
    cloud.data("AddClusterInstancesFromExistedCvm", "clusterId=" + id + "&instanceIds.0=ins-xxxx");
    cloud.rest();
    assertEquals("CentOS Linux 7 (Core)", nodes(id).at("/0/osImage").textValue());
    assertEquals(1, nodes(id).at("/0/cvmPayMode").intValue(), "prepaid");
    String empty = "clusterName=e&clusterCIDR=172.22.0.0/16&vpcId=vpc-8e0ypm3z";
    assertEquals(
        "4000 InvalidParameter (10000)clusterVersion 9.9 is not offered; allowed are [1.7.8,"
            + " 1.8.13, 1.10.5]",
        cloud.refusal("CreateEmptyCluster", empty + "&clusterVersion=9.9"));
    assertEquals(
        "4000 InvalidParameter (10000)masterSubnetId subnet-xxxx is not in vpc-8e0ypm3z",
        cloud.refusal("CreateEmptyCluster", empty + "&masterSubnetId=subnet-xxxx"));
  }
}
