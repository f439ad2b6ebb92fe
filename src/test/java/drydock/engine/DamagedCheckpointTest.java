package drydock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.log.Checkpoints.Checkpoint;
import drydock.log.EventCodec;
import drydock.log.HistoryDigest;
import drydock.log.MemoryEventLog;
import drydock.log.StateCodec;
import drydock.server.ProfileFile;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DamagedCheckpointTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final MemoryEventLog memory = new MemoryEventLog();

  private WorldLoop start() throws Exception {
    var config =
        new WorldConfig(
            "main",
            1,
            ProfileFile.read("instant"),
            new Pace.Wish(Pace.Mode.MANUAL, 1),
            () -> START);
    return WorldLoop.start(
        config, new Storage(memory, memory, memory, new EventCodec()), LoopObserver.NONE);
  }

  private record Seen(long position, HistoryDigest digest) {
    static Seen of(WorldLoop loop) {
      return loop.look(sight -> new Seen(sight.world().position(), sight.digest())).join();
    }
  }

  @Test
  void isPassedOverAndTheLogIsFoldedFromItsBeginning() throws Exception {
    Seen before;
    try (WorldLoop loop = start()) {
      loop.advance(Duration.ofMinutes(1), false).join();
      before = Seen.of(loop);
    }
    var owner = memory.takeOver(memory.open("main").id());
    byte[] damaged = {1, 2, 3};
    memory.save(
        owner,
        new Checkpoint(owner.position(), START, HistoryDigest.EMPTY, StateCodec.FORMAT, damaged));
    try (WorldLoop loop = start()) {
      assertEquals(before, Seen.of(loop));
      assertEquals(before.position(), loop.past().at(before.position()).orElseThrow().position());
    }
  }
}
