package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import drydock.cluster.UpkeepCommand;
import drydock.kernel.Decision;
import drydock.profile.Portion;
import drydock.profile.RolloutPolicy;
import drydock.service.Container;
import drydock.service.PodTemplate;
import drydock.service.Requirement;
import drydock.service.ServiceCommand;
import drydock.service.ServiceSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a rollout does step by step, in whole worlds. The traces were worked out from the rules of
/// Kubernetes 1.10 (pkg/controller/deployment/rolling.go and sync.go); each entry is one write of a
/// ReplicaSet.
class RolloutTraceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10 | 25% | 25% | new 3 · old 8 · new 5 · .. · old 3 · new 10 · .. · old 0
          4  | 1   | 1   | new 1 · old 3 · new 2 · .. · old 1 · new 4 · .. · old 0
          3  | 1   | 0   | new 1 · .. · old 2 · new 2 · .. · old 1 · new 3 · .. · old 0
          2  | 0   | 1%  | old 1 · new 1 · .. · old 0 · new 2 · ..
          1  | 25% | 25% | new 1 · .. · old 0
          """)
  void replicasAreReplacedAFewAtATime(
      int replicas, String maxSurge, String maxUnavailable, String trace) {
    Rolled web = Rolled.of(replicas, maxSurge, maxUnavailable).update("nginx:new").run(3600);
    assertEquals(trace, web.trace());
    assertEquals("Normal", web.status());
  }

  @Test
  void anUpdateThatNeverComesUpIsStuckAndCanBeUndone() {
    Rolled web = Rolled.of(10, "3", "2").update("drydock/never-ready:bad").run(3600);
    assertEquals("bad 3 · old 8 · bad 5", web.trace());
    assertEquals("Updating", web.status());
    web.ask(new ServiceCommand.RollBack(web.web));
    web.run(3600);
    assertEquals("bad 0 · old 10 · ..", web.trace());
    assertEquals("Normal", web.status());
  }

  /// Four of the ten find no node: each asks for 600 of the 4,000 that the only node has which they
  /// may go to.
  @Test
  void replicasThatAreNotAvailableGoFirst() {
    Container one = Sandbox.container("web", "nginx:old", null, null);
    var greedy =
        new Container(
            one.name(),
            one.image(),
            List.of(),
            List.of(),
            new Container.Resources(600, 0, 64, 64),
            one.execution(),
            null,
            null);
    ServiceSpec small = Rolled.spec(10, 10, greedy);
    var picky =
        new PodTemplate(
            List.of(greedy),
            List.of(),
            List.of(new Requirement("disk", Requirement.Operator.EXISTS, List.of())),
            List.of(),
            small.template().labels(),
            "");
    var spec = new ServiceSpec("", 10, small.strategy(), 10, small.exposure(), picky);
    Rolled web = new Rolled(Rolled.policy("25%", "25%"), 6, spec);
    var node = web.sandbox.world.clusters().nodes(web.cluster).iterator().next().id();
    web.sandbox.ask(new UpkeepCommand.Label(node, new TreeMap<>(Map.of("disk", "ssd"))));
    web.run(3600);
    web.trace();
    assertEquals(6, web.fleet().total().available());
    web.ask(new ServiceCommand.Modify(web.web, Rolled.spec(10, 10, "nginx:new")));
    web.run(3600);
    assertEquals("new 3 · old 8 · new 5 · .. · old 6 · old 3 · new 10 · .. · old 0", web.trace());
  }

  /// The unfinished revision becomes an earlier one at once.
  @Test
  void anUpdateInTheMiddleOfAnotherGivesUpWhatIsNotAvailable() {
    Rolled web = Rolled.of(4, "1", "1").update("nginx:first");
    web.trace();
    assertEquals("first 0 · second 2", web.update("nginx:second").trace());
    web.run(3600);
    assertEquals(".. · old 1 · second 4 · .. · old 0", web.trace());
    assertEquals("1 old, 2 first, 3 second", web.revisions());
  }

  /// 18, 25 and 7 replicas may be in all, of 13 that are there.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3   | 2   | 15 | old 11 · new 7
          25% | 25% | 20 | old 15 · new 10
          25% | 25% | 5  | old 4 · new 3
          """)
  void scalingInTheMiddleOfAnUpdateKeepsTheProportion(
      String maxSurge, String maxUnavailable, int to, String trace) {
    Rolled web = Rolled.of(10, maxSurge, maxUnavailable).update("nginx:new");
    assertEquals("new 3 · old 8 · new 5", web.trace());
    assertEquals(trace, web.scale(to).trace());
    web.run(3600);
    assertEquals("Normal", web.status());
    assertEquals(to, web.replicas().size());
    assertEquals(to, web.fleet().of(web.service().current()).available());
  }

  @Test
  void scalingToNothingInTheMiddleOfAnUpdateLeavesNothing() {
    Rolled web = Rolled.of(10, "25%", "25%").update("nginx:new");
    web.trace();
    assertEquals("old 0 · new 0", web.scale(0).trace());
    assertNull(web.service().progress().rollout());
  }

  @Test
  void anotherNumberComesBeforeAnotherTemplate() {
    Rolled web = Rolled.of(4, "1", "1");
    web.ask(new ServiceCommand.Modify(web.web, Rolled.spec(6, 10, "nginx:new")));
    assertEquals("old 6 · new 1 · old 5 · new 2", web.trace());
  }

  @Test
  void aPausedServiceDoesNotScaleUntilItGoesOn() {
    Rolled web = Rolled.of(10, "3", "2").update("nginx:new");
    web.ask(new ServiceCommand.Pause(web.web));
    web.trace();
    assertEquals("", web.scale(15).trace());
    web.ask(new ServiceCommand.Resume(web.web));
    assertEquals("old 11 · new 7", web.trace());
  }

  @Test
  void inTheReadingOfKubernetesAPausedServiceScales() {
    var upstream = new RolloutPolicy(Portion.parse("3"), Portion.parse("2"), false, null, null);
    Rolled web = new Rolled(upstream, 3, Rolled.spec(10, 10, "nginx:old"));
    web.ask(new ServiceCommand.Pause(web.web));
    assertEquals("old 12", web.scale(12).trace());
    web.scale(10).update("nginx:new");
    assertEquals("old 10", web.trace());
    web.ask(new ServiceCommand.Resume(web.web));
    assertEquals("new 3 · old 8 · new 5", web.trace().replace(".. · ", ""));
    web.ask(new ServiceCommand.Pause(web.web));
    assertEquals("old 11 · new 7", web.scale(15).trace());
    web.run(3600);
    assertEquals("..", web.trace());
    assertEquals("Paused", web.status());
  }

  @Test
  void whatIsEditedDuringAPauseIsOneRevision() {
    Rolled web = Rolled.of(4, "1", "1");
    web.ask(new ServiceCommand.Pause(web.web));
    web.update("nginx:first").update("nginx:second").scale(6).run(3600);
    assertEquals("1 old", web.revisions());
    assertEquals("", web.trace());
    web.ask(new ServiceCommand.Resume(web.web));
    assertEquals("1 old, 2 second", web.revisions());
    web.run(3600);
    assertEquals(6, web.fleet().of(web.service().current()).available());
  }

  /// Kubernetes gives the current revision another number only where another one has a higher.
  @Test
  void anEditThatIsTakenBackDuringAPauseIsNoRevision() {
    Rolled web = Rolled.of(4, "1", "1");
    web.ask(new ServiceCommand.Pause(web.web));
    web.update("nginx:new").update("nginx:old");
    web.ask(new ServiceCommand.Resume(web.web));
    assertEquals("", web.trace());
    assertEquals("1 old", web.revisions());
    assertEquals("Normal", web.status());
  }

  @Test
  void goingBackTakesUpTheEarlierRevisionUnderANewNumber() {
    Rolled web = Rolled.of(2, "1", "1").update("nginx:new").run(3600).update("nginx:third");
    web.run(3600);
    assertEquals("1 old, 2 new, 3 third", web.revisions());
    web.ask(new ServiceCommand.RollBack(web.web));
    assertEquals("1 old, 4 new, 3 third", web.revisions());
  }

  @Test
  void aServiceRedeployedTwiceAtOnceIsRolledTwice() {
    Rolled web = Rolled.of(2, "1", "1");
    web.ask(new ServiceCommand.Redeploy(web.web));
    web.ask(new ServiceCommand.Redeploy(web.web));
    assertEquals(3, web.service().progress().revisions().size());
  }

  private static Rolled remembering(int revisions) {
    var policy = new RolloutPolicy(Portion.parse("1"), Portion.parse("1"), true, null, revisions);
    Rolled web = new Rolled(policy, 3, Rolled.spec(2, 10, "nginx:old"));
    web.update("nginx:new").run(3600).update("nginx:third").run(3600);
    return web.update("nginx:fourth").run(3600);
  }

  private static Decision rollBack(Rolled web) {
    return web.ask(new ServiceCommand.RollBack(web.web));
  }

  @Test
  void theOldestRevisionsBeyondTheLimitAreForgotten() {
    assertEquals("2 new, 3 third, 4 fourth", remembering(2).revisions());
    assertEquals("4 fourth", remembering(0).revisions());
  }

  @Test
  void thereIsNoWayBackToWhatIsForgotten() {
    assertInstanceOf(Decision.Rejected.class, rollBack(remembering(0)));
    Rolled web = remembering(1);
    assertEquals("3 third, 4 fourth", web.revisions());
    assertInstanceOf(Decision.Accepted.class, rollBack(web));
    web.run(3600);
    assertEquals("5 third, 4 fourth", web.revisions());
  }

  /// Kubernetes 1.8 to 1.10 cleans up once a rollout is complete, or when it is paused.
  @Test
  void nothingIsForgottenBeforeTheRolloutIsOver() {
    Rolled web = remembering(1).update("drydock/never-ready:bad").run(3600);
    assertEquals("3 third, 4 fourth, 5 bad", web.revisions());
    rollBack(web);
    web.run(3600);
    assertEquals("6 fourth, 5 bad", web.revisions());
  }
}
