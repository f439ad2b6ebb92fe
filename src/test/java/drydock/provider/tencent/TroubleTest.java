package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import drydock.engine.LoopObserver;
import drydock.engine.Pace;
import drydock.engine.Storage;
import drydock.engine.WorldConfig;
import drydock.engine.WorldLoop;
import drydock.log.EventCodec;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What clients are shown of instances that do not just run, in the service's own words.
class TroubleTest {

  private static final String READY_CHECK =
      "containers.0.healthCheck.0.type=readyCheck&containers.0.healthCheck.0.checkMethod=methodTcp"
          + "&containers.0.healthCheck.0.port=80";

  private static final String LIVE_CHECK = READY_CHECK.replace("readyCheck", "liveCheck");

  private WorldLoop loop;
  private final List<Action> actions = new ArrayList<>();
  private String cluster;

  @BeforeEach
  void start() throws Exception {
    start("instant");
  }

  private void start(String profile) throws Exception {
    var log = new MemoryEventLog();
    var config =
        new WorldConfig(
            "main",
            1,
            ProfileFile.read(profile),
            new Pace.Wish(Pace.Mode.MANUAL, 0),
            () -> Instant.parse("2026-11-21T00:00:00Z"));
    loop = WorldLoop.start(config, new Storage(log, log, log, new EventCodec()), LoopObserver.NONE);
    var backend = new Backend(loop);
    actions.clear();
    actions.addAll(ClusterActions.all(backend, "1.10.5"));
    actions.addAll(ServiceActions.all(backend));
    String order =
        "clusterName=test&clusterCIDR=172.16.0.0/16&zoneId=100001&goodsNum=3&cpu=4&mem=8"
            + "&osName=ubuntu16.04.1 LTSx86_64&bandwidthType=PayByHour&bandwidth=1"
            + "&vpcId=vpc-8e0ypm3z&subnetId=subnet-3lzrkspo&isVpcGateway=0&rootSize=20"
            + "&storageSize=0";
    cluster = data("CreateCluster", order).get("clusterId").textValue();
  }

  @AfterEach
  void stop() {
    loop.close();
  }

  private JsonNode answer(String action, String query) throws Exception {
    Map<String, String> fields = new TreeMap<>();
    for (String field : query.split("&", -1)) {
      fields.put(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1));
    }
    Action asked =
        actions.stream().filter(each -> each.name().equals(action)).findFirst().orElseThrow();
    var bound = (Parameters.Bound.Accepted) asked.parameters().bind(fields);
    var call = new Call(action, Credentials.development(), Region.DEFAULT, bound.arguments());
    Answer answer = asked.call(call).toCompletableFuture().get(10, TimeUnit.SECONDS);
    return PhpJson.MAPPER.valueToTree(answer);
  }

  private JsonNode data(String action, String query) throws Exception {
    return answer(action, query).get("data");
  }

  private JsonNode of(String action) throws Exception {
    return data(action, "clusterId=" + cluster + "&serviceName=web");
  }

  private void create(int replicas, String image, String... more) throws Exception {
    String query =
        "clusterId=%s&serviceName=web&replicas=%d&containers.0.containerName=web&containers.0.image=%s"
            .formatted(cluster, replicas, image);
    answer("CreateClusterService", more.length == 0 ? query : query + "&" + String.join("&", more));
  }

  private void run(int seconds) throws Exception {
    loop.advance(Duration.ofSeconds(seconds), false).get(10, TimeUnit.SECONDS);
  }

  private JsonNode service() throws Exception {
    return data("DescribeClusterService", "clusterId=" + cluster).at("/services/0");
  }

  private JsonNode instance() throws Exception {
    return of("DescribeServiceInstance").at("/instances/0");
  }

  /// Status, reasons and counts of the one instance, and the same of its container.
  private String shown() throws Exception {
    JsonNode instance = instance();
    JsonNode container = instance.at("/containers/0");
    return "%s %s %s restarts %d ready %d / %s %s"
        .formatted(
            instance.get("status").textValue(),
            instance.get("reason").textValue(),
            instance.get("srcReason").textValue(),
            instance.get("restartCount").intValue(),
            instance.get("readyCount").intValue(),
            container.get("status").textValue(),
            container.get("reason").textValue());
  }

  /// The document's example of DescribeServiceInstance.
  @Test
  void anInstanceWhoseContainerCrashesWaitsForItsRestart() throws Exception {
    create(1, "drydock/crash");
    assertEquals("Waiting 容器进程崩溃 CrashLoopBackOff restarts 1 ready 0 / Waiting 容器进程崩溃", shown());
    assertTrue(
        instance().at("/containers/0/containerId").textValue().matches("[0-9a-f]{64}"),
        instance()::toString);
    assertEquals("Abnormal", service().get("status").textValue());
    assertEquals("{\"容器进程崩溃\":1}", service().get("reasonMap").toString());
    assertEquals("{\"CrashLoopBackOff\":1}", service().get("srcReasonMap").toString());
    assertEquals(0, service().get("currentReplicas").intValue());
    run(2000);
    assertEquals(11, instance().get("restartCount").intValue());
  }

  @Test
  void aRestartMakesAnotherContainer() throws Exception {
    create(1, "drydock/crash-later");
    String before = instance().at("/containers/0/containerId").textValue();
    run(30);
    assertEquals("Running   restarts 1 ready 1 / Running ", shown());
    assertNotEquals(before, instance().at("/containers/0/containerId").textValue());
  }

  @Test
  void reasonsOfOneNameAreCountedTogether() throws Exception {
    create(2, "drydock/memory-hog", "containers.0.memory=64");
    run(20);
    assertEquals("Normal", service().get("status").textValue());
    run(20);
    assertEquals("{\"容器进程崩溃\":2}", service().get("reasonMap").toString());
  }

  @Test
  void memoryBeyondTheLimitRestartsTheContainer() throws Exception {
    create(1, "drydock/memory-hog", "containers.0.memory=64", "containers.0.memoryLimits=128");
    run(19);
    assertEquals("Running   restarts 0 ready 1 / Running ", shown());
    run(1);
    assertEquals("Running   restarts 1 ready 1 / Running ", shown());
    run(20);
    assertEquals("Waiting 容器进程崩溃 CrashLoopBackOff restarts 1 ready 0 / Waiting 容器进程崩溃", shown());
  }

  @Test
  void memoryWithoutALimitDoesNot() throws Exception {
    create(1, "drydock/memory-hog");
    run(3600);
    assertEquals("Running   restarts 0 ready 1 / Running ", shown());
  }

  @Test
  void anInstanceThatFailsItsReadyCheckIsNotReady() throws Exception {
    create(1, "drydock/unready-later", READY_CHECK);
    assertEquals("Running   restarts 0 ready 1 / Running ", shown());
    run(82);
    assertEquals("NotReady 容器未就绪 container not ready restarts 0 ready 0 / NotReady 容器未就绪", shown());
    assertEquals("Abnormal", service().get("status").textValue());
    assertEquals(0, service().get("currentReplicas").intValue());
    assertEquals("{\"容器未就绪\":1}", service().get("reasonMap").toString());
  }

  @Test
  void aLiveCheckThatFailsRestarts() throws Exception {
    create(
        1,
        "drydock/unhealthy-later",
        LIVE_CHECK,
        "containers.0.healthCheck.0.intervalTime=5",
        "containers.0.healthCheck.0.unhealthNum=2");
    run(66);
    assertEquals(0, instance().get("restartCount").intValue());
    run(1);
    assertEquals(1, instance().get("restartCount").intValue());
  }

  @Test
  void anUpdateToAnImageThatCrashesCanBeRolledBack() throws Exception {
    create(3, "nginx");
    answer(
        "ModifyClusterServiceImage",
        "clusterId=" + cluster + "&serviceName=web&image=drydock/crash");
    assertEquals("Abnormal", service().get("status").textValue());
    assertEquals("{\"容器运行中\":2,\"容器进程崩溃\":2}", service().get("reasonMap").toString());
    answer("RollBackClusterService", "clusterId=" + cluster + "&serviceName=web");
    assertEquals("Normal", service().get("status").textValue());
    assertEquals("{\"容器运行中\":3}", service().get("reasonMap").toString());
  }

  @Test
  void volumesAreRememberedAndShown() throws Exception {
    create(
        1,
        "nginx",
        "volumes.0.name=logs&volumes.0.volumeType=hostPath&volumes.0.hostPath=/var/log",
        "volumes.1.name=tmp&volumes.1.volumeType=hostPath&volumes.1.hostPath=",
        "volumes.2.name=disk&volumes.2.volumeType=cbsDisk&volumes.2.cbsDiskId=disk-xxxxxxxx",
        "volumes.3.name=shared&volumes.3.volumeType=nfsDisk&volumes.3.nfsPath=10.0.0.9:/exports",
        "containers.0.volumeMounts.0.volumeName=tmp&containers.0.volumeMounts.0.mountPath=/tmp");
    List<String> shown = new ArrayList<>();
    for (JsonNode each : of("DescribeClusterServiceInfo").at("/service/volumes")) {
      shown.add(
          "%s %s [%s] [%s] [%s]"
              .formatted(
                  each.get("name").textValue(),
                  each.get("volumeType").textValue(),
                  each.get("hostPath").textValue(),
                  each.get("cbsDiskId").textValue(),
                  each.get("nfsPath").textValue()));
    }
    assertEquals(
        List.of(
            "logs hostPath [/var/log] [] []",
            "tmp hostPath [] [] []",
            "disk cbsDisk [] [disk-xxxxxxxx] []",
            "shared nfsDisk [] [] [10.0.0.9:/exports]"),
        shown);
  }

  @Test
  void instancesWithTheSameDiskAreOnTheSameNode() throws Exception {
    String disk =
        "volumes.0.name=disk&volumes.0.volumeType=cbsDisk&volumes.0.cbsDiskId=disk-xxxxxxxx";
    create(1, "nginx", disk);
    String node = instance().get("nodeIp").textValue();
    for (String other : List.of("one", "two", "three")) {
      answer(
          "CreateClusterService",
          "clusterId=%s&serviceName=%s&replicas=1&containers.0.containerName=web&containers.0.image=nginx&%s"
              .formatted(cluster, other, disk));
      assertEquals(
          node,
          data("DescribeServiceInstance", "clusterId=" + cluster + "&serviceName=" + other)
              .at("/instances/0/nodeIp")
              .textValue());
    }
  }

  /// Between the end of a container and its first restart some tenths of a second pass.
  @ParameterizedTest
  @CsvSource({
    "drydock/crash-later, Error",
    "drydock/memory-hog, OOMKilled",
    "drydock/completes, Completed"
  })
  void aContainerThatHasJustEndedIsTerminated(String image, String source) throws Exception {
    loop.close();
    start("realistic");
    run(3600);
    create(1, image, "containers.0.memory=64");
    String shown = "";
    for (int i = 0; i < 3600 && !shown.startsWith("Terminated"); i++) {
      loop.advance(Duration.ofMillis(100), false).get(10, TimeUnit.SECONDS);
      shown = shown();
    }
    assertEquals("Terminated 容器进程崩溃 " + source + " restarts 0 ready 0 / Terminated 容器进程崩溃", shown);
  }
}
