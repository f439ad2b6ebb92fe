package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.ClusterCommand;
import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.cluster.UpkeepCommand;
import drydock.kernel.Recorded;
import drydock.log.StateCodec;
import drydock.service.Container;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.Requirement;
import drydock.service.Requirement.Operator;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a replica that found no node is tried again (Kubernetes 1.7 to 1.10, factory.go and
/// util/backoff_utils.go; 1.30, internal/queue/scheduling_queue.go and eventhandlers.go). The three
/// nodes have 4 cores each, and nothing takes time.
class SchedulingQueueTest {

  private static final String OLD = "1.10.5";
  private static final String MODERN = "1.30.0";

  private Sandbox sandbox = new Sandbox("current", 1);
  private String cluster = "";
  private Instant start = Instant.MIN;

  private void begin(String version) {
    sandbox = new Sandbox("current", 1);
    cluster = sandbox.cluster(3, version);
    sandbox.service(cluster, "web", 6);
    sandbox.run(Duration.ofHours(1));
    start = sandbox.world.now();
  }

  private List<Node> nodes() {
    return List.copyOf(sandbox.world.clusters().nodes(cluster));
  }

  /// A service of one replica, `waiting`.
  private void create(int cpu, List<Requirement> nodes, List<Requirement> pods) {
    var resources = new Container.Resources(cpu, 0, 64, 64);
    Container hungry = Sandbox.asking("waiting", resources);
    sandbox.ask(
        new ServiceCommand.Create(
            new ServiceId(cluster, "default", "waiting"),
            Sandbox.spec("waiting", 1, List.of(hungry), nodes, pods)));
  }

  private void create(int cpu) {
    create(cpu, List.of(), List.of());
  }

  private void cordon(boolean cordoned) {
    List<String> all = nodes().stream().map(node -> node.id().machine()).toList();
    sandbox.ask(new UpkeepCommand.Cordon(cluster, all, cordoned));
  }

  private void scale(int replicas) {
    sandbox.ask(new ServiceCommand.Scale(new ServiceId(cluster, "default", "web"), replicas));
  }

  /// Runs until so many seconds after the start.
  private void runTo(double seconds) {
    Instant to = start.plusMillis(Math.round(seconds * 1000));
    sandbox.run(Duration.between(sandbox.world.now(), to));
  }

  /// What placement did with the replica of `waiting`, and when: `0 no, 330 no, 400 yes`.
  private String attempts() {
    List<String> attempts = new ArrayList<>();
    for (Recorded each : sandbox.history) {
      if (each.event() instanceof ReplicaEvent e
          && e.replica().service().name().equals("waiting")) {
        String at = String.valueOf(Duration.between(start, each.at()).toMillis() / 1e3);
        String when = at.endsWith(".0") ? at.substring(0, at.length() - 2) : at;
        if (e instanceof ReplicaEvent.Unschedulable) {
          attempts.add(when + " no");
        } else if (e instanceof ReplicaEvent.Woken) {
          attempts.add(when + " woken");
        } else if (e instanceof ReplicaEvent.Scheduled) {
          attempts.add(when + " yes");
        }
      }
    }
    return String.join(", ", attempts);
  }

  /// A replica that fits nowhere, where nothing happens: 1.10 tries it at ever longer intervals and
  /// begins anew; 1.30 puts back what has waited for more than 5 minutes when it looks, which it
  /// does every 30 s.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        OLD + "|0 no, 1 no, 3 no, 7 no, 15 no, 31 no, 63 no, 123 no, 124 no, 126 no, 130 no",
        MODERN + "|0 no"
      })
  void twoMinutesInWhichNothingHappens(String version, String attempts) {
    begin(version);
    create(100_000);
    runTo(137);
    assertEquals(attempts, attempts());
  }

  @Test
  void whoeverNothingHelpsIsTriedEveryFiveMinutesAndAHalf() {
    begin(MODERN);
    create(100_000);
    runTo(1000);
    assertEquals("0 no, 330 no, 660 no, 990 no", attempts());
    assertTrue(sandbox.world.idle(), "it can move nowhere");
  }

  @Test
  void whoWaitsPlansNothingButItsNextTry() {
    begin(MODERN);
    create(100_000);
    long position = sandbox.world.position();
    assertEquals(start.plusSeconds(330), sandbox.world.nextDue());
    runTo(329.999);
    assertEquals(position, sandbox.world.position());
  }

  /// 1.10 hears of nothing, and comes to it when its back-off is over.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        OLD + "|0 no, 1 no, 3 no, 7 no, 15 no, 31 no, 63 no, 123 yes",
        MODERN + "|0 no, 100 woken, 100 yes"
      })
  void aNodeThatOpensWakesWhoWaits(String version, String attempts) {
    begin(version);
    cordon(true);
    create(100);
    runTo(100);
    cordon(false);
    runTo(200);
    assertEquals(attempts, attempts());
  }

  @Test
  void aNodeThatJoinsWakesWhoWaits() {
    begin(MODERN);
    cordon(true);
    create(3000);
    runTo(100);
    sandbox.ask(new ClusterCommand.AddNodes(cluster, Sandbox.order(1)));
    runTo(200);
    assertEquals("0 no, 100 woken, 100 yes", attempts());
  }

  @Test
  void aNodeThatIsHeardOfAgainWakesWhoWaits() {
    begin(MODERN);
    NodeId lost = nodes().getFirst().id();
    sandbox.happens(sandbox.world.trouble().stopped(lost, false, null));
    runTo(60);
    create(100, List.of(hostname(0)), List.of());
    runTo(200);
    sandbox.happens(sandbox.world.trouble().returned(lost));
    runTo(201);
    assertEquals("60 no, 200 woken, 200 yes", attempts());
  }

  private Requirement hostname(int which) {
    return new Requirement(
        "kubernetes.io/hostname", Operator.IN, List.of(nodes().get(which).addresses().lan()));
  }

  /// It is tried once its back-off is over, at the next full second.
  @Test
  void whoBacksOffIsWokenForLater() {
    begin(MODERN);
    cordon(true);
    create(100);
    runTo(0.25);
    cordon(false);
    assertFalse(sandbox.world.idle(), "there is a node for it now");
    runTo(100);
    assertEquals("0 no, 0.25 woken, 1 yes", attempts());
  }

  /// Whatever goes may have made room, and nobody looks whether it was enough: the back-off grows
  /// with each try to 10 s, and holds back whom it holds back.
  @Test
  void aReplicaThatGoesWakesWhomThereWasNoRoomFor() {
    begin(MODERN);
    create(100_000);
    for (int i = 0; i < 5; i++) {
      runTo(20 + 0.5 * i);
      scale(5 - i);
    }
    runTo(1000);
    assertEquals(
        "0 no, 20 woken, 20 no, 20.5 woken, 22 no, 22 woken, 26 no, 330 no, 660 no, 990 no",
        attempts());
  }

  @Test
  void whoIsKeptOffByLabelsIsNotWokenByRoomButByLabels() {
    begin(MODERN);
    var ssd = new Requirement("disk", Operator.IN, List.of("ssd"));
    create(100, List.of(ssd), List.of());
    runTo(20);
    scale(1);
    label("hdd");
    assertEquals("0 no", attempts());
    runTo(40);
    label("ssd");
    assertEquals("0 no, 40 woken, 40 yes", attempts());
  }

  private void label(String disk) {
    var labels = new TreeMap<>(Map.of("disk", disk));
    sandbox.ask(new UpkeepCommand.Label(nodes().getFirst().id(), labels));
  }

  @Test
  void companyThatComesWakesWhoWantsIt() {
    begin(MODERN);
    create(100, List.of(), List.of(app("cache")));
    runTo(20);
    sandbox.service(cluster, "other", 1);
    assertEquals("0 no", attempts());
    runTo(40);
    sandbox.service(cluster, "cache", 1);
    assertEquals("0 no, 40 woken, 40 yes", attempts());
  }

  private static Requirement app(String name) {
    return new Requirement("qcloud-app", Operator.IN, List.of(name));
  }

  /// What a checkpoint says of it is enough to go on.
  @Test
  void aWorldThatStartsAnewGoesOnWithTheQueue() {
    begin(MODERN);
    cordon(true);
    create(100);
    runTo(0.25);
    World anew = copy();
    assertEquals(sandbox.world.outlook(), anew.outlook());
    cordon(false);
    anew = copy();
    assertEquals(sandbox.world.outlook(), anew.outlook());
    assertEquals(start.plusSeconds(1), anew.nextDue());
    var later = new Sandbox(anew);
    later.run(Duration.ofSeconds(1));
    assertTrue(
        later.world.services().fleets(cluster).stream()
            .flatMap(fleet -> fleet.replicas().stream())
            .allMatch(Replica::ready));
  }

  private World copy() {
    byte[] checkpoint = StateCodec.write(sandbox.world.state());
    return new World(sandbox.world.profile(), StateCodec.read(checkpoint));
  }
}
