package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The actions of clusters as a client meets them.
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
        "4000 InvalidParameter (10000)clusterVersion 9.9 is not offered; allowed are [1.4.6,"
            + " 1.7.8, 1.8.13, 1.10.5]",
        cloud.refusal("CreateEmptyCluster", empty + "&clusterVersion=9.9"));
    assertEquals(
        "4000 InvalidParameter (10000)masterSubnetId subnet-xxxx is not in vpc-8e0ypm3z",
        cloud.refusal("CreateEmptyCluster", empty + "&masterSubnetId=subnet-xxxx"));
  }
}
