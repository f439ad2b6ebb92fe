package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.ClusterCommand;
import drydock.cluster.Node;
import drydock.cluster.NodeEvent;
import drydock.fault.FaultCommand;
import drydock.fault.FaultEvent;
import drydock.fault.FaultKind;
import drydock.fault.Orders;
import drydock.kernel.Cause;
import drydock.kernel.Decision;
import drydock.kernel.Event;
import drydock.kernel.Recorded;
import drydock.service.Exposure;
import drydock.service.ReplicaEvent;
import drydock.service.ServiceCommand;
import drydock.service.ServiceEvent;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import drydock.task.TaskEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a fault does has the fault as its cause, from its first effect to the last.
class FaultCauseTest {

  private final Sandbox sandbox = new Sandbox("instant", 1);
  private final String cluster = sandbox.cluster(2);

  private String start(Orders fault) {
    return ((Decision.Accepted) sandbox.ask(fault.order())).events().getFirst().subject();
  }

  private void end(String fault) {
    sandbox.ask(new FaultCommand.End(fault));
  }

  private void run(long seconds) {
    sandbox.run(Duration.ofSeconds(seconds));
  }

  private void createBalanced(String name) {
    ServiceSpec plain = Sandbox.spec(name, 2);
    var open = new Exposure(Exposure.Type.LOAD_BALANCER, List.of(), null);
    sandbox.ask(
        new ServiceCommand.Create(
            new ServiceId(cluster, "default", name),
            new ServiceSpec("", 2, plain.strategy(), 0, open, plain.template())));
  }

  /// What nothing but the fault brings about in a world where nothing fails by itself.
  private static List<Class<? extends Event>> effects(FaultKind kind) {
    return switch (kind) {
      case NODE_BOOT_FAILURE, OUT_OF_STOCK -> List.of(NodeEvent.BootFailed.class);
      case NODE_DOWN ->
          List.of(
              NodeEvent.KubeletStopped.class,
              NodeEvent.ReadinessLost.class,
              ReplicaEvent.Lost.class,
              NodeEvent.PodsEvicted.class,
              NodeEvent.KubeletReturned.class);
      case NODE_FLAPPING, ZONE_OUTAGE ->
          List.of(
              NodeEvent.KubeletStopped.class,
              NodeEvent.ReadinessLost.class,
              ReplicaEvent.Lost.class,
              NodeEvent.KubeletReturned.class);
      case MEMORY_PRESSURE, DISK_PRESSURE ->
          List.of(
              NodeEvent.PressureBegan.class,
              NodeEvent.ReclaimAttempted.class,
              ReplicaEvent.Evicted.class,
              NodeEvent.PressureEased.class);
      case IMAGE_MISSING, REGISTRY_DOWN -> List.of(ReplicaEvent.PullFailed.class);
      case SLOW_PULL, SLOW_TERMINATION -> List.of(ReplicaEvent.Delayed.class);
      case START_FAILURE -> List.of(ReplicaEvent.ContainerEnded.class);
      case CRASH_LOOP, OOM, LIVENESS_FAILURE ->
          List.of(ReplicaEvent.ContainerEnded.class, ReplicaEvent.Diverted.class);
      case NEVER_READY -> List.of(ReplicaEvent.Diverted.class);
      case TASK_STUCK, TASK_LATE, TASK_FAILED -> List.of(TaskEvent.Settled.class);
      case BALANCER_FAILURE -> List.of(ServiceEvent.BalancerFailed.class);
      case BALANCER_LATE ->
          List.of(ServiceEvent.BalancerDelayed.class, ServiceEvent.BalancerCreated.class);
    };
  }

  /// Each kind meets all its occasions: what runs when it begins, a node and a service that are
  /// made while it lasts, and replicas that stop.
  private String story(FaultKind kind) {
    Orders always = Orders.of(kind);
    String id =
        start(
            kind == FaultKind.NODE_DOWN
                ? always.often(null, 2)
                : kind == FaultKind.CRASH_LOOP ? always.with("afterSeconds", 450) : always);
    sandbox.ask(new ClusterCommand.AddNodes(cluster, Sandbox.order(1)));
    createBalanced("api");
    run(400);
    sandbox.ask(new ServiceCommand.Scale(new ServiceId(cluster, "default", "web"), 1));
    sandbox.ask(new ServiceCommand.Scale(new ServiceId(cluster, "default", "api"), 3));
    run(310);
    end(id);
    return id;
  }

  @ParameterizedTest
  @EnumSource
  void whatNothingElseBringsAboutHasTheFaultAsItsCause(FaultKind kind) {
    createBalanced("web");
    int before = sandbox.history.size();
    String id = story(kind);
    List<Recorded> since = sandbox.history.subList(before, sandbox.history.size());
    var cause = new Cause.Fault(id);
    for (Class<? extends Event> effect : effects(kind)) {
      assertTrue(
          since.stream().anyMatch(each -> effect.isInstance(each.event())),
          () -> kind + " leads to no " + effect.getSimpleName());
    }
    for (Recorded each : since) {
      boolean told =
          each.event() instanceof FaultEvent.Struck
              || each.event() instanceof FaultEvent.Reached
              || each.event() instanceof FaultEvent.Released;
      if (told || effects(kind).contains(each.event().getClass())) {
        assertEquals(cause, each.cause(), each::toString);
      }
    }
  }

  /// What is late by a fault has it as its cause when it comes at last.
  @Test
  void whatComesLateComesByTheFault() {
    assertLate(FaultKind.SLOW_PULL, ReplicaEvent.Pulled.class);
    assertLate(FaultKind.SLOW_TERMINATION, ReplicaEvent.Removed.class);
    assertLate(FaultKind.BALANCER_LATE, ServiceEvent.BalancerCreated.class);
    assertLate(FaultKind.TASK_LATE, TaskEvent.Settled.class);
  }

  private static void assertLate(FaultKind kind, Class<? extends Event> late) {
    var other = new FaultCauseTest();
    String id = other.start(Orders.of(kind).with("seconds", 30));
    other.createBalanced("web");
    other.sandbox.ask(new ClusterCommand.AddNodes(other.cluster, Sandbox.order(1)));
    other.run(100);
    other.sandbox.ask(new ServiceCommand.Scale(new ServiceId(other.cluster, "default", "web"), 0));
    other.run(100);
    List<Recorded> found =
        other.sandbox.history.stream().filter(each -> late.isInstance(each.event())).toList();
    assertFalse(found.isEmpty(), () -> "no " + late);
    assertEquals(new Cause.Fault(id), found.getLast().cause(), () -> "" + found.getLast());
  }

  private Node node(int which) {
    return List.copyOf(sandbox.world.clusters().nodes(cluster)).get(which);
  }

  /// A node that comes and goes is off for longer when its machine goes down meanwhile.
  @Test
  void aMachineThatIsKeptDownDoesNotComeBackBefore() {
    String flapping =
        start(Orders.of(FaultKind.NODE_FLAPPING).with("downSeconds", 100).with("upSeconds", 10));
    run(50);
    String down = start(Orders.of(FaultKind.NODE_DOWN));
    run(3_600);
    assertTrue(node(0).health().down(), "whyever it was away at first");
    end(down);
    assertFalse(node(0).health().silent());
    run(110);
    assertTrue(node(0).health().silent(), "the other one goes on");
    end(flapping);
    assertFalse(node(0).health().silent());
  }

  /// A machine that goes down and up again meanwhile does not bring a node back before its time.
  @Test
  void aNodeThatComesAndGoesIsNotBackBefore() {
    start(Orders.of(FaultKind.NODE_FLAPPING).with("downSeconds", 100).with("upSeconds", 10));
    run(50);
    end(start(Orders.of(FaultKind.NODE_DOWN)));
    run(49);
    assertTrue(node(0).health().silent());
    run(1);
    assertFalse(node(0).health().silent());
  }

  /// A fault that comes and goes meanwhile does not end what has another reason.
  @Test
  void aNodeThatIsAwayByItselfComesBackByItself() {
    var outages = new Sandbox("outages", 1);
    String its = outages.cluster(3);
    Node away = null;
    for (int i = 0; i < 100_000 && away == null; i++) {
      outages.run(Duration.ofSeconds(1));
      for (Node each : outages.world.clusters().nodes(its)) {
        away = each.health().hasOwnOutage() ? each : away;
      }
    }
    assertTrue(away != null, "no node failed");
    var fault = (Decision.Accepted) outages.ask(Orders.of(FaultKind.NODE_DOWN).order());
    outages.ask(new FaultCommand.End(fault.events().getFirst().subject()));
    assertTrue(outages.world.clusters().node(away.id()).health().silent());
    outages.run(Duration.between(outages.world.now(), away.health().silence().returnsAt()));
    assertFalse(outages.world.clusters().node(away.id()).health().silent());
    Recorded back =
        outages.history.stream()
            .filter(each -> each.event() instanceof NodeEvent.KubeletReturned)
            .toList()
            .getLast();
    assertEquals(new Cause.Time(), back.cause());
  }
}
