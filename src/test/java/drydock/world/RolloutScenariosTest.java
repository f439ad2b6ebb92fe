package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.ClusterCommand;
import drydock.cluster.ClusterSpec;
import drydock.service.Probe;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaPhase;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Stories of services that everybody who runs some has lived through, as Kubernetes 1.7 to 1.10
/// tell them. What single containers do is in [MachineStoryTest], step-by-step updates are in
/// [RolloutTraceTest], deadlines in [ProgressDeadlineTest].
class RolloutScenariosTest {

  private static List<Long> seconds(Rolled web, Class<? extends ReplicaEvent> type, long from) {
    return web.sandbox.history.stream()
        .filter(each -> type.isInstance(each.event()))
        .map(each -> Duration.between(Sandbox.START, each.at()).toSeconds() - from)
        .filter(each -> each >= 0)
        .distinct()
        .toList();
  }

  @Test
  void aServiceIsCreatedAndComesUp() {
    var web = new Rolled(Rolled.policy("1", "1"), 3, Rolled.spec(3, 10, "nginx:old"));
    assertEquals("1 old", web.revisions());
    assertEquals("Normal", web.status());
    String revision = web.service().current().name();
    assertTrue(revision.matches("web-[456789bcdf]{1,10}"), revision);
    for (Replica replica : web.replicas()) {
      String name = replica.id().name();
      assertTrue(name.matches(revision + "-[bcdfghjklmnpqrstvwxz2456789]{5}"), name);
    }
  }

  /// Back-off of pulls: 10 s, doubled up to 5 minutes (kubelet, MaxContainerBackOff).
  @Test
  void aTypoInTheImageHoldsTheUpdateUpUntilItIsUndone() {
    Rolled web = Rolled.of(4, "1", "1").update("drydock/missing:typo");
    assertEquals("typo 1 · old 3 · typo 2", web.trace());
    web.run(1300);
    assertEquals("", web.trace());
    assertEquals(3, web.fleet().total().available());
    assertEquals(
        List.of(0L, 10L, 30L, 70L, 150L, 310L, 610L, 910L, 1210L),
        seconds(web, ReplicaEvent.PullFailed.class, 3600));
    web.ask(new ServiceCommand.RollBack(web.web));
    assertEquals("typo 0 · old 4", web.trace());
    web.run(60);
    assertEquals("Normal", web.status());
    assertEquals("3 old, 2 typo", web.revisions());
  }

  @Test
  void anUpdateThatIsNeverReadyIsStuckWithoutRestarts() {
    Rolled web = Rolled.of(4, "1", "1").update("drydock/never-ready:bad").run(3600);
    assertEquals("bad 1 · old 3 · bad 2", web.trace());
    assertEquals(3, web.fleet().total().available());
    assertEquals(0, web.replicas().stream().mapToInt(Replica::restarts).sum());
  }

  /// It hangs after a minute, which the third check in a row finds out, 20 s and its own time
  /// later; the first restart is at once, the next after a back-off.
  @Test
  void aContainerThatHangsIsRestartedByItsLivenessCheck() {
    var probe = new Probe(Probe.Method.TCP, 0, 2, 10, 1, 3, 80, null, null, null);
    var container = Sandbox.container("web", "drydock/unhealthy-later:old", probe, null);
    var web = new Rolled(Rolled.policy("1", "1"), 3, Rolled.spec(1, 0, container));
    List<Long> ends = seconds(web, ReplicaEvent.ContainerEnded.class, 0);
    List<Long> starts = seconds(web, ReplicaEvent.ContainerRestarted.class, 0);
    assertEquals(List.of(82L, 164L, 256L), ends.subList(0, 3));
    assertEquals(List.of(82L, 174L, 276L), starts.subList(0, 3));
  }

  @Test
  void recreateHasADowntimeOfTheLongestTermination() {
    ServiceSpec rolling = Rolled.spec(3, 10, "drydock/slow-stop:old");
    var spec =
        new ServiceSpec(
            "", 3, ServiceSpec.Strategy.RECREATE, 10, rolling.exposure(), rolling.template());
    var web = new Rolled(Rolled.policy("1", "1"), 3, spec);
    web.update("nginx:new").run(29);
    assertEquals("old 0", web.trace());
    assertTrue(web.replicas().stream().allMatch(each -> each.phase() == ReplicaPhase.STOPPING));
    web.run(1);
    assertEquals("new 3", web.trace());
    assertEquals(3, web.replicas().size());
    web.run(10);
    assertEquals("Updating", web.status());
    web.run(1);
    assertEquals("Normal", web.status());
  }

  /// The scheduler of 1.7 to 1.10 waits 1, 2, 4, … 60 s, and begins anew.
  @Test
  void aReplicaThatFindsNoNodeIsTriedAgainEverMoreSeldom() {
    Rolled web = Rolled.of(3, "1", "1");
    web.scale(121).run(240);
    List<Long> tries = seconds(web, ReplicaEvent.Unschedulable.class, 3600);
    assertEquals(List.of(0L, 1L, 3L, 7L, 15L, 31L, 63L, 123L), tries.subList(0, 8));
    web.scale(3);
    assertTrue(web.replicas().stream().allMatch(each -> each.node() != null), "they went first");
    assertEquals("Normal", web.status());
  }

  @ParameterizedTest
  @CsvSource({
    "1.7.8,  web-[0-9]+, [bcdfghjklmnpqrstvwxz0-9]{5}",
    "1.8.13, web-[456789bcdf]+, [bcdfghjklmnpqrstvwxz2456789]{5}",
    "1.10.5, web-[456789bcdf]+, [bcdfghjklmnpqrstvwxz2456789]{5}",
  })
  void namesAreThoseOfTheRelease(String version, String revision, String end) {
    var sandbox = new Sandbox("instant", 1);
    ClusterCommand.Create plain = Sandbox.creation(3, "172.16.0.0/16");
    var spec =
        new ClusterSpec(
            "old",
            "",
            plain.spec().cidr(),
            plain.spec().vpc(),
            plain.spec().region(),
            plain.spec().system(),
            version,
            0,
            "");
    sandbox.ask(new ClusterCommand.Create(spec, false, plain.nodes()));
    String cluster = sandbox.world.clusters().list().iterator().next().id();
    ServiceId web = sandbox.service(cluster, "web", 50);
    var names = sandbox.world.services().fleet(web).replicas().stream().map(Replica::id).toList();
    assertEquals(50, names.size());
    assertFalse(sandbox.world.services().find(web).progress().revisions().isEmpty());
    names.forEach(
        id -> assertTrue(id.name().matches(revision + "-" + end), () -> version + " " + id));
  }

  /// A pod's name is cut at 63 characters, 58 and five drawn ones (apiserver, names.GenerateName).
  @Test
  void namesOfReplicasStayLabels() {
    var sandbox = new Sandbox("instant", 1);
    ServiceId id = sandbox.service(sandbox.cluster(1), "w" + "e".repeat(61) + "b", 1);
    String name = sandbox.world.services().fleet(id).replicas().iterator().next().id().name();
    assertEquals(63, name.length());
    assertTrue(name.startsWith("w" + "e".repeat(57)), name);
  }
}
