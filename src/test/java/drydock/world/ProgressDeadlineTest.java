package drydock.world;

import static drydock.service.Progressing.Reason.DEPLOYMENT_PAUSED;
import static drydock.service.Progressing.Reason.DEPLOYMENT_RESUMED;
import static drydock.service.Progressing.Reason.NEW_REPLICA_SET_AVAILABLE;
import static drydock.service.Progressing.Reason.PROGRESS_DEADLINE_EXCEEDED;
import static drydock.service.Progressing.Reason.REPLICA_SET_UPDATED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.kernel.Decision;
import drydock.log.StateCodec;
import drydock.profile.Portion;
import drydock.profile.RolloutPolicy;
import drydock.service.Progressing;
import drydock.service.Progressing.Reason;
import drydock.service.ServiceCommand;
import drydock.service.ServiceEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A rollout that does not get on is told of after its deadline, and nothing else happens
/// (Kubernetes 1.10, pkg/controller/deployment/progress.go). The controller looks a second late.
class ProgressDeadlineTest {

  private static Rolled of(int replicas, int minReadySeconds, int deadlineSeconds) {
    var policy =
        new RolloutPolicy(Portion.parse("1"), Portion.parse("1"), true, deadlineSeconds, null);
    return new Rolled(policy, 3, Rolled.spec(replicas, minReadySeconds, "nginx:old"));
  }

  private static Progressing condition(Rolled web) {
    return web.service().progress().condition();
  }

  private static Reason reason(Rolled web) {
    return condition(web).reason();
  }

  /// The seconds from the start of the world to each time that a deadline was over.
  private static List<Long> timeouts(Sandbox sandbox) {
    return sandbox.history.stream()
        .filter(each -> each.event() instanceof ServiceEvent.ProgressTimedOut)
        .map(each -> Duration.between(Sandbox.START, each.at()).toSeconds())
        .toList();
  }

  @Test
  void withoutADeadlineThereIsNoCondition() {
    Rolled web = Rolled.of(3, "1", "1").update("drydock/never-ready:bad").run(86_400);
    assertNull(condition(web));
    assertEquals("Updating", web.status());
    assertEquals(0, web.sandbox.world.pending());
  }

  @Test
  void aServiceThatComesUpHasProgressedForGood() {
    Rolled web = of(3, 10, 600);
    assertEquals(NEW_REPLICA_SET_AVAILABLE, reason(web));
    web.scale(1000).run(3600);
    assertEquals(NEW_REPLICA_SET_AVAILABLE, reason(web), "scaling is no rollout");
    assertEquals(List.of(), timeouts(web.sandbox));
  }

  @Test
  void anUpdateThatIsStuckIsToldOfOnceAndGoesOnAsItCan() {
    Rolled web = of(4, 0, 600).update("drydock/never-ready:bad");
    web.trace();
    assertEquals(REPLICA_SET_UPDATED, reason(web), "two replicas were made");
    assertTrue(web.sandbox.world.idle(), "a deadline that comes is no progress");
    web.run(600);
    assertEquals("Updating", web.status());
    web.run(1);
    assertEquals("Abnormal", web.status());
    web.run(86_400);
    assertEquals(List.of(3600L + 601), timeouts(web.sandbox));
    assertEquals(Progressing.Status.FALSE, reason(web).status());
    assertEquals("", web.trace(), "nothing follows from it");
    assertEquals(3, web.fleet().total().available());
  }

  @Test
  void progressAfterTheDeadlineIsProgress() {
    Rolled web = of(4, 0, 600).update("drydock/never-ready:bad").run(3600);
    assertEquals(PROGRESS_DEADLINE_EXCEEDED, reason(web));
    web.ask(new ServiceCommand.RollBack(web.web));
    web.run(1);
    assertEquals(NEW_REPLICA_SET_AVAILABLE, reason(web));
    assertEquals("Normal", web.status());
    Rolled slow = of(1, 0, 30).update("drydock/slow-start:bad").run(31);
    assertEquals(PROGRESS_DEADLINE_EXCEEDED, reason(slow));
    slow.run(60);
    assertEquals(NEW_REPLICA_SET_AVAILABLE, reason(slow));
  }

  @Test
  void eachBitOfProgressGivesTheDeadlineAnew() {
    Rolled web = of(6, 50, 60).update("nginx:new").run(100);
    assertEquals("Updating", web.status());
    assertEquals(REPLICA_SET_UPDATED, reason(web));
    assertEquals(Sandbox.START, condition(web).changedAt(), "it has got on all the time");
    assertEquals(Sandbox.START.plusSeconds(3600 + 51), condition(web).updatedAt());
    web.run(3600);
    assertEquals("Normal", web.status());
    assertEquals(List.of(), timeouts(web.sandbox));
  }

  @Test
  void theDeadlineDoesNotRunDuringAPauseAndRunsAnewAfterIt() {
    Rolled web = of(4, 0, 600).update("drydock/never-ready:bad").run(300);
    web.ask(new ServiceCommand.Pause(web.web));
    assertEquals(DEPLOYMENT_PAUSED, reason(web));
    web.run(3000);
    web.ask(new ServiceCommand.Resume(web.web));
    assertEquals(DEPLOYMENT_RESUMED, reason(web));
    web.run(3600);
    assertEquals(List.of(3600L + 300 + 3000 + 601), timeouts(web.sandbox));
    web.ask(new ServiceCommand.Pause(web.web));
    assertEquals(PROGRESS_DEADLINE_EXCEEDED, reason(web), "it stays so in a pause");
  }

  @Test
  void aDeadlineOutlastsARestart() {
    Rolled web = of(4, 0, 600).update("drydock/never-ready:bad").run(300);
    World world = web.sandbox.world;
    var restored =
        new Sandbox(new World(world.profile(), StateCodec.read(StateCodec.write(world.state()))));
    restored.run(Duration.ofHours(1));
    assertEquals(List.of(3600L + 601), timeouts(restored));
  }

  @Test
  void aReplicaCannotHaveToBeReadyForLongerThanTheDeadline() {
    Rolled web = of(1, 0, 60);
    var modified = new ServiceCommand.Modify(web.web, Rolled.spec(1, 60, "nginx:old"));
    assertInstanceOf(Decision.Rejected.class, web.ask(modified));
  }
}
