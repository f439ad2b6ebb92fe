package drydock.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/// The fields that answers of the real service had when they were captured. Each of them is read by
/// some client; more do no harm.
enum Captured {
  CLUSTER(
      """
      clusterCIDR clusterExternalEndpoint clusterId clusterName createdAt description k8sVersion
      masterLbSubnetId nodeNum nodeStatus openHttps os projectId region regionId status totalCpu
      totalMem unVpcId updatedAt vpcId\
      """),
  NODE(
      """
      abnormalReason cpu createdAt cvmPayMode cvmState instanceCreateTime instanceDeadlineTime
      instanceId instanceName instanceType isNormal kernelVersion labels lanIp mem networkPayMode
      osImage podCidr unschedulable wanIp zone zoneId\
      """),
  LISTED_SERVICE(
      """
      accessType createdAt currentReplicas desiredReplicas externalIp labels lbId lbStatus namespace
      reasonMap serviceIp serviceName srcReasonMap status sysLabels userLabels\
      """),
  SERVICE(LISTED_SERVICE.fields + " serviceDesc regionId subnetId selector volumes portMappings"),
  CONTAINER(
      """
      arguments command containerName cpu envs image liveProbe memory privileged readyProbe unHubId
      volumeMounts workingDir\
      """),
  INSTANCE(
      """
      name status reason srcReason ip restartCount readyCount nodeName nodeIp createdAt
      containers\
      """),
  RUNNING_CONTAINER("name containerId status reason image");

  private final String fields;

  Captured(String fields) {
    this.fields = fields;
  }

  /// Holds against an answer of today.
  void assertIn(JsonNode answer) {
    List<String> missing =
        Stream.of(fields.split("\\s+")).filter(field -> !answer.has(field)).toList();
    assertEquals(List.of(), missing, answer::toPrettyString);
  }
}
