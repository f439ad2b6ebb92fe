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

  private @TempDir Path home;

  private Sandbox sandbox(String timings, String more) throws IOException {
    Path file = home.resolve("ours.yaml");
    Files.writeString(file, "extends: instant\ntimings: {%s}\n%s\n".formatted(timings, more));
    Profile profile = ProfileFile.read(file.toString());
    return new Sandbox(profile, 1);
  }

  /// Half as long on a node without pods, twice as long on a full one; measured at a quarter, a
  /// half, three quarters and all of what the node takes (pod starts measured in Kubernetes 1.0:
  /// kubernetes.io, "Kubernetes Performance Measurements and Roadmap", 2015).
  @Test
  void theFullerANodeIsTheSlowerContainersStartThere() throws IOException {
    Sandbox sandbox =
        sandbox("containerStart: 10, crowding: {empty: 0.5, full: 2}", "nodes: {podsMax: 4}");
    sandbox.service(sandbox.cluster(1), "web", 4);
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
    sandbox.service(sandbox.cluster(3), "web", 6);
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
