package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import drydock.fault.FaultCommand;
import drydock.fault.Orders;
import drydock.log.HistoryDigest;
import drydock.world.World;
import java.time.Duration;
import java.util.function.Function;

/// The whole API over a world of its own, as tests speak to it that ask one thing after the other.
/// Requests are written as `name=value, name=value`.
final class LiveApi implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String CLUSTER =
      "clusterName=test, zoneId=100001, cpu=4, mem=8, osName=ubuntu16.04.1 LTSx86_64,"
          + " bandwidthType=PayByHour, bandwidth=1, vpcId=vpc-8e0ypm3z, subnetId=subnet-3lzrkspo,"
          + " isVpcGateway=0, rootSize=20, storageSize=0";

  private final Stage stage;
  private int clusters;

  LiveApi(String profile) {
    stage = Stage.empty(profile);
  }

  JsonNode call(String action, String given) {
    try {
      return JSON.readTree(stage.ask(action, Binder.fields(given)));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /// What an action answers that has to succeed.
  JsonNode succeed(String action, String given) {
    JsonNode answer = call(action, given);
    assertEquals("0  Success", code(answer) + " " + text(answer, "codeDesc"), answer::toString);
    return answer;
  }

  JsonNode data(String action, String given) {
    return succeed(action, given).get("data");
  }

  /// The refusal of a request that has to be refused and to leave no trace.
  String refused(String action, String given) {
    HistoryDigest before = digest();
    JsonNode answer = call(action, given);
    assertNotEquals(0, answer.get("code").intValue(), () -> action + " " + given);
    assertNotEquals(6000, answer.get("code").intValue(), answer::toString);
    assertEquals(before, digest(), () -> action + " " + given);
    return code(answer);
  }

  private static String code(JsonNode answer) {
    return answer.get("code").asText() + " " + text(answer, "message");
  }

  private static String text(JsonNode answer, String field) {
    return answer.get(field).textValue();
  }

  /// A cluster whose nodes are there.
  String cluster(int nodes) {
    String block = "172." + (16 + clusters++) + ".0.0/16";
    String id =
        data("CreateCluster", CLUSTER + ", goodsNum=" + nodes + ", clusterCIDR=" + block)
            .get("clusterId")
            .textValue();
    rest();
    return id;
  }

  /// Starts a fault.
  ///
  /// @return its id
  String start(Orders fault) {
    return stage.order(fault.order()).getFirst().subject();
  }

  void end(String fault) {
    stage.order(new FaultCommand.End(fault));
  }

  <T> T look(Function<World, T> query) {
    return stage.look(query);
  }

  HistoryDigest digest() {
    return stage.digest();
  }

  void pass(Duration time) {
    stage.pass(time, false);
  }

  /// Lets time pass until nothing is in progress any more.
  void rest() {
    stage.pass(Duration.ofHours(2), true);
  }

  @Override
  public void close() {
    stage.close();
  }
}
