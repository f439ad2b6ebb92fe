package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.Cluster;
import drydock.cluster.ClusterCommand;
import drydock.kernel.Recorded;
import drydock.profile.Profile;
import drydock.server.ProfileFile;
import drydock.service.Container;
import drydock.service.Course;
import drydock.service.Exposure;
import drydock.service.Probe;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaId;
import drydock.service.Service;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long things take that depend on what else goes on, where all else takes nothing.
class TimingStoryTest {

  /// An image of 100 MB is pulled in 3 s.
  private static final String PULLS =
      "imagePull: {overhead: 1, megabytesPerSecond: 50, registryMegabytesPerSecond: %d, size: 100}";

  private @TempDir Path home;

  private Sandbox sandbox(String timings, String more) throws IOException {
    Path file = home.resolve("ours.yaml");
    Files.writeString(file, "extends: instant\ntimings: {%s}\n%s\n".formatted(timings, more));
    Profile profile = ProfileFile.read(file.toString());
    return new Sandbox(profile, 1);
  }

  private static ServiceId service(
      Sandbox sandbox, String cluster, int replicas, String... images) {
    var id = new ServiceId(cluster, "default", "web");
    List<Container> containers = new ArrayList<>();
    for (String image : images) {
      containers.add(Sandbox.container("c" + containers.size(), image, null, null));
    }
    sandbox.ask(
        new ServiceCommand.Create(
            id, Sandbox.spec("web", replicas, containers.toArray(new Container[0]))));
    return id;
  }

  /// How many milliseconds each try to pull takes, in the order in which they begin.
  private static List<Long> pulls(Sandbox sandbox) {
    List<Long> all = new ArrayList<>();
    for (var each : sandbox.history) {
      Instant until =
          each.event() instanceof ReplicaEvent.Scheduled e
              ? e.pulledAt()
              : each.event() instanceof ReplicaEvent.PullRetried e ? e.pulledAt() : null;
      if (until != null) {
        all.add(Duration.between(each.at(), until).toMillis());
      }
    }
    return all;
  }

  /// 100 MB/s are enough for two nodes that take 50; a third and a fourth get a third and a quarter
  /// of it.
  @Test
  void nodesThatPullAtOnceShareWhatTheRegistrySends() throws IOException {
    Sandbox sandbox = sandbox(PULLS.formatted(100), "");
    String cluster = sandbox.cluster(4);
    ServiceId web = service(sandbox, cluster, 4, "nginx:1.0");
    assertEquals(List.of(3000L, 3000L, 4000L, 5000L), pulls(sandbox));
    sandbox.run(Duration.ofSeconds(10));
    sandbox.history.clear();
    sandbox.ask(new ServiceCommand.Scale(web, 5));
    assertEquals(List.of(0L), pulls(sandbox), "it is there");
  }

  @Test
  void aPullOfManyIsOverForTheNext() throws IOException {
    Sandbox sandbox = sandbox(PULLS.formatted(25), "");
    String cluster = sandbox.cluster(2);
    ServiceId first = service(sandbox, cluster, 2, "nginx:1.0");
    assertEquals(List.of(5000L, 9000L), pulls(sandbox));
    sandbox.run(Duration.ofSeconds(5));
    sandbox.ask(new ServiceCommand.Delete(first));
    sandbox.run(Duration.ofSeconds(4));
    sandbox.history.clear();
    ServiceId next = service(sandbox, cluster, 1, "nginx:2.0");
    assertEquals(List.of(5000L), pulls(sandbox));
    sandbox.run(Duration.ofSeconds(5));
    sandbox.ask(new ServiceCommand.Delete(next));
    service(sandbox, cluster, 2, "nginx:3.0");
    assertEquals(List.of(5000L, 5000L, 9000L), pulls(sandbox));
  }

  /// Images of one node come one after the other, so it is one of those that share.
  @Test
  void aNodeDoesNotShareWithItself() throws IOException {
    Sandbox sandbox = sandbox(PULLS.formatted(50), "");
    service(sandbox, sandbox.cluster(1), 1, "nginx:1.0", "redis:4.0");
    assertEquals(List.of(6000L), pulls(sandbox));
  }

  @Test
  void aRegistryWithoutBoundSendsWhatNodesTake() throws IOException {
    Sandbox sandbox = sandbox(PULLS.formatted(0), "");
    service(sandbox, sandbox.cluster(4), 4, "nginx:1.0");
    assertEquals(List.of(3000L, 3000L, 3000L, 3000L), pulls(sandbox));
  }

  @Test
  void aTryAfterOneThatBroughtNothingTakesAsLong() throws IOException {
    Sandbox sandbox =
        sandbox(
            PULLS.formatted(0) + ", imageRecheck: 0.4",
            "images: [{image: nginx, pullFailure: 0.7}]");
    service(sandbox, sandbox.cluster(1), 1, "nginx:1.0");
    sandbox.run(Duration.ofMinutes(30));
    assertTrue(pulls(sandbox).size() > 2, "not at the first try");
    assertEquals(List.of(3000L), pulls(sandbox).stream().distinct().toList());
    Instant begun = sandbox.world.now();
    for (var each : sandbox.history) {
      if (each.event() instanceof ReplicaEvent.PullRetried) {
        begun = each.at();
      } else if (each.event() instanceof ReplicaEvent.Pulled) {
        assertEquals(begun.plusSeconds(3), each.at());
      }
    }
  }

  /// The registry says at once that it has no such image, the first time and each time.
  @Test
  void whatTheRegistryDoesNotHaveTakesALookEachTime() throws IOException {
    Sandbox sandbox = sandbox(PULLS.formatted(0) + ", imageRecheck: 0.4", "");
    service(sandbox, sandbox.cluster(1), 1, "ccr.ccs.tencentyun.com/tencentyun/foo:v9");
    sandbox.run(Duration.ofMinutes(3));
    assertTrue(pulls(sandbox).size() > 2, "it is tried again and again");
    assertEquals(List.of(400L), pulls(sandbox).stream().distinct().toList());
  }

  @Test
  void anImageThatIsThereIsLookedUpIfItsTagMayMove() throws IOException {
    Sandbox sandbox = sandbox(PULLS.formatted(0) + ", imageRecheck: 0.4", "");
    ServiceId web = service(sandbox, sandbox.cluster(1), 1, "nginx:latest");
    sandbox.run(Duration.ofSeconds(10));
    sandbox.ask(new ServiceCommand.Scale(web, 2));
    assertEquals(List.of(3000L, 400L), pulls(sandbox));
  }

  /// Half as long on a node without pods, twice as long on a full one; measured at a quarter, a
  /// half, three quarters and all of what the node takes (pod starts measured in Kubernetes 1.0:
  /// kubernetes.io, "Kubernetes Performance Measurements and Roadmap", 2015).
  @Test
  void theFullerANodeIsTheSlowerContainersStartThere() throws IOException {
    Sandbox sandbox =
        sandbox("containerStart: 10, crowding: {empty: 0.5, full: 2}", "nodes: {podsMax: 4}");
    service(sandbox, sandbox.cluster(1), 4, "nginx:1.0");
    List<Long> starts = new ArrayList<>();
    for (var each : sandbox.history) {
      if (each.event() instanceof ReplicaEvent.Pulled e) {
        starts.add(Duration.between(each.at(), e.startedAt()).toMillis());
      }
    }
    assertEquals(List.of(8750L, 12_500L, 16_250L, 20_000L), starts);
  }

  @Test
  void someServicesDoNotStopUntilTheyAreKilledAlwaysTheSame() throws IOException {
    Sandbox sandbox = sandbox("termination: 2", "failures: {sigtermIgnored: 0.5}");
    String cluster = sandbox.cluster(3);
    SortedMap<ServiceId, Set<Long>> first = stops(sandbox, cluster);
    long heedless = first.values().stream().filter(Set.of(30L)::equals).count();
    long others = first.values().stream().filter(Set.of(2L)::equals).count();
    assertEquals(20, heedless + others, first + ": a service is one or the other");
    assertTrue(heedless > 3 && others > 3, first + ": about half of them");
    assertEquals(first, stops(sandbox, cluster), "under the same name again");
  }

  @Test
  void allStopWhereNoneIsHeedless() throws IOException {
    Sandbox sandbox = sandbox("termination: 2", "failures: {sigtermIgnored: 0}");
    assertEquals(Set.of(Set.of(2L)), Set.copyOf(stops(sandbox, sandbox.cluster(3)).values()));
  }

  /// How many seconds the replicas of 20 services take to be gone.
  private static SortedMap<ServiceId, Set<Long>> stops(Sandbox sandbox, String cluster) {
    for (int i = 0; i < 20; i++) {
      sandbox.service(cluster, "web" + i, 3);
    }
    sandbox.history.clear();
    for (Service each : List.copyOf(sandbox.world.services().list())) {
      sandbox.ask(new ServiceCommand.Delete(each.id()));
    }
    SortedMap<ServiceId, Set<Long>> took = new TreeMap<>();
    for (var each : sandbox.history) {
      if (each.event() instanceof ReplicaEvent.Stopping e) {
        took.computeIfAbsent(e.replica().service(), _ -> new TreeSet<>())
            .add(Duration.between(each.at(), e.goneAt()).toSeconds());
      }
    }
    sandbox.run(Duration.ofSeconds(31));
    assertTrue(sandbox.world.services().fleets(cluster).isEmpty());
    return took;
  }

  /// A container whose liveness check fails is told to stop, too: 143 (SIGTERM) or, after the time
  /// of grace, 137 (SIGKILL). What is said of an image counts before what is drawn.
  @ParameterizedTest
  @CsvSource({"0, '', 2, 143", "1, '', 30, 137", "1, ', termination: 5', 5, 143"})
  void whoIsKilledEndsWith137(double ignored, String own, int seconds, int code)
      throws IOException {
    Sandbox sandbox =
        sandbox(
            "termination: 2",
            "failures: {sigtermIgnored: %s}\nimages: [{image: nginx, unhealthyAfter: 5%s}]"
                .formatted(ignored, own));
    var check = new Probe(Probe.Method.TCP, 0, 1, 10, 1, 1, 80, null, null, null);
    var id = new ServiceId(sandbox.cluster(1), "default", "web");
    Container container = Sandbox.container("web", "nginx:1.0", check, null);
    sandbox.ask(new ServiceCommand.Create(id, Sandbox.spec("web", 1, container)));
    sandbox.run(Duration.ofSeconds(45));
    Course.Ending ending =
        sandbox.history.stream()
            .map(Recorded::event)
            .filter(ReplicaEvent.ContainerEnded.class::isInstance)
            .map(event -> ((ReplicaEvent.ContainerEnded) event).ending())
            .findFirst()
            .orElseThrow();
    assertEquals(code, ending.exitCode());
    // A probe begins at 10 s and waits for 1 s.
    assertEquals(11 + seconds, Duration.between(Sandbox.START, ending.at()).toSeconds());
  }

  /// Its creation, a call for its listeners and one for its backends.
  @Test
  void aLoadBalancerIsMadeAndThenBound() throws IOException {
    Sandbox sandbox = sandbox("loadBalancer: 8, loadBalancerBinding: 3", "");
    String cluster = sandbox.cluster(1);
    var id = new ServiceId(cluster, "default", "web");
    var port = new Exposure.Port(80, 80, 0, Exposure.Protocol.TCP);
    var open = new Exposure(Exposure.Type.LOAD_BALANCER, List.of(port), null);
    ServiceSpec plain = Sandbox.spec("web", 1);
    sandbox.ask(
        new ServiceCommand.Create(
            id, new ServiceSpec("", 1, plain.strategy(), 0, open, plain.template())));
    assertEquals(Sandbox.START.plusSeconds(14), service(sandbox, id).dueAt());
    sandbox.run(Duration.ofMillis(13_999));
    assertTrue(service(sandbox, id).awaitsBalancer());
    sandbox.run(Duration.ofMillis(1));
    assertFalse(service(sandbox, id).awaitsBalancer());

    Instant now = sandbox.world.now();
    sandbox.ask(new ClusterCommand.OpenEndpoint(cluster));
    assertEquals(now.plusSeconds(14), cluster(sandbox, cluster).dueAt());
    sandbox.run(Duration.ofSeconds(14));
    sandbox.ask(new ClusterCommand.CloseEndpoint(cluster));
    assertEquals(now.plusSeconds(22), cluster(sandbox, cluster).dueAt(), "nothing is bound");
  }

  private static Service service(Sandbox sandbox, ServiceId id) {
    return Objects.requireNonNull(sandbox.world.services().find(id));
  }

  private static Cluster cluster(Sandbox sandbox, String id) {
    return Objects.requireNonNull(sandbox.world.clusters().find(id));
  }

  /// Every node looks once a second, at a moment of its own. The back-off counts from the end and
  /// not from there (Kubernetes 1.10, pkg/kubelet/kuberuntime/kuberuntime_manager.go, doBackOff).
  @Test
  void anExitIsNoticedWhenTheKubeletNextLooks() throws IOException {
    Sandbox sandbox =
        sandbox(
            "plegRelist: 1, containerRestart: 0.5",
            "images: [{image: nginx, exit: {after: 3.25, code: 1}}]");
    service(sandbox, sandbox.cluster(3), 6, "nginx:1.0");
    sandbox.run(Duration.ofSeconds(60));
    SortedMap<String, Set<Long>> looks = new TreeMap<>();
    for (Recorded each : sandbox.history) {
      if (each.event() instanceof ReplicaEvent.ContainerEnded e) {
        Duration late = Duration.between(e.ending().at(), each.at());
        assertTrue(!late.isNegative() && late.toMillis() < 1000, late.toString());
        Duration held = e.backOff().isZero() ? late : e.backOff();
        assertEquals(e.ending().at().plus(held).plusMillis(500), e.restartAt());
        looks
            .computeIfAbsent(node(sandbox, e.replica()), _ -> new TreeSet<>())
            .add(each.at().toEpochMilli() % 1000);
      }
    }
    assertEquals(3, looks.size());
    assertTrue(looks.values().stream().allMatch(each -> each.size() == 1), looks.toString());
    assertEquals(3, Set.copyOf(looks.values()).size(), looks + ": each at its own");
  }

  private static String node(Sandbox sandbox, ReplicaId id) {
    return Objects.requireNonNull(sandbox.world.services().replica(id)).node() + "";
  }

  /// What the kubelet has ended itself, or could not start, it knows of.
  @Test
  void whatTheKubeletDoesItselfItNeedNotNotice() throws IOException {
    Sandbox sandbox = sandbox("plegRelist: 10", "images: [{image: nginx, unhealthyAfter: 5}]");
    var check = new Probe(Probe.Method.TCP, 0, 1, 10, 1, 1, 80, null, null, null);
    var id = new ServiceId(sandbox.cluster(1), "default", "web");
    Container container = Sandbox.container("web", "nginx:1.0", check, null);
    sandbox.ask(new ServiceCommand.Create(id, Sandbox.spec("web", 1, container)));
    sandbox.run(Duration.ofSeconds(60));
    List<Recorded> ended =
        sandbox.history.stream()
            .filter(each -> each.event() instanceof ReplicaEvent.ContainerEnded)
            .toList();
    assertFalse(ended.isEmpty());
    for (Recorded each : ended) {
      assertEquals(((ReplicaEvent.ContainerEnded) each.event()).ending().at(), each.at());
    }
  }

  /// Who ends before it is ready is never ready, however late that is noticed.
  @Test
  void whoHasEndedUnnoticedDoesNotBecomeReady() throws IOException {
    Sandbox sandbox =
        sandbox(
            "plegRelist: 10",
            "images: [{image: nginx, appReady: 0, exit: {after: 9.999, code: 1}}]");
    var check = new Probe(Probe.Method.TCP, 10, 1, 1, 1, 1, 80, null, null, null);
    var id = new ServiceId(sandbox.cluster(1), "default", "web");
    Container container = Sandbox.container("web", "nginx:1.0", null, check);
    sandbox.ask(new ServiceCommand.Create(id, Sandbox.spec("web", 1, container)));
    sandbox.run(Duration.ofSeconds(60));
    assertTrue(
        sandbox.history.stream()
            .anyMatch(each -> each.event() instanceof ReplicaEvent.ContainerEnded));
    assertTrue(
        sandbox.history.stream().noneMatch(each -> each.event() instanceof ReplicaEvent.Ready));
  }
}
