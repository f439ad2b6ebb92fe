package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import drydock.fault.FaultKind;
import drydock.fault.Orders;
import drydock.fault.Scope;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What clients of the API see of faults of machines, tasks and load balancers, and that they are
/// over when the fault is.
class CloudFaultsTest {

  private final FaultyCluster cloud = new FaultyCluster();

  @AfterEach
  void close() {
    cloud.close();
  }

  @AfterAll
  static void everyKindWasSeen() {
    assertEquals(
        Set.of(),
        FaultyCluster.unseen(EnumSet.of(Scope.ZONE, Scope.MACHINE, Scope.TASK, Scope.BALANCER)));
  }

  @Test
  void aMachineThatNeverBootsFailsItsTask() {
    String fault = cloud.start(FaultKind.NODE_BOOT_FAILURE);
    int requestId = cloud.grow();
    cloud.pass(1);
    assertEquals("fail 2", cloud.task(requestId) + " " + cloud.nodes());
    cloud.end(fault);
    requestId = cloud.grow();
    cloud.pass(1);
    assertEquals("succ 3", cloud.task(requestId) + " " + cloud.nodes());
  }

  @Test
  void aZoneThatIsOutOfStockSellsNoMachine() {
    String fault = cloud.start(Orders.of(FaultKind.OUT_OF_STOCK).where("zone", "100001"));
    int requestId = cloud.grow();
    assertEquals("fail 2", cloud.task(requestId) + " " + cloud.nodes());
    cloud.end(fault);
    assertEquals("succ 3", cloud.task(cloud.grow()) + " " + cloud.nodes());
  }

  @Test
  void aNodeIsDownUntilTheFaultEnds() {
    cloud.create("nginx:1.9", 4, "");
    String fault = cloud.start(Orders.of(FaultKind.NODE_DOWN).often(null, 2));
    assertEquals("0 4", cloud.abnormal() + " " + cloud.ready());
    cloud.pass(60);
    assertEquals("1 2", cloud.abnormal() + " " + cloud.ready());
    cloud.end(fault);
    cloud.pass(30);
    assertEquals("0 4", cloud.abnormal() + " " + cloud.ready());
    int restarts = 0;
    for (JsonNode each : cloud.instances()) {
      restarts += each.get("restartCount").intValue();
    }
    assertEquals(2, restarts, "those of the machine that was down");
  }

  @Test
  void aNodeComesAndGoesUntilTheFaultEnds() {
    String fault =
        cloud.start(
            Orders.of(FaultKind.NODE_FLAPPING)
                .often(null, 2)
                .with("downSeconds", 100)
                .with("upSeconds", 80));
    cloud.pass(60);
    assertEquals(1, cloud.abnormal());
    cloud.pass(60);
    assertEquals(0, cloud.abnormal());
    cloud.pass(120);
    assertEquals(1, cloud.abnormal());
    cloud.end(fault);
    cloud.pass(20);
    assertEquals(0, cloud.abnormal());
    cloud.pass(3600);
    assertEquals(0, cloud.abnormal());
  }

  @Test
  void aZoneIsOutWithAllThatIsThereAndAllThatComes() {
    String fault = cloud.start(Orders.of(FaultKind.ZONE_OUTAGE).where("zone", "100001"));
    cloud.pass(60);
    assertEquals(2, cloud.abnormal());
    cloud.grow();
    cloud.pass(60);
    assertEquals("3 3", cloud.nodes() + " " + cloud.abnormal());
    cloud.end(fault);
    cloud.pass(30);
    assertEquals(0, cloud.abnormal());
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
    cloud.create("nginx:1.9", 4, "");
    String fault = cloud.start(kind);
    cloud.pass(60);
    assertTrue(cloud.told().contains(message), cloud::told);
    assertTrue(cloud.ready() < 4);
    cloud.end(fault);
    cloud.pass(600);
    assertEquals(4, cloud.ready());
  }

  @Test
  void aTaskIsStuckUntilTheFaultEnds() {
    String fault = cloud.start(FaultKind.TASK_STUCK);
    int requestId = cloud.grow();
    cloud.pass(86_400);
    assertEquals("running 3", cloud.task(requestId) + " " + cloud.nodes());
    cloud.end(fault);
    assertEquals("succ", cloud.task(requestId));
  }

  @Test
  void aTaskIsLateOrDoneWhenTheFaultEnds() {
    String fault = cloud.start(Orders.of(FaultKind.TASK_LATE).with("seconds", 90));
    int requestId = cloud.grow();
    cloud.pass(89);
    assertEquals("running", cloud.task(requestId));
    cloud.pass(1);
    assertEquals("succ", cloud.task(requestId));
    requestId = cloud.grow();
    cloud.pass(10);
    assertEquals("running", cloud.task(requestId));
    cloud.end(fault);
    assertEquals("succ", cloud.task(requestId));
  }

  @Test
  void aTaskIsToldToHaveFailedAlthoughItsWorkIsDone() {
    String fault = cloud.start(FaultKind.TASK_FAILED);
    assertEquals("fail 3", cloud.task(cloud.grow()) + " " + cloud.nodes());
    cloud.end(fault);
    assertEquals("succ 4", cloud.task(cloud.grow()) + " " + cloud.nodes());
  }

  @Test
  void aLoadBalancerThatCannotBeMadeIsTriedAgain() {
    String fault = cloud.start(FaultKind.BALANCER_FAILURE);
    cloud.createBalanced();
    cloud.pass(34);
    assertEquals("Creating ", cloud.lb());
    assertTrue(cloud.told().contains("CreatingLoadBalancerFailed"), cloud::told);
    assertTrue(cloud.told().contains("Error creating load balancer (will retry)"), cloud::told);
    long failed = cloud.effects();
    assertEquals(3, failed, "tries at 0, 5 and 15 s");
    cloud.end(fault);
    assertEquals("Creating ", cloud.lb());
    cloud.pass(1);
    assertTrue(cloud.lb().startsWith("Running 1"), cloud::lb);
  }

  @Test
  void aLoadBalancerIsLateOrThereWhenTheFaultEnds() {
    String fault = cloud.start(Orders.of(FaultKind.BALANCER_LATE).with("seconds", 60));
    cloud.createBalanced();
    cloud.pass(59);
    assertEquals("Creating ", cloud.lb());
    cloud.end(fault);
    assertFalse(cloud.lb().startsWith("Creating"), cloud::lb);
  }
}
