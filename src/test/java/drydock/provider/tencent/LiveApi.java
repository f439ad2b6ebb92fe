package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import drydock.engine.LoopObserver;
import drydock.engine.Pace;
import drydock.engine.Storage;
import drydock.engine.WorldConfig;
import drydock.engine.WorldLoop;
import drydock.log.EventCodec;
import drydock.log.LogUnavailable;
import drydock.log.MemoryEventLog;
import drydock.provider.tencent.cluster.ClusterActions;
import drydock.provider.tencent.service.ServiceActions;
import drydock.server.ProfileFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The whole API on loopback over a world of its own, whose clock is moved by hand. Requests are
/// written as `name=value, name=value`.
final class LiveApi implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String CLUSTER =
      "clusterName=test, zoneId=100001, cpu=4, mem=8, osName=ubuntu16.04.1 LTSx86_64,"
          + " bandwidthType=PayByHour, bandwidth=1, vpcId=vpc-8e0ypm3z, subnetId=subnet-3lzrkspo,"
          + " isVpcGateway=0, rootSize=20, storageSize=0";

  private final WorldLoop loop;
  private final ApiServer server;

  LiveApi(String profile) {
    var log = new MemoryEventLog();
    var config =
        new WorldConfig(
            "main",
            1,
            ProfileFile.read(profile),
            new Pace.Wish(Pace.Mode.MANUAL, 0),
            () -> Instant.parse("2026-11-21T00:00:00Z"));
    try {
      loop =
          WorldLoop.start(config, new Storage(log, log, log, new EventCodec()), LoopObserver.NONE);
    } catch (LogUnavailable e) {
      throw new AssertionError(e);
    }
    var backend = new Backend(loop);
    List<Action> actions = new ArrayList<>(ClusterActions.all(backend, "1.10.5"));
    actions.addAll(ServiceActions.all(backend));
    server = new ApiServer(ApiServer.Setup.usual().open(), actions.toArray(Action[]::new));
  }

  JsonNode call(String action, String given) {
    Map<String, String> fields = new TreeMap<>(Binder.fields(given));
    fields.put("Action", action);
    try {
      return JSON.readTree(server.post(fields));
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
    long before = position();
    JsonNode answer = call(action, given);
    assertNotEquals(0, answer.get("code").intValue(), () -> action + " " + given);
    assertNotEquals(6000, answer.get("code").intValue(), answer::toString);
    assertEquals(before, position(), () -> action + " " + given);
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

  private int clusters;

  long position() {
    return loop.look(sight -> sight.world().position()).join();
  }

  void pass(Duration time) {
    loop.advance(time, false).join();
  }

  /// Lets time pass until nothing is in progress any more.
  void rest() {
    loop.advance(Duration.ofHours(2), true).join();
  }

  @Override
  public void close() {
    server.close();
    loop.close();
  }
}
