package drydock.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.engine.LoopObserver;
import drydock.engine.Pace;
import drydock.engine.Sight;
import drydock.engine.Storage;
import drydock.engine.WorldConfig;
import drydock.engine.WorldLoop;
import drydock.log.EventCodec;
import drydock.log.HistoryDigest;
import drydock.log.MemoryEventLog;
import drydock.profile.Profile;
import drydock.server.ProfileFile;
import drydock.world.RandomStory;
import drydock.world.Sandbox;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A story has one history, wherever it is kept: told by nobody but the world itself, by a loop on
/// the log in memory, by one on Postgres, and by loops that take over in the middle from one
/// another. Their turns begin and end elsewhere, and nothing of that shows.
@Timeout(300)
class TwoLogsTest {

  private static final int STEPS = 200;

  private final Profile profile = ProfileFile.read("realistic");
  private final Harbour harbour = new Harbour();

  @AfterEach
  void close() throws Exception {
    harbour.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aStoryHasOneHistoryWhereverItIsKept(long seed) throws Exception {
    var sandbox = new Sandbox(profile, seed);
    sandbox.cluster(3);
    sandbox.run(Duration.ofMinutes(6));
    RandomStory.ofCommands(sandbox, seed).run(STEPS);
    var codec = new EventCodec();
    var digest = HistoryDigest.EMPTY.after(sandbox.history.stream().map(codec::encode).toList());
    assertTrue(sandbox.history.size() > 1_000, "hardly anything happened");
    var memory = new MemoryEventLog();
    var stored = new Storage(memory, memory, memory, codec);
    assertEquals(digest, told(stored, seed, sandbox.acts), "in memory");
    assertEquals(digest, told(harbour.storage(), seed, sandbox.acts), "on Postgres");
  }

  /// The digest of a story that two loops tell, one half each.
  private HistoryDigest told(Storage storage, long seed, List<Sandbox.Act> acts) throws Exception {
    int half = acts.size() / 2;
    tell(storage, seed, acts.subList(0, half));
    return tell(storage, seed, acts.subList(half, acts.size()));
  }

  private HistoryDigest tell(Storage storage, long seed, List<Sandbox.Act> acts) throws Exception {
    var config =
        new WorldConfig(
            "main", seed, profile, new Pace.Wish(Pace.Mode.MANUAL, 0), () -> Sandbox.START);
    try (var loop = WorldLoop.start(config, storage, LoopObserver.NONE)) {
      for (Sandbox.Act act : acts) {
        if (act.command() == null) {
          Harbour.await(loop.advance(act.time(), false));
        } else {
          Harbour.await(loop.ask(act.command(), Sandbox.ASKED));
        }
      }
      return Harbour.await(loop.look(Sight::digest));
    }
  }
}
