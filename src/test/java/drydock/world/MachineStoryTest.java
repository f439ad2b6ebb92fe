package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.service.Container;
import drydock.service.ContainerState;
import drydock.service.Probe;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaPhase;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import drydock.service.ServiceStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens to containers once they run, where nothing takes time but what the image does and
/// what rules say.
class MachineStoryTest {

  private Sandbox sandbox = new Sandbox("instant", 1);
  private String cluster = sandbox.cluster(3);

  private static Probe probe(int delay, int interval, int timeout, int successes, int failures) {
    return new Probe(
        Probe.Method.TCP, delay, timeout, interval, successes, failures, 80, null, null, null);
  }

  private ServiceId service(int replicas, Container... containers) {
    return service(Sandbox.spec("web", replicas, containers));
  }

  private ServiceId service(ServiceSpec spec) {
    var id = new ServiceId(cluster, "default", "web");
    sandbox.ask(new ServiceCommand.Create(id, spec));
    return id;
  }

  private static Container plain(String image) {
    return Sandbox.container("web", image, null, null);
  }

  private void run(long seconds) {
    sandbox.run(Duration.ofSeconds(seconds));
  }

  private List<Replica> replicas(ServiceId id) {
    return List.copyOf(sandbox.world.services().fleet(id).replicas());
  }

  private Replica only(ServiceId id) {
    assertEquals(1, replicas(id).size());
    return replicas(id).getFirst();
  }

  private String status(ServiceId id) {
    return ServiceStatus.of(sandbox.world.services().find(id), sandbox.world.services().fleet(id))
        .text();
  }

  private <E extends ReplicaEvent> List<E> events(Class<E> type) {
    return sandbox.history.stream()
        .filter(each -> type.isInstance(each.event()))
        .map(each -> type.cast(each.event()))
        .toList();
  }

  /// The seconds from the start of the world to each event of a type.
  private List<Long> moments(Class<? extends ReplicaEvent> type) {
    return sandbox.history.stream()
        .filter(each -> type.isInstance(each.event()))
        .map(each -> Duration.between(Sandbox.START, each.at()).toSeconds())
        .toList();
  }

  @Test
  void aContainerThatCrashesIsStartedAgainEverMoreSeldom() {
    service(1, plain("drydock/crash"));
    run(1200);
    assertEquals(
        List.of(0L, 10L, 30L, 70L, 150L, 310L, 610L, 910L),
        moments(ReplicaEvent.ContainerRestarted.class));
  }

  @Test
  void aContainerThatHasRunForTenMinutesBeginsAnew() {
    String image = "drydock/unhealthy-later";
    ServiceId id = service(1, Sandbox.container("web", image, probe(0, 300, 2, 1, 3), null));
    run(4000);
    List<Duration> backOffs =
        events(ReplicaEvent.ContainerEnded.class).stream()
            .map(ReplicaEvent.ContainerEnded::backOff)
            .toList();
    assertEquals(List.of(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO), backOffs);
    assertEquals(4, only(id).restarts());
  }

  @Test
  void aServiceWhoseReplicasCrashIsAbnormalAndAtRest() {
    ServiceId id = service(3, plain("drydock/crash"));
    assertEquals("Abnormal", status(id));
    assertTrue(sandbox.world.idle(), "retries that cannot succeed are no progress");
    run(100);
    for (Replica replica : replicas(id)) {
      assertEquals(ReplicaPhase.CRASHED, replica.phase());
      assertEquals(4, replica.restarts());
      assertEquals(
          "Back-off 80s restarting failed container; container web exited: Error, exit code 1",
          replica.state().trouble());
    }
  }

  @Test
  void anUpdateToAnImageThatCrashesGetsStuckWithinItsBoundsAndCanBeRolledBack() {
    ServiceId id = service(4, plain("nginx:1.0"));
    sandbox.ask(new ServiceCommand.ChangeImage(id, "drydock/crash"));
    run(3600);
    assertEquals("Abnormal", status(id));
    assertEquals(3, sandbox.world.services().fleet(id).total().available());
    assertEquals(5, sandbox.world.services().fleet(id).total().active());
    assertTrue(sandbox.world.idle(), "a rollout that cannot move");
    sandbox.ask(new ServiceCommand.RollBack(id));
    assertEquals("Normal", status(id));
    assertEquals(0, replicas(id).stream().mapToInt(Replica::restarts).sum());
    assertEquals(4, replicas(id).size());
  }

  @Test
  void anUpdateToAnImageThatCrashesInTimeIsHeldByMinReadySeconds() {
    ServiceSpec spec = Sandbox.spec("web", 2, plain("nginx:1.0"));
    ServiceId id =
        service(new ServiceSpec("", 2, spec.strategy(), 60, spec.exposure(), spec.template()));
    run(61);
    assertEquals("Normal", status(id));
    sandbox.ask(new ServiceCommand.ChangeImage(id, "drydock/crash-later"));
    run(3600);
    assertEquals("Abnormal", status(id));
    assertEquals(1, sandbox.world.services().fleet(id).total().available());
  }

  @Test
  void aContainerThatUsesMoreMemoryThanItsLimitIsKilled() {
    ServiceId id = service(1, plain("drydock/memory-hog"));
    assertEquals("Normal", status(id));
    assertTrue(sandbox.world.idle(), "trouble to come is no progress");
    run(20);
    var killed = events(ReplicaEvent.ContainerEnded.class).getFirst();
    assertEquals("OOMKilled", killed.ending().reason());
    assertEquals(137, killed.ending().exitCode());
    run(20);
    assertEquals(ReplicaPhase.CRASHED, only(id).phase());
  }

  @Test
  void memoryBelowTheLimitOrWithoutOneDoesNoHarm() {
    Container one = plain("drydock/memory-hog");
    for (int limit : new int[] {0, 4096}) {
      ServiceId id =
          service(
              1,
              new Container(
                  one.name(),
                  one.image(),
                  List.of(),
                  List.of(),
                  new Container.Resources(100, 0, 64, limit),
                  one.execution(),
                  null,
                  null));
      run(600);
      assertEquals(0, only(id).restarts());
      assertNull(only(id).state().vitals(), "a container that just runs costs nothing");
      sandbox.ask(new ServiceCommand.Delete(id));
    }
  }

  /// Nothing takes time here, so probes begin at the start of the container.
  @ParameterizedTest
  @CsvSource({"0, 10, 1, 0", "0, 10, 3, 20", "25, 10, 1, 30", "60, 7, 2, 70", "1, 2, 10, 20"})
  void aReplicaIsReadyOnceItsCheckHasPassedOftenEnough(
      int delay, int interval, int successes, long readyAfter) {
    ServiceId id =
        service(
            1, Sandbox.container("web", "nginx", null, probe(delay, interval, 2, successes, 3)));
    if (readyAfter > 0) {
      run(readyAfter - 1);
      assertFalse(only(id).ready());
      assertEquals("Waiting", status(id));
      run(1);
    }
    assertTrue(only(id).ready());
    assertEquals("Normal", status(id));
  }

  @Test
  void probesThatFindWhatTheyFoundBeforeAreNoEvents() {
    service(1, Sandbox.container("web", "nginx", probe(0, 2, 2, 1, 3), probe(0, 2, 2, 1, 3)));
    int before = sandbox.history.size();
    run(86_400);
    assertEquals(before, sandbox.history.size());
    assertEquals(0, sandbox.world.pending());
  }

  @Test
  void aReplicaThatIsNeverReadyHoldsAnUpdateUp() {
    ServiceId id = service(3, Sandbox.container("web", "nginx", null, probe(0, 10, 2, 1, 3)));
    sandbox.ask(new ServiceCommand.ChangeImage(id, "drydock/never-ready"));
    run(3600);
    assertEquals("Updating", status(id));
    assertEquals(2, sandbox.world.services().fleet(id).total().available());
    assertTrue(sandbox.world.idle(), "a rollout that cannot move");
    assertEquals(0, replicas(id).stream().mapToInt(Replica::restarts).sum());
  }

  @Test
  void aReplicaThatFailsItsReadinessCheckCountsNoMore() {
    ServiceId id =
        service(2, Sandbox.container("web", "drydock/unready-later", null, probe(0, 10, 2, 1, 3)));
    assertEquals("Normal", status(id));
    run(60 + 2 * 10 + 2 - 1);
    assertEquals("Normal", status(id));
    run(1);
    assertEquals("Abnormal", status(id));
    assertEquals(0, sandbox.world.services().fleet(id).total().ready());
    assertEquals(ReplicaPhase.RUNNING, replicas(id).getFirst().phase());
    assertEquals(0, replicas(id).getFirst().restarts(), "readiness never restarts");
    assertTrue(sandbox.world.idle());
  }

  @Test
  void aLivenessCheckThatFailsOftenEnoughRestartsTheContainer() {
    ServiceId id =
        service(1, Sandbox.container("web", "drydock/unhealthy-later", probe(0, 5, 2, 1, 4), null));
    run(60 + 3 * 5 + 2 - 1);
    assertEquals(0, only(id).restarts());
    run(1);
    assertEquals(1, only(id).restarts());
    assertEquals(143, events(ReplicaEvent.ContainerEnded.class).getFirst().ending().exitCode());
  }

  /// A probe under way lets those fall out that would come meanwhile.
  @Test
  void probesThatTimeOutComeMoreSeldom() {
    service(1, Sandbox.container("web", "drydock/unhealthy-later", probe(0, 5, 12, 1, 2), null));
    run(600);
    assertEquals(60 + 15 + 12, moments(ReplicaEvent.ContainerEnded.class).getFirst());
  }

  @Test
  void anApplicationThatComesUpSlowerThanItsLivenessCheckAllowsIsRestarted() {
    ServiceId id =
        service(1, Sandbox.container("web", "drydock/slow-start", probe(0, 10, 2, 1, 3), null));
    run(19);
    assertEquals(0, only(id).restarts());
    run(1);
    assertEquals(1, only(id).restarts());
  }

  @Test
  void aDelayThatIsLongEnoughSparesASlowApplication() {
    ServiceId id =
        service(1, Sandbox.container("web", "drydock/slow-start", probe(45, 10, 2, 1, 3), null));
    run(3600);
    assertEquals(0, only(id).restarts());
  }

  @Test
  void withoutACheckNobodyNoticesThatAnApplicationHangs() {
    ServiceId id = service(1, plain("drydock/unhealthy-later"));
    run(3600);
    assertEquals(0, only(id).restarts());
    assertEquals("Normal", status(id));
  }

  @Test
  void containersOfAReplicaCrashOnTheirOwn() {
    ServiceId id =
        service(
            1,
            Sandbox.container("bad", "drydock/crash-later", null, null),
            Sandbox.container("good", "nginx", null, null));
    run(30);
    ContainerState good = only(id).state().vitals().containers().get("good");
    ContainerState bad = only(id).state().vitals().containers().get("bad");
    assertEquals(0, good.restarts());
    assertEquals(1, bad.restarts());
    assertTrue(only(id).ready(), "the first restart comes at once");
    run(30);
    assertFalse(only(id).ready());
    assertTrue(only(id).state().vitals().containers().get("good").readyAt(sandbox.world.now()));
  }

  @Test
  void aContainerThatDoesNotStopIsKilledWhenItsGraceIsOver() {
    ServiceId id = service(1, plain("drydock/slow-stop"));
    sandbox.ask(new ServiceCommand.Scale(id, 0));
    run(29);
    assertEquals(ReplicaPhase.STOPPING, only(id).phase());
    run(1);
    assertEquals(0, replicas(id).size());
  }

  @Test
  void aFlakyImageIsThereInTheEnd() {
    ServiceId id = service(8, plain("drydock/flaky-pull"));
    assertFalse(sandbox.world.idle(), "another try may succeed");
    assertNotEquals(8, sandbox.world.services().fleet(id).total().ready());
    run(3600 * 4);
    assertEquals(8, sandbox.world.services().fleet(id).total().ready());
  }

  @Test
  void aSlowPullTakesItsTime() {
    ServiceId id = service(1, plain("drydock/slow-pull"));
    run(299);
    assertEquals(ReplicaPhase.PULLING, only(id).phase());
    run(1);
    assertTrue(only(id).ready());
  }

  private void realistic(long seed) {
    sandbox = new Sandbox("realistic", seed);
    cluster = sandbox.cluster(3);
    run(3600);
  }

  /// The kubelet looks every 10 to 15 s, and a restart takes up to some seconds.
  @Test
  void aBackOffEndsWhenTheKubeletNextLooks() {
    realistic(1);
    service(5, plain("drydock/crash"));
    run(3600);
    List<ReplicaEvent.ContainerEnded> all = events(ReplicaEvent.ContainerEnded.class);
    assertTrue(all.size() > 50);
    for (ReplicaEvent.ContainerEnded each : all) {
      Duration down = Duration.between(each.ending().at(), each.restartAt());
      assertFalse(down.compareTo(each.backOff()) < 0, each::toString);
      assertTrue(down.minus(each.backOff()).toSeconds() < 20, each::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drydock/crash",
        "drydock/crash-later",
        "drydock/completes",
        "drydock/memory-hog",
        "drydock/never-ready",
        "drydock/unready-later",
        "drydock/unhealthy-later",
        "drydock/slow-start",
        "drydock/missing",
        "drydock/slow-stop"
      })
  void whateverTheTroubleTheWorldComesToRest(String image) {
    realistic(7);
    ServiceId id =
        service(4, Sandbox.container("web", image, probe(0, 10, 2, 1, 3), probe(3, 5, 2, 2, 3)));
    rest();
    sandbox.ask(new ServiceCommand.ChangeImage(id, "nginx"));
    rest();
    assertEquals("Normal", status(id));
    sandbox.ask(new ServiceCommand.RollBack(id));
    rest();
    assertEquals(4, sandbox.world.services().find(id).spec().replicas());
  }

  private void rest() {
    for (int i = 0; i < 3600 && !sandbox.world.idle(); i++) {
      run(1);
    }
    assertTrue(sandbox.world.idle());
  }

  @Test
  void aServerThatComesUpAtOnceBearsTheChecksOfTheDocumentsExample() {
    realistic(3);
    ServiceId id = service(100, Sandbox.container("web", "nginx", probe(0, 3, 2, 1, 3), null));
    run(3600);
    assertEquals("Normal", status(id));
    assertEquals(0, replicas(id).stream().mapToInt(Replica::restarts).sum());
  }
}
