package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.fault.FaultKind;
import drydock.fault.Orders;
import drydock.service.Probe;
import drydock.service.ReplicaEvent;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What checks find counts on when a container is started again: the kubelet keeps its count of
/// results in a row, and sets it only when a liveness check has failed, up to 1.10 to one and since
/// to nothing (Kubernetes 1.10 and 1.30, pkg/kubelet/prober/worker.go: resultRun). Nothing takes
/// time here but what images do and what rules say.
class CheckStoryTest {

  private Sandbox sandbox = new Sandbox("instant", 1);

  private static Probe probe(int successes, int failures) {
    return new Probe(Probe.Method.TCP, 0, 2, 10, successes, failures, 80, null, null, null);
  }

  private void service(String version, String image, @Nullable Probe live, @Nullable Probe ready) {
    sandbox = new Sandbox(version.equals("1.30.0") ? "current" : "instant", 1);
    var id = new ServiceId(sandbox.cluster(1, version), "default", "web");
    var container = Sandbox.container("web", image, live, ready);
    sandbox.ask(new ServiceCommand.Create(id, Sandbox.spec("web", 1, container)));
  }

  /// The seconds from the start of the world to each event of a type in some time.
  private List<Long> moments(Class<? extends ReplicaEvent> type, int seconds) {
    sandbox.run(Duration.ofSeconds(seconds));
    return sandbox.history.stream()
        .filter(each -> type.isInstance(each.event()))
        .map(each -> Duration.between(Sandbox.START, each.at()).toSeconds())
        .toList();
  }

  /// The application takes a minute, which three failures of a check do not wait for. Back-offs
  /// hold restarts for 0, 10, 20 and 40 s.
  @Test
  void fromTheSecondTimeOnALivenessCheckOfThenFailsOneProbeEarlier() {
    service("1.10.5", "drydock/slow-start", probe(1, 3), null);
    assertEquals(List.of(20L, 30L, 50L, 80L), moments(ReplicaEvent.ContainerEnded.class, 110));
  }

  @Test
  void aLivenessCheckOfTodayFailsAnewEachTime() {
    service("1.30.0", "drydock/slow-start", probe(1, 3), null);
    assertEquals(List.of(20L, 40L, 70L, 110L), moments(ReplicaEvent.ContainerEnded.class, 110));
  }

  /// Whoever has answered in between starts the count again.
  @ParameterizedTest
  @ValueSource(strings = {"1.10.5", "1.30.0"})
  void aFailureThatASuccessFollowsDoesNotCount(String version) {
    service(version, "drydock/unhealthy-later", probe(1, 3), null);
    assertEquals(List.of(82L, 164L), moments(ReplicaEvent.ContainerEnded.class, 200));
  }

  /// It crashes 12 s after each start, with two of three failures; the third comes at once.
  @ParameterizedTest
  @ValueSource(strings = {"1.10.5", "1.30.0"})
  void failuresBeforeACrashCount(String version) {
    service(version, "drydock/slow-start", probe(1, 3), null);
    sandbox.ask(Orders.of(FaultKind.CRASH_LOOP).with("afterSeconds", 12).budget(1).order());
    assertEquals(List.of(12L, 12L), moments(ReplicaEvent.ContainerEnded.class, 20));
  }

  /// Three successes are asked for, and had before the crash.
  @ParameterizedTest
  @ValueSource(strings = {"1.10.5", "1.30.0"})
  void successesBeforeACrashCount(String version) {
    service(version, "nginx", null, probe(3, 3));
    sandbox.ask(Orders.of(FaultKind.CRASH_LOOP).with("afterSeconds", 25).budget(1).order());
    assertEquals(List.of(20L, 25L), moments(ReplicaEvent.Ready.class, 200));
  }
}
