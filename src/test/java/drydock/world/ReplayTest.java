package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import drydock.kernel.Recorded;
import drydock.log.StateCodec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A history says everything about its world: whoever folds it, from wherever, comes to the same.
class ReplayTest {

  private static final int STEPS = 150;

  private static Sandbox told(long seed) {
    var sandbox = new Sandbox(seed % 2 == 0 ? "modern" : "realistic", seed);
    new RandomStory(sandbox, seed).run(STEPS);
    return sandbox;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theSameSeedAndCommandsMakeTheSameHistory(long seed) {
    assertEquals(told(seed).history, told(seed).history);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anotherSeedMakesAnotherHistory(long seed) {
    var one = new Sandbox("realistic", seed);
    var other = new Sandbox("realistic", seed + 1);
    new RandomStory(one, 7).run(STEPS);
    new RandomStory(other, 7).run(STEPS);
    assertNotEquals(one.history, other.history);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aFoldOfTheHistoryIsTheWorldThatMadeIt(long seed) {
    Sandbox sandbox = told(seed);
    World folded = fold(sandbox, sandbox.history);
    folded.advance(sandbox.world.now());
    assertEquals(sandbox.world.state(), folded.state());
    assertEquals(sandbox.world.pending(), folded.pending());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aWorldGoesOnFromACheckpointAsIfNothingHadBeen(long seed) {
    Sandbox sandbox = told(seed);
    var restored =
        new Sandbox(
            new World(
                sandbox.world.profile(), StateCodec.read(StateCodec.write(sandbox.world.state()))));
    int before = sandbox.history.size();
    new RandomStory(sandbox, seed + 100).run(STEPS);
    new RandomStory(restored, seed + 100).run(STEPS);
    assertEquals(sandbox.history.subList(before, sandbox.history.size()), restored.history);
    assertEquals(sandbox.world.state(), restored.world.state());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void howFarTimeGoesAtOnceMakesNoDifference(long seed) {
    Sandbox atOnce = told(seed);
    Sandbox bitByBit = told(seed);
    atOnce.run(Duration.ofMinutes(10));
    for (int i = 0; i < 600; i++) {
      bitByBit.run(Duration.ofSeconds(1));
    }
    assertEquals(atOnce.history, bitByBit.history);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void positionsAreDenseAndTimeNeverRunsBackwards(long seed) {
    List<Recorded> history = told(seed).history;
    for (int i = 0; i < history.size(); i++) {
      assertEquals(i + 1, history.get(i).position());
      assertEquals(false, i > 0 && history.get(i).at().isBefore(history.get(i - 1).at()));
    }
  }

  private static World fold(Sandbox sandbox, List<Recorded> history) {
    var world = new World(sandbox.world.profile(), sandbox.world.seed());
    history.forEach(world::evolve);
    return world;
  }
}
