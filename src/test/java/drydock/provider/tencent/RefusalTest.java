package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.engine.LoopObserver;
import drydock.engine.Pace;
import drydock.engine.Storage;
import drydock.engine.WorldConfig;
import drydock.engine.WorldLoop;
import drydock.log.EventCodec;
import drydock.log.MemoryEventLog;
import drydock.provider.tencent.cluster.ClusterActions;
import drydock.provider.tencent.registry.RegistryActions;
import drydock.provider.tencent.service.ServiceActions;
import drydock.server.ProfileFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every built action over a real world, fed with requests that are mostly wrong.
class RefusalTest {

  private static final int REQUESTS = 10_000;

  private static final List<String> SERVICE =
      List.of("replicas", "accessType", "containers.0.containerName", "containers.0.image");

  private static final String CLUSTER =
      "clusterName=test&clusterCIDR=172.16.0.0/16&zoneId=100001&goodsNum=3&cpu=4&mem=8&osName=ubuntu16.04.1"
          + " LTSx86_64"
          + "&bandwidthType=PayByHour&bandwidth=1&vpcId=vpc-8e0ypm3z&subnetId=subnet-3lzrkspo&isVpcGateway=0"
          + "&rootSize=20&storageSize=0";

  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "1",
          "3",
          "-1",
          "99999999999999999999",
          "true",
          "x",
          "web",
          "default",
          "nginx:1.0",
          "tencentyun/foo",
          "tencentyun/foo:v1",
          "keep_last_nums",
          "taglist",
          "(((a*)*)*)*{1000}",
          "None",
          "Gt",
          "Recreate",
          "ap-guangzhou",
          "容器",
          "a\u0000b",
          "%",
          "'; drop table event; --",
          "../../etc/passwd",
          "x".repeat(5_000),
          "172.16.0.0/16",
          "999.1.1.1/99",
          "11333",
          "desc",
          "[]",
          "{}",
          "null",
          "1e9",
          " 1");

  private WorldLoop loop;
  private final List<Action> actions = new ArrayList<>();
  private final Random random = new Random(42);

  @BeforeEach
  void start() throws Exception {
    var log = new MemoryEventLog();
    var config =
        new WorldConfig(
            "main",
            1,
            ProfileFile.read("instant"),
            new Pace.Wish(Pace.Mode.MANUAL, 0),
            () -> Instant.parse("2026-11-21T00:00:00Z"));
    loop = WorldLoop.start(config, new Storage(log, log, log, new EventCodec()), LoopObserver.NONE);
    var backend = new Backend(loop);
    actions.addAll(ClusterActions.all(backend, "1.10.5"));
    actions.addAll(ServiceActions.all(backend));
    actions.addAll(RegistryActions.all(backend));
  }

  @AfterEach
  void stop() {
    loop.close();
  }

  @Test
  void aRefusedRequestLeavesNoEventWhateverItHolds() throws Exception {
    String cluster = cluster();
    int refused = 0;
    for (int i = 0; i < REQUESTS; i++) {
      Action action = actions.get(random.nextInt(actions.size()));
      long before = position();
      boolean accepted = accepted(action, request(cluster));
      if (!accepted) {
        refused++;
        assertEquals(before, position(), action.name());
      }
    }
    assertTrue(refused > REQUESTS / 2, "too few of the requests were wrong: " + refused);
    assertTrue(loop.ready());
  }

  private String cluster() throws Exception {
    Map<String, String> fields = new TreeMap<>();
    for (String field : CLUSTER.split("&", -1)) {
      fields.put(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1));
    }
    Action create =
        actions.stream()
            .filter(each -> each.name().equals("CreateCluster"))
            .findFirst()
            .orElseThrow();
    assertTrue(accepted(create, fields));
    return loop.look(sight -> sight.world().clusters().list().iterator().next().id())
        .get(10, TimeUnit.SECONDS);
  }

  /// Some of what the action takes, right or wrong, and some that it does not know.
  private Map<String, String> request(String cluster) {
    Map<String, String> fields = new TreeMap<>();
    if (random.nextInt(8) > 0) {
      fields.put("clusterId", cluster);
    }
    if (random.nextInt(4) > 0) {
      fields.put("serviceName", "web" + random.nextInt(3));
    }
    if (random.nextInt(2) == 0) {
      fields.put("replicas", "2");
      fields.put("scaleTo", Integer.toString(random.nextInt(5)));
      fields.put("image", "nginx:" + random.nextInt(3));
      fields.put("containers.0.containerName", "web");
      fields.put("containers.0.image", "nginx");
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      fields.put(name(), VALUES.get(random.nextInt(VALUES.size())));
    }
    return fields;
  }

  private String name() {
    List<Parameter> declared = List.of();
    while (declared.isEmpty()) {
      declared = actions.get(random.nextInt(actions.size())).parameters().declared();
    }
    String name = declared.get(random.nextInt(declared.size())).name();
    return switch (random.nextInt(6)) {
      case 0 -> name + "." + random.nextInt(3);
      case 1 -> name + ".0.name";
      case 2 -> SERVICE.get(random.nextInt(SERVICE.size()));
      case 3 -> name + "." + Long.MAX_VALUE;
      default -> name;
    };
  }

  private boolean accepted(Action action, Map<String, String> fields) throws Exception {
    return switch (action.parameters().bind(fields)) {
      case Parameters.Bound.Refused _ -> false;
      case Parameters.Bound.Accepted(var arguments) -> {
        var call = new Call(action.name(), Credentials.development(), Region.DEFAULT, arguments);
        Answer answer = action.call(call).toCompletableFuture().get(10, TimeUnit.SECONDS);
        yield !(answer instanceof Answer.Refused);
      }
    };
  }

  private long position() throws Exception {
    return loop.look(sight -> sight.world().position()).get(10, TimeUnit.SECONDS);
  }
}
