package drydock.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.profile.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who goes first of two or more, where all that counts less speaks for another (Kubernetes 1.7 to
/// 1.10 and 1.30, pkg/controller/controller_utils.go).
class VictimsTest {

  private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

  private final Fleet fleet = new Fleet();
  private int born;

  /// A replica that was made, and is ready if it says so, so many seconds ago.
  private void replica(
      String name, String node, ReplicaPhase phase, int restarts, long made, long ready) {
    var course = new Course(NOW, null, null, null, null, null);
    var containers = new TreeMap<String, ContainerState>();
    containers.put("web", new ContainerState(restarts, course, null));
    var state =
        new Replica.State(
            phase,
            node,
            "",
            null,
            phase == ReplicaPhase.READY ? NOW.minusSeconds(ready) : null,
            null,
            0,
            "",
            new Vitals(containers));
    var id = new ReplicaId(Rollouts.ID, name);
    var share = new Replica.Share(0, 0, 0, 0, List.of());
    Instant createdAt = NOW.minus(Duration.ofSeconds(made));
    fleet.put(new Replica(id, "web-1", share, new TreeMap<>(), born++, createdAt, state));
  }

  private String order(Release release) {
    var revision = new Revision("web-1", 1, Rollouts.template("web"), 0, 0, 1, Revision.Aim.NONE);
    return String.join(
        " ",
        Victims.of(revision, fleet.size(), fleet, release, NOW).stream()
            .map(each -> each.id().name())
            .toList());
  }

  @ParameterizedTest
  @EnumSource
  void whoHasNoNodeGoesBeforeWhoHasOne(Release release) {
    replica("pulling", "a", ReplicaPhase.PULLING, 0, 10, 0);
    replica("pending", null, ReplicaPhase.PENDING, 0, 90_000, 0);
    assertEquals("pending pulling", order(release));
  }

  @ParameterizedTest
  @EnumSource
  void whoHasNotStartedGoesBeforeWhoRuns(Release release) {
    replica("running", "a", ReplicaPhase.RUNNING, 9, 10, 0);
    replica("crashed", "b", ReplicaPhase.CRASHED, 9, 10, 0);
    replica("starting", "c", ReplicaPhase.STARTING, 0, 90_000, 0);
    assertTrue(order(release).startsWith("starting "));
  }

  @ParameterizedTest
  @EnumSource
  void whoIsNotReadyGoesBeforeWhoIs(Release release) {
    replica("ready", "a", ReplicaPhase.READY, 9, 10, 1);
    replica("running", "b", ReplicaPhase.RUNNING, 0, 90_000, 0);
    assertEquals("running ready", order(release));
  }

  @ParameterizedTest
  @EnumSource
  void whoIsReadyForAShorterTimeGoesFirst(Release release) {
    replica("long", "a", ReplicaPhase.READY, 9, 200, 100);
    replica("short", "b", ReplicaPhase.READY, 0, 90_000, 5);
    assertEquals("short long", order(release));
  }

  @ParameterizedTest
  @EnumSource
  void whoWasRestartedMoreOftenGoesFirst(Release release) {
    replica("often", "a", ReplicaPhase.RUNNING, 2, 90_000, 0);
    replica("never", "b", ReplicaPhase.RUNNING, 0, 10, 0);
    assertEquals("often never", order(release));
  }

  @ParameterizedTest
  @EnumSource
  void theYoungerGoesFirst(Release release) {
    replica("a-old", "a", ReplicaPhase.RUNNING, 0, 1000, 0);
    replica("z-young", "b", ReplicaPhase.RUNNING, 0, 10, 0);
    assertEquals("z-young a-old", order(release));
  }

  /// Since 1.22 one node is not left with all replicas while others have none.
  @Test
  void todayWhoSharesItsNodeGoesBeforeWhoIsReadyForAShorterTime() {
    replica("alone", "a", ReplicaPhase.READY, 0, 10, 1);
    replica("beside", "b", ReplicaPhase.READY, 0, 200, 100);
    replica("another", "b", ReplicaPhase.READY, 0, 90_000, 80_000);
    assertEquals("beside another alone", order(Release.MODERN));
    assertEquals("alone beside another", order(Release.K8S_1_10));
  }

  /// 100 and 120 s are of one magnitude, 10 s is not.
  @Test
  void todayAgesOfOneMagnitudeAreEqual() {
    replica("b", "a", ReplicaPhase.READY, 0, 200, 100);
    replica("a", "b", ReplicaPhase.READY, 0, 200, 120);
    replica("c", "c", ReplicaPhase.READY, 0, 200, 10);
    assertEquals("c a b", order(Release.MODERN));
    assertEquals("c b a", order(Release.K8S_1_10));
  }
}
