package drydock.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.fault.FaultKind;
import drydock.fault.Orders;
import drydock.service.Probe;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.world.Sandbox;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each probe that fails is told, at its moment, whether or not anything follows from it
/// (Kubernetes 1.10 and 1.30, pkg/kubelet/prober/prober.go and pkg/probe). Nothing takes time here
/// but what images do and what rules say, so probes come from the start of a container on.
class CheckTextTest {

  private static final String OLD = "1.10.5";
  private static final String NEW = "1.30.0";

  private Sandbox sandbox = new Sandbox("instant", 1);
  private ServiceId web = new ServiceId("", "", "");

  private static Probe http(int failures) {
    return new Probe(Probe.Method.HTTP, 0, 2, 10, 1, failures, 80, "HTTP", "/h", null);
  }

  private static Probe of(Probe.Method method) {
    return new Probe(method, 0, 2, 10, 1, 3, 80, "HTTP", "h", "check");
  }

  private void start(String version, String image, @Nullable Probe live, @Nullable Probe ready) {
    sandbox = new Sandbox(version.equals(NEW) ? "current" : "instant", 1);
    web = new ServiceId(sandbox.cluster(1, version), "default", "web");
    var container = Sandbox.container("web", image, live, ready);
    sandbox.ask(new ServiceCommand.Create(web, Sandbox.spec("web", 1, container)));
  }

  private void run(int seconds) {
    sandbox.run(Duration.ofSeconds(seconds));
  }

  /// What has been told of checks: how often, from which second to which, and what, with the
  /// replica's address left out.
  private List<String> told() {
    Incidents incidents = EventTextTest.incidents(sandbox, web);
    String address =
        sandbox.world.services().fleet(web).replicas().iterator().next().state().address();
    return incidents.list(sandbox.world.now()).reversed().stream()
        .filter(count -> count.incident().reason() == Incident.Reason.UNHEALTHY)
        .map(count ->
            "%d from %d to %d: %s"
                .formatted(
                    count.count(),
                    Duration.between(Sandbox.START, count.first()).toSeconds(),
                    Duration.between(Sandbox.START, count.last()).toSeconds(),
                    count.incident().message().replace(address, "IP")))
        .toList();
  }

  /// Go 1.9 calls it otherwise than Go of today.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        OLD + "|HTTP|Get http://IP:80/h: dial tcp IP:80: getsockopt: connection refused",
        NEW + "|HTTP|Get \"http://IP:80/h\": dial tcp IP:80: connect: connection refused",
        OLD + "|TCP|dial tcp IP:80: getsockopt: connection refused",
        NEW + "|TCP|dial tcp IP:80: connect: connection refused",
        OLD + "|CMD|''",
      })
  void anApplicationThatComesUpRefusesEachProbe(String version, Probe.Method method, String why) {
    start(version, "drydock/slow-start", null, of(method));
    run(25);
    assertEquals(List.of("3 from 0 to 20: Readiness probe failed: " + why), told());
    run(600);
    assertEquals(List.of("6 from 0 to 50: Readiness probe failed: " + why), told());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP|31 from 0 to 300: Readiness probe failed: HTTP probe failed with statuscode: 503",
        "TCP|30 from 2 to 292: Readiness probe failed: dial tcp IP:80: i/o timeout",
        "CMD|31 from 0 to 300: Readiness probe failed: ",
      })
  void anApplicationThatIsNotReadySaysSo(Probe.Method method, String told) {
    start("1.7.8", "drydock/never-ready", null, of(method));
    run(300);
    assertEquals(told.trim(), told().getFirst().trim());
  }

  /// It is told from the first failure on, of which the third makes it unready.
  @Test
  void anApplicationThatGetsWorseIsToldOfBeforeItCounts() {
    start(NEW, "drydock/unready-later", null, http(3));
    String failed = "Readiness probe failed: HTTP probe failed with statuscode: 503";
    run(75);
    assertEquals(List.of("2 from 60 to 70: " + failed), told());
    run(50);
    assertEquals(List.of("7 from 60 to 120: " + failed), told());
  }

  /// Below the threshold of its liveness check, and without an end to its life.
  @Test
  void failuresThatNothingFollowsFromAreTold() {
    start(OLD, "drydock/slow-start", http(10), null);
    run(600);
    assertEquals(
        List.of(
            "6 from 0 to 50: Liveness probe failed: Get http://IP:80/h: dial tcp IP:80: getsockopt:"
                + " connection refused"),
        told());
  }

  /// Three failures, and two from the second time on, at 20, 30, 50 and 80 s.
  @Test
  void failuresThatKillAreTold() {
    start("1.7.8", "drydock/slow-start", http(3), null);
    run(85);
    assertEquals(
        List.of(
            "9 from 0 to 80: Liveness probe failed: Get http://IP:80/h: dial tcp IP:80: getsockopt:"
                + " connection refused"),
        told());
    start(NEW, "drydock/unhealthy-later", http(3), null);
    run(85);
    assertEquals(
        List.of("3 from 60 to 80: Liveness probe failed: HTTP probe failed with statuscode: 503"),
        told());
  }

  @Test
  void aFaultIsToldAsLongAsItLasts() {
    start(OLD, "nginx", null, http(2));
    run(15);
    sandbox.ask(
        Orders.of(FaultKind.NEVER_READY).from(Duration.ZERO, Duration.ofSeconds(60)).order());
    run(600);
    assertEquals(
        List.of("6 from 20 to 70: Readiness probe failed: HTTP probe failed with statuscode: 503"),
        told());
  }

  /// Nobody hears what happens on a machine that is down.
  @Test
  void aKubeletThatIsSilentTellsNothing() {
    start(OLD, "drydock/never-ready", null, http(3));
    run(55);
    sandbox.ask(Orders.of(FaultKind.NODE_DOWN).order());
    run(120);
    assertTrue(told().getFirst().startsWith("6 from 0 to 50: "), () -> told().toString());
  }

  /// What is not heard is counted without being walked through.
  @Test
  void aDayOfFailuresCostsLittle() {
    start(
        OLD,
        "drydock/never-ready",
        http(3),
        new Probe(Probe.Method.TCP, 0, 1, 1, 1, 3, 80, null, null, null));
    run(86_400);
    long begun = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      told();
    }
    assertTrue(Duration.ofNanos(System.nanoTime() - begun).toSeconds() < 10, "a walk");
  }
}
