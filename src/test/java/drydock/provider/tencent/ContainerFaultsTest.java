package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.fault.FaultKind;
import drydock.fault.Orders;
import drydock.fault.Scope;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What clients of the API see of faults of containers and their images, and that they are over
/// when the fault is.
class ContainerFaultsTest {

  private static final String RUNNING = "Running  restarts 0 ready 1";

  private final FaultyCluster cloud = new FaultyCluster();

  @AfterEach
  void close() {
    cloud.close();
  }

  @AfterAll
  static void everyKindWasSeen() {
    assertEquals(Set.of(), FaultyCluster.unseen(EnumSet.of(Scope.CONTAINER, Scope.REPLICA)));
  }

  @Test
  void anImageThatIsMissingIsTriedAgainUntilItIsThere() {
    String fault = cloud.start(Orders.of(FaultKind.IMAGE_MISSING).where("image", "nginx:1.9"));
    cloud.create("nginx:1.9", 1, "");
    assertEquals("Waiting ImagePullBackOff restarts 0 ready 0", cloud.shown());
    assertTrue(cloud.told().contains("manifest for nginx:1.9 not found"), cloud::told);
    cloud.end(fault);
    assertEquals("Waiting ImagePullBackOff restarts 0 ready 0", cloud.shown());
    cloud.pass(10);
    assertEquals(RUNNING, cloud.shown());
  }

  @Test
  void aRegistryThatIsDownLetsAllPullsFail() {
    String fault = cloud.start(FaultKind.REGISTRY_DOWN);
    cloud.create("nginx:1.9", 1, "");
    cloud.pass(60);
    assertEquals("Waiting ImagePullBackOff restarts 0 ready 0", cloud.shown());
    assertTrue(cloud.told().contains("Client.Timeout exceeded"), cloud::told);
    cloud.end(fault);
    cloud.pass(300);
    assertEquals(RUNNING, cloud.shown());
  }

  @Test
  void aSlowPullIsThereLaterOrWhenTheFaultEnds() {
    String fault = cloud.start(Orders.of(FaultKind.SLOW_PULL).with("seconds", 120));
    cloud.create("nginx:1.9", 4, "");
    cloud.pass(119);
    assertEquals(0, cloud.service().get("currentReplicas").intValue());
    cloud.pass(1);
    assertEquals(4, cloud.service().get("currentReplicas").intValue());
    cloud.delete();
    cloud.pass(60);
    cloud.create("nginx:1.8", 4, "");
    cloud.pass(60);
    assertEquals(0, cloud.service().get("currentReplicas").intValue());
    cloud.end(fault);
    assertEquals(4, cloud.service().get("currentReplicas").intValue());
  }

  @Test
  void aContainerThatCannotBeStartedIsTriedAgain() {
    String fault = cloud.start(FaultKind.START_FAILURE);
    cloud.create("nginx:1.9", 1, "");
    cloud.pass(1);
    assertEquals("Waiting CrashLoopBackOff restarts 1 ready 0", cloud.shown());
    assertTrue(cloud.told().contains("RunContainerError"), cloud::told);
    cloud.end(fault);
    cloud.pass(10);
    assertEquals("Running  restarts 2 ready 1", cloud.shown());
  }

  @Test
  void aCrashLoopReachesWhatRuns() {
    cloud.create("nginx:1.9", 1, "");
    assertEquals(RUNNING, cloud.shown());
    String fault =
        cloud.start(Orders.of(FaultKind.CRASH_LOOP).with("exitCode", 3).with("afterSeconds", 2));
    cloud.pass(1);
    assertEquals(RUNNING, cloud.shown());
    cloud.pass(10);
    assertEquals("Waiting CrashLoopBackOff restarts 1 ready 0", cloud.shown());
    assertEquals("Abnormal", cloud.service().get("status").textValue());
    cloud.end(fault);
    cloud.pass(60);
    assertEquals("Running  restarts 2 ready 1", cloud.shown());
    cloud.pass(3600);
    assertEquals("Running  restarts 2 ready 1", cloud.shown());
  }

  @Test
  void aCrashThatIsUnderWayIsCalledOffWhenTheFaultEnds() {
    cloud.create("nginx:1.9", 1, "");
    String fault = cloud.start(Orders.of(FaultKind.CRASH_LOOP).with("afterSeconds", 60));
    cloud.pass(30);
    cloud.end(fault);
    cloud.pass(3600);
    assertEquals(RUNNING, cloud.shown());
  }

  @Test
  void aContainerIsKilledForItsMemoryWhateverItsLimit() {
    cloud.create("nginx:1.9", 1, "");
    String fault = cloud.start(Orders.of(FaultKind.OOM).with("afterSeconds", 5));
    cloud.pass(5);
    assertEquals("Running  restarts 1 ready 1", cloud.shown());
    cloud.pass(6);
    assertEquals("Waiting CrashLoopBackOff restarts 1 ready 0", cloud.shown());
    cloud.end(fault);
    cloud.pass(20);
    assertEquals("Running  restarts 2 ready 1", cloud.shown());
  }

  @Test
  void aReplicaIsNotReadyUntilTheFaultEnds() {
    cloud.create("nginx:1.9", 1, "");
    String fault = cloud.start(FaultKind.NEVER_READY);
    assertEquals("NotReady container not ready restarts 0 ready 0", cloud.shown());
    cloud.scale(3);
    cloud.pass(600);
    assertEquals(0, cloud.service().get("currentReplicas").intValue());
    cloud.end(fault);
    assertEquals(RUNNING, cloud.shown());
    assertEquals(3, cloud.service().get("currentReplicas").intValue());
  }

  @Test
  void aReadinessCheckNoticesThatAReplicaIsNotReadyAndThatItIsAgain() {
    cloud.create(
        "nginx:1.9",
        1,
        ", containers.0.healthCheck.0.type=readyCheck,"
            + " containers.0.healthCheck.0.checkMethod=methodTcp,"
            + " containers.0.healthCheck.0.port=80, containers.0.healthCheck.0.intervalTime=10,"
            + " containers.0.healthCheck.0.unhealthNum=3");
    cloud.pass(1);
    assertEquals(RUNNING, cloud.shown());
    String fault = cloud.start(FaultKind.NEVER_READY);
    assertEquals(RUNNING, cloud.shown());
    cloud.pass(40);
    assertEquals("NotReady container not ready restarts 0 ready 0", cloud.shown());
    cloud.end(fault);
    assertEquals("NotReady container not ready restarts 0 ready 0", cloud.shown());
    cloud.pass(20);
    assertEquals(RUNNING, cloud.shown());
  }

  @Test
  void aLivenessCheckThatFailsRestartsAContainer() {
    cloud.create("nginx:1.9", 1, "");
    String fault = cloud.start(FaultKind.LIVENESS_FAILURE);
    cloud.pass(120);
    int restarts = cloud.instances().get(0).get("restartCount").intValue();
    assertTrue(restarts >= 2, cloud::shown);
    assertTrue(cloud.told().contains("liveness"), cloud::told);
    cloud.end(fault);
    cloud.pass(400);
    restarts = cloud.instances().get(0).get("restartCount").intValue();
    cloud.pass(3600);
    assertEquals("Running  restarts " + restarts + " ready 1", cloud.shown());
  }

  @Test
  void aReplicaThatStopsSlowlyStaysUntilTheFaultEnds() {
    cloud.create("nginx:1.9", 1, "");
    String fault = cloud.start(Orders.of(FaultKind.SLOW_TERMINATION).with("seconds", 600));
    cloud.scale(0);
    cloud.pass(599);
    assertEquals("Terminating  restarts 0 ready 0", cloud.shown());
    cloud.end(fault);
    assertEquals(0, cloud.instances().size());
  }
}
