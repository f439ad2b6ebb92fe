package drydock.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Traces worked out from the rules of Kubernetes' Deployment controller; each entry is one write
/// of a ReplicaSet.
class RollingUpdateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10 | 3 | 2 | new 3 · old 8 · new 5 · .. · old 3 · new 10 · .. · old 0
          4  | 1 | 1 | new 1 · old 3 · new 2 · .. · old 1 · new 4 · .. · old 0
          3  | 1 | 0 | new 1 · .. · old 2 · new 2 · .. · old 1 · new 3 · .. · old 0
          2  | 0 | 1 | old 1 · new 1 · .. · old 0 · new 2 · ..
          1  | 1 | 0 | new 1 · .. · old 0
          2  | 0 | 1% | old 1 · new 1 · .. · old 0 · new 2 · ..
          """)
  void replicasAreReplacedAFewAtATime(
      int wanted, String maxSurge, String maxUnavailable, String trace) {
    Rollouts rollout = Rollouts.rolling(wanted, maxSurge, maxUnavailable).update("new").toTheEnd();
    assertEquals(trace, rollout.trace());
    assertNull(rollout.service().progress().rollout());
  }

  @Test
  void anUpdateThatNeverComesUpStopsBeforeItDoesHarm() {
    Rollouts rollout = Rollouts.rolling(10, "3", "2").update("bad");
    assertEquals("bad 3 · old 8 · bad 5", rollout.trace());
    assertEquals(Rollout.UPDATE, rollout.service().progress().rollout());
  }

  @Test
  void aStuckUpdateIsUndoneByGivingUpWhatNeverCameUp() {
    Rollouts rollout = Rollouts.rolling(10, "3", "2").update("bad").rollBack().toTheEnd();
    assertEquals("bad 3 · old 8 · bad 5 · bad 0 · old 10 · ..", rollout.trace());
    assertNull(rollout.service().progress().rollout());
  }

  @Test
  void unhealthyReplicasGoFirst() {
    Rollouts rollout = Rollouts.rolling(10, "3", "2").broken(4).update("new").newWave().newWave();
    assertEquals(
        "new 3 · old 8 · new 5 · .. · old 6 · old 3 · new 10 · .. · old 0", rollout.trace());
  }

  @Test
  void anUpdateInTheMiddleOfAnotherGivesUpBothUnfinishedOnes() {
    Rollouts rollout = Rollouts.rolling(4, "1", "1").update("first").update("second").toTheEnd();
    assertEquals(
        "first 1 · old 3 · first 2 · first 0 · second 2 · .. · old 1 · second 4 · .. · old 0",
        rollout.trace());
  }

  @Test
  void aScaledServiceWithoutAnUpdateGoesThereInOneStep() {
    assertEquals("old 7", Rollouts.rolling(3, "1", "1").scale(7).trace());
    assertEquals("old 0", Rollouts.rolling(3, "1", "1").scale(0).trace());
  }

  @Test
  void goingBackTakesUpTheEarlierRevisionUnderANewNumber() {
    Rollouts rollout = Rollouts.rolling(2, "1", "1").update("new").toTheEnd().rollBack().toTheEnd();
    assertEquals(2, rollout.service().progress().revisions().size());
    assertEquals(3, rollout.service().current().number());
    assertEquals("old", rollout.service().current().template().containers().getFirst().image());
  }

  @Test
  void recreateStartsNothingNewBeforeAllOfTheOldIsGone() {
    var rollout = new Rollouts(3, ServiceSpec.Strategy.RECREATE, "1", "1");
    assertEquals("old 0", rollout.update("new").trace());
    assertEquals("old 0 · stopped · new 3 · ..", rollout.stopped().toTheEnd().trace());
  }
}
