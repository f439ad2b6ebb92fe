package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.NodeEvent;
import drydock.fault.FaultCommand;
import drydock.fault.FaultEvent;
import drydock.fault.FaultKind;
import drydock.fault.Orders;
import drydock.fault.Outbreak;
import drydock.kernel.Cause;
import drydock.kernel.Decision;
import drydock.kernel.Event;
import drydock.kernel.Recorded;
import drydock.log.StateCodec;
import drydock.service.Container;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How often faults strike, what they strike, and when they do not: the same for all kinds.
class FaultStoryTest {

  private Sandbox sandbox = new Sandbox("instant", 1);
  private String cluster = sandbox.cluster(3);

  private String start(Orders fault) {
    return ((Decision.Accepted) sandbox.ask(fault.order())).events().getFirst().subject();
  }

  private void end(String fault) {
    sandbox.ask(new FaultCommand.End(fault));
  }

  private Outbreak fault(String id) {
    return sandbox.world.faults().find(id);
  }

  private void run(long seconds) {
    sandbox.run(Duration.ofSeconds(seconds));
  }

  private long readyOf(ServiceId id) {
    return sandbox.world.services().fleet(id).total().ready();
  }

  private <E extends Event> List<E> events(Class<E> type) {
    return sandbox.history.stream()
        .map(Recorded::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /// It keeps what it struck of a service that is gone until that is gone, too, and does not take
  /// it for a part of another service of that name.
  @Test
  void aServiceOfTheSameNameIsAnother() {
    sandbox = new Sandbox("realistic", 1);
    cluster = sandbox.cluster(3);
    run(600);
    String id = start(Orders.of(FaultKind.NEVER_READY));
    ServiceId web = sandbox.service(cluster, "web", 3);
    run(120);
    assertEquals(3, fault(id).effects());
    List<Replica> before = List.copyOf(sandbox.world.services().fleet(web).replicas());
    sandbox.ask(new ServiceCommand.Delete(web));
    Container other = Sandbox.container("web", "nginx:2.0", null, null);
    sandbox.ask(new ServiceCommand.Create(web, Sandbox.spec("web", 2, other)));
    end(id);
    for (Replica each : before) {
      assertNull(Explanation.of(sandbox.world, each.id()));
    }
    run(120);
    assertEquals(2, readyOf(web));
  }

  @Test
  void everyThirdOccasionIsStruckExactly() {
    String id = start(Orders.of(FaultKind.NEVER_READY).often(null, 3));
    ServiceId web = sandbox.service(cluster, "web", 10);
    assertEquals(7, readyOf(web));
    assertEquals(10, fault(id).occasions());
    assertEquals(3, fault(id).effects());
    ServiceId api = sandbox.service(cluster, "api", 5);
    assertEquals(3, readyOf(api), "the 12th and the 15th");
  }

  @Test
  void everyThirdOfThoseThatRunIsStruckExactly() {
    ServiceId web = sandbox.service(cluster, "web", 10);
    start(Orders.of(FaultKind.NEVER_READY).often(null, 3));
    assertEquals(7, readyOf(web));
  }

  @Test
  void aShareOfOccasionsIsStruckAsTheProbabilitySays() {
    ServiceId web = sandbox.service(cluster, "web", 200);
    start(Orders.of(FaultKind.NEVER_READY).often(0.3, null));
    long struck = 200 - readyOf(web) - unplaced(web);
    assertTrue(struck > 30 && struck < 90, () -> struck + " struck");
  }

  private long unplaced(ServiceId id) {
    return sandbox.world.services().fleet(id).replicas().stream()
        .filter(replica -> replica.node() == null)
        .count();
  }

  @Test
  void aBudgetIsNotOverspentAndEndsAFaultThatHoldsNothing() {
    String id = start(Orders.of(FaultKind.IMAGE_MISSING).budget(2));
    ServiceId web = sandbox.service(cluster, "web", 5);
    run(1);
    assertEquals(2, events(ReplicaEvent.PullFailed.class).size());
    assertNull(fault(id));
    assertEquals(
        List.of(new FaultEvent.Ended(id, FaultEvent.Why.SPENT)), events(FaultEvent.Ended.class));
    run(60);
    assertEquals(5, readyOf(web));
  }

  @Test
  void aSpentFaultKeepsWhatItHolds() {
    ServiceId web = sandbox.service(cluster, "web", 5);
    String id = start(Orders.of(FaultKind.NEVER_READY).budget(2));
    assertEquals(3, readyOf(web));
    run(3600);
    assertEquals(3, readyOf(web));
    assertEquals(2, fault(id).holding());
    sandbox.ask(new ServiceCommand.Delete(web));
    run(60);
    assertNull(fault(id), "nothing is left to hold");
  }

  @Test
  void aFaultBeginsAtItsStartAndEndsAfterItsDuration() {
    ServiceId web = sandbox.service(cluster, "web", 3);
    String id =
        start(
            Orders.of(FaultKind.NEVER_READY).from(Duration.ofSeconds(30), Duration.ofSeconds(20)));
    run(29);
    assertEquals(3, readyOf(web));
    run(1);
    assertEquals(0, readyOf(web));
    run(19);
    assertEquals(0, readyOf(web));
    run(1);
    assertEquals(3, readyOf(web));
    assertEquals(
        List.of(new FaultEvent.Ended(id, FaultEvent.Why.OVER)), events(FaultEvent.Ended.class));
  }

  @Test
  void onlyWhatIsSelectedIsStruck() {
    ServiceId web = sandbox.service(cluster, "web", 3);
    ServiceId api = sandbox.service(cluster, "api", 3);
    end(start(Orders.of(FaultKind.NEVER_READY).where("service", "nothing")));
    assertEquals(0, events(FaultEvent.Struck.class).size());
    start(Orders.of(FaultKind.NEVER_READY).where("service", "w*").where("image", "nginx"));
    assertEquals("0 3", readyOf(web) + " " + readyOf(api));
    start(Orders.of(FaultKind.NEVER_READY).where("service", "api").where("image", "nginx:2*"));
    assertEquals(3, readyOf(api));
    Replica one = sandbox.world.services().fleet(api).replicas().iterator().next();
    start(Orders.of(FaultKind.NEVER_READY).where("node", String.valueOf(one.node())));
    assertTrue(readyOf(api) < 3);
    start(Orders.of(FaultKind.NEVER_READY).where("zone", "100001").where("cluster", "cls-*"));
    assertEquals(0, readyOf(api));
  }

  @Test
  void eachEffectHasTheFaultAsItsCause() {
    sandbox.service(cluster, "web", 1);
    String id = start(Orders.of(FaultKind.CRASH_LOOP).with("afterSeconds", 5));
    run(60);
    var cause = new Cause.Fault(id);
    for (Recorded each : sandbox.history) {
      boolean effect =
          each.event() instanceof ReplicaEvent.ContainerEnded
              || each.event() instanceof ReplicaEvent.Diverted
              || each.event() instanceof ReplicaEvent.ContainerRestarted
              || each.event() instanceof FaultEvent.Struck
              || each.event() instanceof FaultEvent.Reached
              || each.event() instanceof FaultEvent.Released;
      assertEquals(effect, each.cause().equals(cause), each::toString);
    }
    assertEquals(4, events(ReplicaEvent.ContainerEnded.class).size(), "after 5, 10, 25 and 50 s");
  }

  @Test
  void aFaultEndsNoEffectOfAnother() {
    ServiceId web = sandbox.service(cluster, "web", 2);
    String crash = start(Orders.of(FaultKind.CRASH_LOOP).with("afterSeconds", 600));
    String unready = start(Orders.of(FaultKind.NEVER_READY));
    run(10);
    end(crash);
    run(10);
    assertEquals(0, readyOf(web));
    end(unready);
    assertEquals(2, readyOf(web));
    run(1200);
    assertEquals(0, events(ReplicaEvent.ContainerEnded.class).size());
  }

  @Test
  void whatHasTroubleOfItsOwnKeepsIt() {
    Container container = Sandbox.container("web", "drydock/crash:1", null, null);
    var id = new ServiceId(cluster, "default", "web");
    sandbox.ask(new ServiceCommand.Create(id, Sandbox.spec("web", 1, container)));
    String fault = start(Orders.of(FaultKind.NEVER_READY));
    run(100);
    end(fault);
    run(3600);
    assertTrue(events(ReplicaEvent.ContainerEnded.class).size() > 8);
  }

  @Test
  void aWorldIsAtRestWhateverAFaultHasPlanned() {
    ServiceId web = sandbox.service(cluster, "web", 2);
    start(Orders.of(FaultKind.IMAGE_MISSING).from(Duration.ofDays(1), Duration.ofDays(1)));
    start(Orders.of(FaultKind.NEVER_READY).from(Duration.ZERO, Duration.ofDays(1)));
    assertEquals(0, readyOf(web));
    assertTrue(sandbox.world.idle());
    start(Orders.of(FaultKind.REGISTRY_DOWN));
    sandbox.ask(new ServiceCommand.ChangeImage(web, "nginx:2.0"));
    run(60);
    assertTrue(sandbox.world.idle(), "no pull will succeed");
  }

  @ParameterizedTest
  @EnumSource
  void aWorldWithFaultsIsTheFoldOfItsHistory(FaultKind kind) {
    start(Orders.of(kind).often(0.7, null).budget(20));
    start(Orders.of(kind).often(null, 2).from(Duration.ofSeconds(50), Duration.ofSeconds(400)));
    var story = new RandomStory(sandbox, 7);
    story.run(40);
    WorldState state = sandbox.world.state();
    assertEquals(state, StateCodec.read(StateCodec.write(state)));
    var folded = new World(sandbox.world.profile(), sandbox.world.seed());
    sandbox.history.forEach(folded::evolve);
    folded.advance(sandbox.world.now());
    assertEquals(state, folded.state());
    assertEquals(sandbox.world.outlook(), folded.outlook());
    var restored = new World(sandbox.world.profile(), state);
    assertEquals(state, restored.state());
    assertEquals(sandbox.world.outlook(), restored.outlook());
  }

  /// However large it is, no turn has all that runs in a zone to start anew.
  @Test
  void aZoneComesBackAFewNodesAtATime() {
    sandbox = new Sandbox("large", 1);
    cluster = sandbox.cluster(45);
    sandbox.service(cluster, "web", 45);
    String id = start(Orders.of(FaultKind.ZONE_OUTAGE).where("cluster", cluster));
    run(60);
    sandbox.history.clear();
    end(id);
    List<String> told = new ArrayList<>();
    for (Recorded each : sandbox.history) {
      switch (each.event()) {
        case NodeEvent.KubeletReturned _ -> told.add("back");
        case FaultEvent.Released _ -> told.add("released");
        default -> {}
      }
    }
    assertEquals(40, told.indexOf("released"), told::toString);
    assertEquals(45, Collections.frequency(told, "back"));
    assertNull(fault(id));
  }

  @Test
  void theSameSeedGivesTheSameFaults() {
    List<Recorded> one = told(5);
    assertEquals(one, told(5));
    assertNotEquals(one, told(6));
  }

  private static List<Recorded> told(long seed) {
    var world = new Sandbox("realistic", seed);
    String id = world.cluster(2);
    world.run(Duration.ofMinutes(5));
    for (FaultKind kind : FaultKind.values()) {
      world.ask(Orders.of(kind).often(0.5, null).order());
    }
    world.service(id, "web", 10);
    world.run(Duration.ofMinutes(20));
    return world.history;
  }
}
