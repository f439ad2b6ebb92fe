package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The whole API over a world in memory, whose clock is moved by hand.
final class Cloud implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// A cluster as a client orders it, but for the number of its nodes.
  static final String ORDER =
      "clusterName=test&clusterCIDR=172.16.0.0/16&zoneId=100001&cpu=4&mem=8&osName=ubuntu16.04.1"
          + " LTSx86_64&bandwidthType=PayByHour&bandwidth=1&vpcId=vpc-8e0ypm3z"
          + "&subnetId=subnet-3lzrkspo&isVpcGateway=0&rootSize=20&storageSize=0";

  final WorldLoop loop;
  private final ApiServer server;

  Cloud(String profile) {
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

  /// The answer as it stands on the wire.
  String text(String action, String parameters) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : parameters.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    fields.put("Action", action);
    return server.post(fields);
  }

  JsonNode ask(String action, String parameters) {
    try {
      return JSON.readTree(text(action, parameters));
    } catch (JsonProcessingException broken) {
      throw new AssertionError(broken);
    }
  }

  /// What is answered to what must succeed.
  JsonNode data(String action, String parameters) {
    JsonNode answer = ask(action, parameters);
    assertEquals("Success", answer.get("codeDesc").textValue(), answer::toString);
    return answer.path("data");
  }

  /// The code and words of a refusal, which leaves no event.
  String refusal(String action, String parameters) {
    long before = position();
    JsonNode answer = ask(action, parameters);
    assertEquals(before, position(), action);
    return answer.get("code").intValue()
        + " "
        + answer.get("codeDesc").textValue()
        + " "
        + answer.get("message").textValue();
  }

  private long position() {
    return loop.look(sight -> sight.world().position()).join();
  }

  /// Lets time pass until nothing is in progress.
  void rest() {
    assertTrue(loop.advance(Duration.ofDays(1), true).join().idle());
  }

  /// A running cluster of so many nodes.
  String cluster(int nodes) {
    String id = data("CreateCluster", ORDER + "&goodsNum=" + nodes).get("clusterId").textValue();
    rest();
    return id;
  }

  /// How the task stands that an answer tells of.
  String task(JsonNode data) {
    return data("DescribeClusterTaskResult", "requestId=" + data.get("requestId").intValue())
        .get("status")
        .textValue();
  }

  @Override
  public void close() {
    server.close();
    loop.close();
  }
}
