package drydock.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.cluster.Node;
import drydock.cluster.NodeEvent;
import drydock.cluster.UpkeepCommand;
import drydock.kernel.Cause;
import drydock.kernel.Event;
import drydock.kernel.Recorded;
import drydock.service.Container;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaId;
import drydock.service.Requirement;
import drydock.service.Requirement.Operator;
import drydock.service.Revision;
import drydock.service.ServiceCommand;
import drydock.service.ServiceEvent;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import drydock.service.StopReason;
import drydock.task.Task;
import drydock.task.TaskEvent;
import drydock.world.Draft;
import drydock.world.Sandbox;
import drydock.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A watch notices what no rule of a world would do: here it is done by hand. The service `web` has
/// four replicas on two nodes of 4 cores, and may miss one and have one more.
class WatchTest {

  private final Sandbox sandbox = new Sandbox("instant", 1);
  private final World world = sandbox.world;
  private final String cluster = sandbox.cluster(2);
  private final ServiceId web = sandbox.service(cluster, "web", 4);
  private final List<Invariant> broken = new ArrayList<>();

  /// Lets events happen as if the rules had led to them.
  private List<Invariant> noticed(Event... events) {
    var draft = new Draft(world, new Watch(world, found -> broken.add(found.invariant())));
    for (Event event : events) {
      draft.add(event, new Cause.Time());
    }
    return broken;
  }

  private Replica replica(int which) {
    return List.copyOf(world.services().fleet(web).replicas()).get(which);
  }

  private Revision revision() {
    return Objects.requireNonNull(world.services().find(web)).progress().revisions().getFirst();
  }

  private ReplicaEvent.Stopping stopped(int which) {
    return new ReplicaEvent.Stopping(
        replica(which).id(), StopReason.SCALED_DOWN, world.now().plusSeconds(1));
  }

  private ReplicaEvent.Scheduled placed(Replica replica, Node node) {
    return new ReplicaEvent.Scheduled(
        replica.id(), node.id().machine(), "172.16.0.99", world.now().plusSeconds(1), null);
  }

  private Node node() {
    return world.clusters().nodes(cluster).iterator().next();
  }

  /// A replica of a service that no node takes.
  private Replica waiting(int cpu, Requirement... affinity) {
    return waiting(cpu, List.of(affinity), List.of());
  }

  private Replica waiting(int cpu, List<Requirement> nodes, List<Requirement> pods) {
    var id = new ServiceId(cluster, "default", "picky");
    ServiceSpec plain = Sandbox.spec("picky", 1);
    Container one = plain.template().containers().getFirst();
    var greedy =
        new Container(
            one.name(),
            one.image(),
            List.of(),
            List.of(),
            new Container.Resources(cpu, 0, 0, 0),
            one.execution(),
            null,
            null);
    var template = new PodTemplate(List.of(greedy), List.of(), nodes, pods, new TreeMap<>(), "");
    sandbox.ask(
        new ServiceCommand.Create(
            id, new ServiceSpec("", 1, plain.strategy(), 0, plain.exposure(), template)));
    return world.services().fleet(id).replicas().iterator().next();
  }

  @Test
  void whatIsAsItShouldBeIsNotNoticed() {
    assertEquals(List.of(), noticed(stopped(0)));
  }

  @Test
  void oneReplicaTooManyIsStopped() {
    assertEquals(List.of(Invariant.AVAILABILITY), noticed(stopped(0), stopped(1)));
  }

  @Test
  void moreAreWantedThanMayBe() {
    assertEquals(
        List.of(Invariant.SURGE),
        noticed(
            new ServiceEvent.RevisionScaled(web, revision().name(), 4, 5, null),
            new ServiceEvent.RevisionScaled(web, revision().name(), 5, 6, null)));
  }

  @Test
  void aReplicaIsPlacedWithoutThePodsItWantsBesideIt() {
    var beside = new Requirement("qcloud-app", Operator.IN, List.of("nobody"));
    Replica lonely = waiting(100, List.of(), List.of(beside));
    assertEquals(List.of(Invariant.PLACEMENT), noticed(placed(lonely, node())));
  }

  @Test
  void aReplicaIsMadeThatNobodyWants() {
    var another = new ReplicaId(web, "web-extra");
    assertEquals(
        List.of(Invariant.SURGE), noticed(new ReplicaEvent.Created(another, revision().name())));
  }

  @Test
  void aReplicaIsPlacedThatHasAPlace() {
    assertEquals(List.of(Invariant.PLACEMENT), noticed(placed(replica(0), node())));
  }

  @Test
  void aReplicaIsPlacedWhereNothingMayGo() {
    Replica waiting = waiting(100, new Requirement("disk", Operator.EXISTS, List.of()));
    assertEquals(List.of(Invariant.PLACEMENT), noticed(placed(waiting, node())));
  }

  @Test
  void aNodeIsGivenMoreThanFits() {
    assertEquals(List.of(Invariant.CAPACITY), noticed(placed(waiting(4_000), node())));
  }

  @Test
  void aRevisionGetsANumberThatWasGiven() {
    assertEquals(
        List.of(Invariant.REVISIONS),
        noticed(new ServiceEvent.RevisionRenumbered(web, revision().name(), 1, null)));
  }

  @Test
  void aTaskSettlesTwice() {
    Task task = world.tasks().list().iterator().next();
    assertEquals(
        List.of(Invariant.TASKS),
        noticed(new TaskEvent.Settled(task.requestId(), Task.Status.FAILED)));
  }

  @Test
  void aReplicaIsPlacedWhereNothingIsTaken() {
    sandbox.ask(new UpkeepCommand.Cordon(cluster, List.of(node().id().machine()), true));
    Replica waiting = waiting(100, new Requirement("disk", Operator.EXISTS, List.of()));
    var disk = new TreeMap<String, String>();
    disk.put("disk", "ssd");
    assertEquals(
        List.of(Invariant.PLACEMENT),
        noticed(new NodeEvent.Labelled(node().id(), disk), placed(waiting, node())));
  }

  @Test
  void aTaskStartsTwice() {
    Task task = world.tasks().list().iterator().next();
    assertEquals(
        List.of(Invariant.TASKS),
        noticed(
            new TaskEvent.Started(
                task.requestId(), Task.Kind.ADD_NODES, cluster, task.machines())));
  }

  @Test
  void anEventIsMissingOrComesTooLate() {
    var watch = new Watch(world, found -> broken.add(found.invariant()));
    Event event = new NodeEvent.Cordoned(node().id());
    long next = world.position() + 1;
    watch.before(new Recorded(next, world.now(), event, new Cause.Time()));
    assertEquals(List.of(), broken);
    watch.before(new Recorded(next + 1, world.now(), event, new Cause.Time()));
    assertEquals(List.of(Invariant.DENSE_POSITIONS), broken);
    watch.before(new Recorded(next, world.now().minusMillis(1), event, new Cause.Time()));
    assertEquals(List.of(Invariant.DENSE_POSITIONS, Invariant.FORWARD_TIME), broken);
  }

  private NodeEvent.KubeletStopped silent(Duration missedAfter) {
    Instant missedAt = world.now().plus(missedAfter);
    return new NodeEvent.KubeletStopped(
        node().id(), true, missedAt, missedAt.plus(missedAfter), null);
  }

  @Test
  void aNodeIsMissedTooSoon() {
    assertEquals(
        List.of(Invariant.HEARTBEATS),
        noticed(silent(Duration.ofSeconds(40)), new NodeEvent.ReadinessLost(node().id())));
  }

  @Test
  void aNodeIsNotMissed() {
    noticed(silent(Duration.ofHours(1)));
    sandbox.run(Duration.ofMinutes(2));
    assertEquals(
        List.of(Invariant.HEARTBEATS), Audit.of(world).stream().map(Violation::invariant).toList());
  }

  @Test
  void anAuditFindsWhatWasLeftUndone() {
    noticed(new ServiceEvent.RevisionScaled(web, revision().name(), 4, 5, null));
    assertEquals(
        List.of(Invariant.REST, Invariant.REST),
        Audit.of(world).stream().map(Violation::invariant).toList());
    sandbox.run(Duration.ZERO);
    assertEquals(List.of(), Audit.of(world));
  }
}
