package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.fault.FaultCommand;
import drydock.fault.Outbreak;
import drydock.invariant.Audit;
import drydock.log.StateCodec;
import drydock.profile.Profile;
import drydock.server.ProfileFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Many short stories of worlds, each from its own seed, in which nothing must ever be wrong: the
/// invariants are checked after each event, the whole world is counted anew after each step, and at
/// the end of each story its history is folded anew and its checkpoint read back.
///
/// `-Dsimulation.seed=1 -Dsimulation.seeds=200 -Dsimulation.steps=100` say which stories and how
/// long ones; what fails says how to see it again.
class SimulationTest {

  /// The profile of a story follows from its seed, so that the seed says all.
  private static final List<Profile> PROFILES =
      List.of(
          ProfileFile.read("realistic"),
          ProfileFile.read("chaos"),
          ProfileFile.read("modern"),
          ProfileFile.read("cramped"),
          ProfileFile.read("instant"),
          ProfileFile.read("hasty"));

  private static final long SEED = Long.getLong("simulation.seed", 1);
  private static final long SEEDS = Long.getLong("simulation.seeds", 200);
  private static final int STEPS = Integer.getInteger("simulation.steps", 100);

  /// No more failures are looked for after so many.
  private static final int FAILURES_MAX = 10;

  /// A cluster that is made waits for its masters, its machines and their joining, of which none
  /// takes longer than ten minutes.
  private static final int HOURS_MAX = 2;

  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(10);

  @Test
  void nothingIsEverWrong() {
    List<String> failures = new ArrayList<>();
    long events = 0;
    Instant told = Instant.now();
    for (long seed = SEED; seed < SEED + SEEDS && failures.size() < FAILURES_MAX; seed++) {
      var sandbox = new Sandbox(profile(seed), seed);
      try {
        tell(sandbox, seed);
      } catch (RuntimeException | AssertionError wrong) {
        failures.add(replay(seed) + "\n" + wrong + at(wrong));
      }
      events += sandbox.history.size();
      if (Duration.between(told, Instant.now()).compareTo(PROGRESS_EVERY) > 0) {
        told = Instant.now();
        System.out.printf(
            "simulation: %,d steps, %,d events, %d failures%n",
            (seed - SEED + 1) * STEPS, events, failures.size());
      }
    }
    assertEquals(List.of(), failures, () -> String.join("\n\n", failures));
  }

  private static void tell(Sandbox sandbox, long seed) {
    sandbox.cluster(1 + (int) (seed % 3));
    sandbox.run(Duration.ofMinutes(5));
    var story = new RandomStory(sandbox, seed);
    for (int i = 0; i < STEPS; i++) {
      story.step();
      assertEquals(List.of(), Audit.of(sandbox.world));
    }
    settle(sandbox);
    WorldState state = sandbox.world.state();
    assertEquals(state, StateCodec.read(StateCodec.write(state)));
    var folded = new World(sandbox.world.profile(), sandbox.world.seed());
    sandbox.history.forEach(folded::evolve);
    folded.advance(sandbox.world.now());
    assertEquals(state, folded.state());
    assertEquals(sandbox.world.outlook(), folded.outlook());
  }

  /// Every task ends, if nobody interferes and no fault does.
  private static void settle(Sandbox sandbox) {
    for (Outbreak each : List.copyOf(sandbox.world.faults().list())) {
      sandbox.ask(new FaultCommand.End(each.fault().id()));
    }
    assertTrue(sandbox.world.faults().isEmpty(), "what a fault held is let go when it ends");
    for (int i = 0; i < HOURS_MAX && !sandbox.world.tasks().running().isEmpty(); i++) {
      sandbox.run(Duration.ofHours(1));
    }
    assertEquals(List.of(), List.copyOf(sandbox.world.tasks().running()));
    assertEquals(List.of(), Audit.of(sandbox.world));
  }

  private static Profile profile(long seed) {
    return PROFILES.get((int) (seed % PROFILES.size()));
  }

  private static String replay(long seed) {
    return "mvn verify -Dtest=SimulationTest -Dsimulation.seeds=1 -Dsimulation.seed=%d -Dsimulation.steps=%d  # %s"
        .formatted(seed, STEPS, profile(seed).name());
  }

  private static String at(Throwable wrong) {
    return List.of(wrong.getStackTrace()).stream()
        .filter(each -> each.getClassName().startsWith("drydock"))
        .limit(6)
        .map(each -> "\n  at " + each)
        .reduce("", String::concat);
  }
}
