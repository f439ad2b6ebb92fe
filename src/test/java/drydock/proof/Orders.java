package drydock.proof;

import com.fasterxml.jackson.databind.JsonNode;
import drydock.kernel.Cause;
import drydock.proof.Receipts.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// Commands of one client, each noted with what it was answered.
record Orders(ApiClient client, Receipts receipts) {

  private static final int SUCCESS = 0;
  private static final int INTERNAL_ERROR = 6000;

  static final Map<String, String> CLUSTER =
      Map.ofEntries(
          Map.entry("clusterName", "proof"),
          Map.entry("clusterCIDR", "172.16.0.0/14"),
          Map.entry("goodsNum", "10"),
          Map.entry("osName", "ubuntu16.04.1 LTSx86_64"),
          Map.entry("vpcId", "vpc-8e0ypm3z"),
          Map.entry("subnetId", "subnet-3lzrkspo"),
          Map.entry("zoneId", "100001"),
          Map.entry("cpu", "4"),
          Map.entry("mem", "8"),
          Map.entry("bandwidthType", "PayByHour"),
          Map.entry("bandwidth", "1"),
          Map.entry("isVpcGateway", "0"),
          Map.entry("rootSize", "20"),
          Map.entry("storageSize", "0"));

  /// Sends a command and notes the answer. It must be unlike any other.
  ///
  /// @return the answer, which may be a refusal
  /// @throws IOException if there was none
  JsonNode give(String action, Map<String, String> parameters) throws IOException {
    var command = new Cause.Command(action, "development", new TreeMap<>(parameters));
    try {
      JsonNode answer = client.call(action, parameters);
      receipts.note(
          command,
          switch (answer.get("code").intValue()) {
            case SUCCESS -> Answer.ACKNOWLEDGED;
            case INTERNAL_ERROR -> Answer.UNKNOWN;
            default -> Answer.REFUSED;
          });
      return answer;
    } catch (IOException lost) {
      receipts.note(command, Answer.UNKNOWN);
      throw lost;
    }
  }

  /// A cluster of ten nodes; where nothing takes time it is there at once.
  String cluster() throws IOException {
    return give("CreateCluster", CLUSTER).at("/data/clusterId").textValue();
  }

  boolean acknowledged(String action, Map<String, String> parameters) throws IOException {
    return give(action, parameters).get("code").intValue() == SUCCESS;
  }
}
