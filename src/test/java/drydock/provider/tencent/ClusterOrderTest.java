package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What may be ordered: the rules of CreateCluster and AddClusterInstances.
class ClusterOrderTest {
  private static final String ONE = Cloud.ORDER + "&goodsNum=1";

  private final Cloud cloud = new Cloud("instant");

  @AfterEach
  void close() {
    cloud.close();
  }

  /// The order with some of it changed; the last of two that are named alike counts.
  private String refusal(String changes) {
    return cloud.refusal("CreateCluster", ONE + "&" + changes);
  }

  private JsonNode node(String cluster) {
    return cloud.data("DescribeClusterInstances", "clusterId=" + cluster).at("/nodes/0");
  }

  private String made(String changes) {
    return cloud.data("CreateCluster", ONE + "&" + changes).get("clusterId").textValue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zoneId=100009|4000 InvalidParameter.InvaildZoneId zoneId 100009 does not exist",
        "zoneId=100002|4000 InvalidParameter (10000)subnetId subnet-3lzrkspo is in zone 100001 and"
            + " not in 100002",
        "subnetId=subnet-no|4000 InvalidParameter (10000)subnetId subnet-no does not exist",
        "subnetId=subnet-xxxx|4000 InvalidParameter (10000)subnetId subnet-xxxx is not in"
            + " vpc-8e0ypm3z",
        "vpcId=vpc-no|4000 InvalidParameter (10000)vpcId vpc-no does not exist in ap-guangzhou;"
            + " allowed are [vpc-8e0ypm3z, vpc-xxxx, vpc-large001]",
        "vpcId=vpc-2l4k8q0d|4000 InvalidParameter (10000)vpcId vpc-2l4k8q0d does not exist in"
            + " ap-guangzhou; allowed are [vpc-8e0ypm3z, vpc-xxxx, vpc-large001]",
        "osName=windows|4000 InvalidParameter (10000)osName windows is not offered; allowed are"
            + " [ubuntu16.04.1 LTSx86_64, centos7.2x86_64]",
        "keyId=skey-no|4000 InvalidParameter (10000)keyId skey-no does not exist",
        "sgId=sg-no|4000 InvalidParameter (10000)sgId sg-no does not exist",
        "clusterVersion=1.2.4|4000 InvalidParameter (10000)clusterVersion 1.2.4 is not offered;"
            + " allowed are [1.4.6, 1.7.8, 1.8.13, 1.10.5]",
        "rootSize=19|4000 InvalidParameter (10000)rootSize is \"19\"; allowed is a whole number"
            + " from 20 to 50",
        "rootSize=51|4000 InvalidParameter (10000)rootSize is \"51\"; allowed is a whole number"
            + " from 20 to 50",
        "storageSize=15|4000 InvalidParameter (10000)storageSize is \"15\"; allowed is a whole"
            + " number from 0 to 16000 in steps of 10",
        "goodsNum=101|4000 InvalidParameter (10000)goodsNum is \"101\"; allowed is a whole number"
            + " from 1 to 100",
        "goodsNum=21|4400 LimitExceeded Quota run out: 20 nodes a cluster, 0 in use",
        "isVpcGateway=1&bandwidth=0|4000 InvalidParameter (10000)isVpcGateway 1 needs a public"
            + " address: bandwidth above 0 and wanIp not 0",
        "isVpcGateway=1&wanIp=0|4000 InvalidParameter (10000)isVpcGateway 1 needs a public address:"
            + " bandwidth above 0 and wanIp not 0",
        "cvmType=PayByMonth&bandwidthType=PayByMonth|4000 InvalidParameter (10010)period is"
            + " required when cvmType is PayByMonth",
        "cvmType=PayByMonth&period=1|4000 InvalidParameter (10000)bandwidthType PayByHour goes only"
            + " with cvmType PayByHour",
        "bandwidthType=PayByMonth|4000 InvalidParameter (10000)bandwidthType PayByMonth goes only"
            + " with cvmType PayByMonth",
        "clusterCIDR=172.16.0.1/16|4000 InvalidParameter (10000)clusterCIDR 172.16.0.1/16 is not a"
            + " block a.b.c.d/m with a mask of 10 to 24",
        "clusterCIDR=172.16.0.0/25|4000 InvalidParameter (10000)clusterCIDR 172.16.0.0/25 is not a"
            + " block a.b.c.d/m with a mask of 10 to 24",
        "password=abc12345&keyId=skey-xxxxxxxx|4000 InvalidParameter (10000)password and keyId"
            + " cannot be given together"
      })
  void whatCannotBeHadIsRefusedWithItsNameAndWhatIsAllowed(String changes, String refusal) {
    assertEquals(refusal, refusal(changes));
  }

  @ParameterizedTest
  @CsvSource({
    "sh, vpc-2l4k8q0d, subnet-9b6t0w4r, 200002, ap-shanghai-2",
    "bj, vpc-5t1n8b3j, subnet-2w8f5b1j, 800001, ap-beijing-1",
    "hk, vpc-6h9k2x4g, subnet-4d0v7h3k, 300001, ap-hongkong-1",
    "ap-singapore, vpc-1s7g3p5n, subnet-8m3z6s9g, 900001, ap-singapore-1",
    "ca, vpc-0c4a8y2t, subnet-1r5q9c2a, 400001, na-toronto-1"
  })
  void aClusterCanBeHadInEachRegionOfTheDocument(
      String region, String vpc, String subnet, String zone, String name) {
    String place = "Region=%s&vpcId=%s&subnetId=%s&zoneId=%s".formatted(region, vpc, subnet, zone);
    assertEquals(name, node(made(place)).get("zone").textValue());
  }

  @Test
  void prepaidNodesHaveAnEnd() {
    JsonNode node =
        node(made("cvmType=PayByMonth&period=2&bandwidthType=PayByTraffic&wanIp=0&mem=16"));
    assertEquals(1, node.get("cvmPayMode").intValue());
    assertEquals(2, node.get("networkPayMode").intValue());
    assertEquals("2026-03-01 08:00:00", node.get("instanceDeadlineTime").textValue());
    assertEquals("", node.get("wanIp").textValue());
    assertEquals(16, node.get("mem").intValue());
  }

  @Test
  void aBlockMayNotOverlapTheNetworkNorAnotherClusterUnlessThatIsWanted() {
    String first = cloud.cluster(1);
    assertEquals(
        "4000 ConflictWithOtherClusterCIDR (-10013)clusterCIDR 172.16.0.0/16 overlaps"
            + " 172.16.0.0/16 of "
            + first,
        refusal(""));
    assertEquals(
        "4000 ConflictWithVpcCIDR clusterCIDR 10.0.0.0/14 overlaps 10.0.0.0/16 of vpc-8e0ypm3z",
        refusal("clusterCIDR=10.0.0.0/14"));
    assertEquals(
        refusal(""),
        cloud.refusal("CheckClusterCIDR", "vpcId=vpc-8e0ypm3z&clusterCIDR=172.16.0.0/16"));
    assertTrue(
        cloud
            .refusal("CheckClusterCIDR", "vpcId=vpc-8e0ypm3z&clusterCIDR=10.0.64.0/20")
            .startsWith("4000 ConflictWithVpcCIDR "));
    assertEquals(
        "4000 InvalidParameter (10000)vpcId vpc-no does not exist",
        cloud.refusal("CheckClusterCIDR", "vpcId=vpc-no&clusterCIDR=172.16.0.0/16"));
    assertEquals(
        "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\"}",
        cloud.text("CheckClusterCIDR", "vpcId=vpc-8e0ypm3z&clusterCIDR=172.17.0.0/16"));
    made("ignoreClusterCIDRConflict=1");
    made("ignoreClusterCidrConflict=1&clusterCIDR=10.0.0.0/14");
    assertEquals(
        "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\"}",
        cloud.text("CheckClusterCIDR", "vpcId=vpc-xxxx&clusterCIDR=172.16.0.0/16"),
        "another network does not mind");
  }

  @Test
  void anAccountHasFiveClustersAndAClusterTwentyNodes() {
    String first = cloud.cluster(20);
    for (int i = 1; i < 5; i++) {
      made("clusterCIDR=172." + (16 + i) + ".0.0/16");
    }
    assertEquals(
        "4400 LimitExceeded Quota run out: 5 clusters an account",
        refusal("clusterCIDR=172.30.0.0/16"));
    assertEquals(
        "4400 LimitExceeded Quota run out: 20 nodes a cluster, 20 in use",
        cloud.refusal("AddClusterInstances", ONE + "&clusterId=" + first));
    assertEquals(
        "4400 LimitExceeded Quota run out: 20 nodes a cluster, 20 in use",
        cloud.refusal(
            "AddClusterInstancesFromExistedCvm",
            "clusterId=" + first + "&instanceIds.0=ins-xxxxxx"));
  }

  @Test
  void nodesThatAreAddedCanChangeWhatTheClusterIsFor() {
    String id = cloud.cluster(1);
    JsonNode added =
        cloud.data(
            "AddClusterInstances",
            ONE
                + "&clusterId="
                + id
                + "&clusterDesc=more&zoneId=100002&subnetId=subnet-7h2m5x1c&expandInstanceNum=0");
    assertEquals(1, added.get("instanceIds").size());
    cloud.rest();
    JsonNode cluster = cloud.data("DescribeCluster", "").at("/clusters/0");
    assertEquals("more", cluster.get("description").textValue());
    assertEquals(2, cluster.get("nodeNum").intValue());
    assertEquals(8, cluster.get("totalCpu").intValue());
  }
}
