package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import drydock.fault.FaultKind;
import drydock.fault.Orders;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What clients of the API see of each kind of fault, and that it is over when the fault is.
/// Nothing takes time here but what the faults bring.
class FaultEffectsTest {

  private static final String RUNNING = "Running  restarts 0 ready 1";
  private static final Set<FaultKind> SEEN = EnumSet.noneOf(FaultKind.class);

  private final LiveApi api = new LiveApi("instant");
  private String cluster;

  @BeforeEach
  void begin() {
    cluster = api.cluster(2);
  }

  @AfterEach
  void close() {
    api.close();
  }

  @AfterAll
  static void everyKindWasSeen() {
    assertEquals(EnumSet.allOf(FaultKind.class), SEEN);
  }

  private String start(Orders fault) {
    SEEN.add(fault.kind());
    return api.start(fault);
  }

  private String start(FaultKind kind) {
    return start(Orders.of(kind));
  }

  private void create(String image, int replicas, String more) {
    api.data(
        "CreateClusterService",
        "clusterId=%s, serviceName=web, replicas=%d, containers.0.containerName=web, containers.0.image=%s%s"
            .formatted(cluster, replicas, image, more));
  }

  private JsonNode instances() {
    return api.data("DescribeServiceInstance", "clusterId=" + cluster + ", serviceName=web")
        .get("instances");
  }

  /// Status, reason and counts of the first instance.
  private String shown() {
    JsonNode instance = instances().get(0);
    return "%s %s restarts %d ready %d"
        .formatted(
            instance.get("status").textValue(),
            instance.get("srcReason").textValue(),
            instance.get("restartCount").intValue(),
            instance.get("readyCount").intValue());
  }

  private JsonNode service() {
    return api.data("DescribeClusterService", "clusterId=" + cluster).at("/services/0");
  }

  private String told() {
    return api.data("DescribeServiceEvent", "clusterId=" + cluster + ", serviceName=web")
        .get("eventList")
        .toString();
  }

  private void pass(int seconds) {
    api.pass(Duration.ofSeconds(seconds));
  }

  private int grow() {
    return api.data(
            "AddClusterInstances",
            "clusterId=%s, zoneId=100001, cpu=4, mem=8, bandwidthType=PayByHour, bandwidth=1, subnetId=subnet-3lzrkspo, isVpcGateway=0, rootSize=20, storageSize=0, goodsNum=1"
                .formatted(cluster))
        .get("requestId")
        .intValue();
  }

  private String task(int requestId) {
    return api.data("DescribeClusterTaskResult", "requestId=" + requestId)
        .get("status")
        .textValue();
  }

  private int nodes() {
    return api.data("DescribeClusterInstances", "clusterId=" + cluster)
        .get("totalCount")
        .intValue();
  }

  @Test
  void aMachineThatNeverBootsFailsItsTask() {
    String fault = start(FaultKind.NODE_BOOT_FAILURE);
    int requestId = grow();
    pass(1);
    assertEquals("fail 2", task(requestId) + " " + nodes());
    api.end(fault);
    requestId = grow();
    pass(1);
    assertEquals("succ 3", task(requestId) + " " + nodes());
  }

  @Test
  void aZoneThatIsOutOfStockSellsNoMachine() {
    String fault = start(Orders.of(FaultKind.OUT_OF_STOCK).where("zone", "100001"));
    int requestId = grow();
    assertEquals("fail 2", task(requestId) + " " + nodes());
    api.end(fault);
    assertEquals("succ 3", task(grow()) + " " + nodes());
  }

  /// How many nodes of the cluster are not normal.
  private int abnormal() {
    int count = 0;
    for (JsonNode node :
        api.data("DescribeClusterInstances", "clusterId=" + cluster).get("nodes")) {
      count += node.get("isNormal").intValue() == 0 ? 1 : 0;
    }
    return count;
  }

  private int ready() {
    return service().get("currentReplicas").intValue();
  }

  @Test
  void aNodeIsDownUntilTheFaultEnds() {
    create("nginx:1.9", 4, "");
    String fault = start(Orders.of(FaultKind.NODE_DOWN).often(null, 2));
    assertEquals("0 4", abnormal() + " " + ready());
    pass(60);
    assertEquals("1 2", abnormal() + " " + ready());
    api.end(fault);
    pass(30);
    assertEquals("0 4", abnormal() + " " + ready());
    int restarts = 0;
    for (JsonNode each : instances()) {
      restarts += each.get("restartCount").intValue();
    }
    assertEquals(2, restarts, "those of the machine that was down");
  }

  @Test
  void aNodeComesAndGoesUntilTheFaultEnds() {
    String fault =
        start(
            Orders.of(FaultKind.NODE_FLAPPING)
                .often(null, 2)
                .with("downSeconds", 100)
                .with("upSeconds", 80));
    pass(60);
    assertEquals(1, abnormal());
    pass(60);
    assertEquals(0, abnormal());
    pass(120);
    assertEquals(1, abnormal());
    api.end(fault);
    pass(20);
    assertEquals(0, abnormal());
    pass(3600);
    assertEquals(0, abnormal());
  }

  @Test
  void aZoneIsOutWithAllThatIsThereAndAllThatComes() {
    String fault = start(Orders.of(FaultKind.ZONE_OUTAGE).where("zone", "100001"));
    pass(60);
    assertEquals(2, abnormal());
    grow();
    pass(60);
    assertEquals("3 3", nodes() + " " + abnormal());
    api.end(fault);
    pass(30);
    assertEquals(0, abnormal());
  }

  @Test
  void aNodeShortOfMemoryEvictsUntilTheFaultEnds() {
    evicts(FaultKind.MEMORY_PRESSURE, "The node was low on resource: memory.");
  }

  @Test
  void aNodeShortOfDiskEvictsUntilTheFaultEnds() {
    evicts(FaultKind.DISK_PRESSURE, "The node was low on resource: nodefs.");
  }

  private void evicts(FaultKind kind, String message) {
    create("nginx:1.9", 4, "");
    String fault = start(kind);
    pass(60);
    assertTrue(told().contains(message), this::told);
    assertTrue(ready() < 4);
    api.end(fault);
    pass(600);
    assertEquals(4, ready());
  }

  @Test
  void anImageThatIsMissingIsTriedAgainUntilItIsThere() {
    String fault = start(Orders.of(FaultKind.IMAGE_MISSING).where("image", "nginx:1.9"));
    create("nginx:1.9", 1, "");
    assertEquals("Waiting ImagePullBackOff restarts 0 ready 0", shown());
    assertTrue(told().contains("manifest for nginx:1.9 not found"), this::told);
    api.end(fault);
    assertEquals("Waiting ImagePullBackOff restarts 0 ready 0", shown());
    pass(10);
    assertEquals(RUNNING, shown());
  }

  @Test
  void aRegistryThatIsDownLetsAllPullsFail() {
    String fault = start(FaultKind.REGISTRY_DOWN);
    create("nginx:1.9", 1, "");
    pass(60);
    assertEquals("Waiting ImagePullBackOff restarts 0 ready 0", shown());
    assertTrue(told().contains("Client.Timeout exceeded"), this::told);
    api.end(fault);
    pass(300);
    assertEquals(RUNNING, shown());
  }

  @Test
  void aSlowPullIsThereLaterOrWhenTheFaultEnds() {
    String fault = start(Orders.of(FaultKind.SLOW_PULL).with("seconds", 120));
    create("nginx:1.9", 4, "");
    pass(119);
    assertEquals(0, service().get("currentReplicas").intValue());
    pass(1);
    assertEquals(4, service().get("currentReplicas").intValue());
    api.data("DeleteClusterService", "clusterId=" + cluster + ", serviceName=web");
    pass(60);
    create("nginx:1.8", 4, "");
    pass(60);
    assertEquals(0, service().get("currentReplicas").intValue());
    api.end(fault);
    assertEquals(4, service().get("currentReplicas").intValue());
  }

  @Test
  void aContainerThatCannotBeStartedIsTriedAgain() {
    String fault = start(FaultKind.START_FAILURE);
    create("nginx:1.9", 1, "");
    pass(1);
    assertEquals("Waiting CrashLoopBackOff restarts 1 ready 0", shown());
    assertTrue(told().contains("RunContainerError"), this::told);
    api.end(fault);
    pass(10);
    assertEquals("Running  restarts 2 ready 1", shown());
  }

  @Test
  void aCrashLoopReachesWhatRuns() {
    create("nginx:1.9", 1, "");
    assertEquals(RUNNING, shown());
    String fault =
        start(Orders.of(FaultKind.CRASH_LOOP).with("exitCode", 3).with("afterSeconds", 2));
    pass(1);
    assertEquals(RUNNING, shown());
    pass(10);
    assertEquals("Waiting CrashLoopBackOff restarts 1 ready 0", shown());
    assertEquals("Abnormal", service().get("status").textValue());
    api.end(fault);
    pass(60);
    assertEquals("Running  restarts 2 ready 1", shown());
    pass(3600);
    assertEquals("Running  restarts 2 ready 1", shown());
  }

  @Test
  void aCrashThatIsUnderWayIsCalledOffWhenTheFaultEnds() {
    create("nginx:1.9", 1, "");
    String fault = start(Orders.of(FaultKind.CRASH_LOOP).with("afterSeconds", 60));
    pass(30);
    api.end(fault);
    pass(3600);
    assertEquals(RUNNING, shown());
  }

  @Test
  void aContainerIsKilledForItsMemoryWhateverItsLimit() {
    create("nginx:1.9", 1, "");
    String fault = start(Orders.of(FaultKind.OOM).with("afterSeconds", 5));
    pass(5);
    assertEquals("Running  restarts 1 ready 1", shown());
    pass(6);
    assertEquals("Waiting CrashLoopBackOff restarts 1 ready 0", shown());
    api.end(fault);
    pass(20);
    assertEquals("Running  restarts 2 ready 1", shown());
  }

  @Test
  void aReplicaIsNotReadyUntilTheFaultEnds() {
    create("nginx:1.9", 1, "");
    String fault = start(FaultKind.NEVER_READY);
    assertEquals("NotReady container not ready restarts 0 ready 0", shown());
    api.data("ModifyServiceReplicas", "clusterId=" + cluster + ", serviceName=web, scaleTo=3");
    pass(600);
    assertEquals(0, service().get("currentReplicas").intValue());
    api.end(fault);
    assertEquals(RUNNING, shown());
    assertEquals(3, service().get("currentReplicas").intValue());
  }

  @Test
  void aReadinessCheckNoticesThatAReplicaIsNotReadyAndThatItIsAgain() {
    create(
        "nginx:1.9",
        1,
        ", containers.0.healthCheck.0.type=readyCheck,"
            + " containers.0.healthCheck.0.checkMethod=methodTcp,"
            + " containers.0.healthCheck.0.port=80, containers.0.healthCheck.0.intervalTime=10,"
            + " containers.0.healthCheck.0.unhealthNum=3");
    pass(1);
    assertEquals(RUNNING, shown());
    String fault = start(FaultKind.NEVER_READY);
    assertEquals(RUNNING, shown());
    pass(40);
    assertEquals("NotReady container not ready restarts 0 ready 0", shown());
    api.end(fault);
    assertEquals("NotReady container not ready restarts 0 ready 0", shown());
    pass(20);
    assertEquals(RUNNING, shown());
  }

  @Test
  void aLivenessCheckThatFailsRestartsAContainer() {
    create("nginx:1.9", 1, "");
    String fault = start(FaultKind.LIVENESS_FAILURE);
    pass(120);
    int restarts = instances().get(0).get("restartCount").intValue();
    assertTrue(restarts >= 2, this::shown);
    assertTrue(told().contains("liveness"), this::told);
    api.end(fault);
    pass(400);
    restarts = instances().get(0).get("restartCount").intValue();
    pass(3600);
    assertEquals("Running  restarts " + restarts + " ready 1", shown());
  }

  @Test
  void aReplicaThatStopsSlowlyStaysUntilTheFaultEnds() {
    create("nginx:1.9", 1, "");
    String fault = start(Orders.of(FaultKind.SLOW_TERMINATION).with("seconds", 600));
    api.data("ModifyServiceReplicas", "clusterId=" + cluster + ", serviceName=web, scaleTo=0");
    pass(599);
    assertEquals("Terminating  restarts 0 ready 0", shown());
    api.end(fault);
    assertEquals(0, instances().size());
  }

  @Test
  void aTaskIsStuckUntilTheFaultEnds() {
    String fault = start(FaultKind.TASK_STUCK);
    int requestId = grow();
    pass(86_400);
    assertEquals("running 3", task(requestId) + " " + nodes());
    api.end(fault);
    assertEquals("succ", task(requestId));
  }

  @Test
  void aTaskIsLateOrDoneWhenTheFaultEnds() {
    String fault = start(Orders.of(FaultKind.TASK_LATE).with("seconds", 90));
    int requestId = grow();
    pass(89);
    assertEquals("running", task(requestId));
    pass(1);
    assertEquals("succ", task(requestId));
    requestId = grow();
    pass(10);
    assertEquals("running", task(requestId));
    api.end(fault);
    assertEquals("succ", task(requestId));
  }

  @Test
  void aTaskIsToldToHaveFailedAlthoughItsWorkIsDone() {
    String fault = start(FaultKind.TASK_FAILED);
    assertEquals("fail 3", task(grow()) + " " + nodes());
    api.end(fault);
    assertEquals("succ 4", task(grow()) + " " + nodes());
  }

  private void createBalanced() {
    create(
        "nginx:1.9",
        1,
        ", accessType=LoadBalancer, portMappings.0.lbPort=80, portMappings.0.containerPort=80,"
            + " portMappings.0.protocol=TCP");
  }

  @Test
  void aLoadBalancerThatCannotBeMadeIsTriedAgain() {
    String fault = start(FaultKind.BALANCER_FAILURE);
    createBalanced();
    pass(34);
    assertEquals("Creating ", lb());
    assertTrue(told().contains("CreatingLoadBalancerFailed"), this::told);
    assertTrue(told().contains("Error creating load balancer (will retry)"), this::told);
    long failed = api.look(world -> world.faults().list().iterator().next().effects());
    assertEquals(3, failed, "tries at 0, 5 and 15 s");
    api.end(fault);
    assertEquals("Creating ", lb());
    pass(1);
    assertTrue(lb().startsWith("Running 1"), this::lb);
  }

  private String lb() {
    return service().get("lbStatus").textValue() + " " + service().get("externalIp").textValue();
  }

  @Test
  void aLoadBalancerIsLateOrThereWhenTheFaultEnds() {
    String fault = start(Orders.of(FaultKind.BALANCER_LATE).with("seconds", 60));
    createBalanced();
    pass(59);
    assertEquals("Creating ", lb());
    api.end(fault);
    assertFalse(lb().startsWith("Creating"), this::lb);
  }
}
