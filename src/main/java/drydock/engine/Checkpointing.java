package drydock.engine;

import drydock.log.Checkpoints;
import drydock.log.Checkpoints.Checkpoint;
import drydock.log.EventLog.Ownership;
import drydock.log.HistoryDigest;
import drydock.log.LogUnavailable;
import drydock.log.StateCodec;
import drydock.world.World;
import drydock.world.WorldState;
import java.util.concurrent.atomic.AtomicBoolean;

/// Keeps the state of a world now and then, so that a restart need not begin at the first event.
/// The loop only takes the values together, which is quick; writing them is left to a thread of its
/// own.
final class Checkpointing {

  private static final int EVENTS_BETWEEN_MIN = 50_000;

  /// A checkpoint costs what the world is large, so a large one gets fewer: what it costs for each
  /// event stays the same, and folding what came after it takes about as long as reading it.
  private static final int EVENTS_BETWEEN_PER_REPLICA = 2;

  /// At the end of a world's service a checkpoint is worth its time after so many events.
  private static final int EVENTS_AT_LAST = 1_000;

  private final Checkpoints checkpoints;
  private final AtomicBoolean busy = new AtomicBoolean();
  private long last;

  Checkpointing(Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
  }

  /// Counts from here.
  void begin(World world) {
    last = world.position();
  }

  /// Keeps the world's state if enough has happened. The world must be as durable as its history.
  void consider(World world, History history) {
    if (world.position() - last < eventsBetween(world) || !busy.compareAndSet(false, true)) {
      return;
    }
    last = world.position();
    WorldState state = world.state();
    Ownership owner = history.owner();
    HistoryDigest digest = history.digest();
    Thread.ofVirtual().name("checkpoint").start(() -> keep(owner, state, digest));
  }

  private static int eventsBetween(World world) {
    return Math.max(
        EVENTS_BETWEEN_MIN, EVENTS_BETWEEN_PER_REPLICA * world.services().replicaCount());
  }

  private void keep(Ownership owner, WorldState state, HistoryDigest digest) {
    try {
      save(owner, state, digest);
      checkpoints.thin(owner.world());
    } catch (LogUnavailable away) {
      // A checkpoint is only a shortcut: the next one will do.
    } finally {
      busy.set(false);
    }
  }

  void leave(World world, History history) throws LogUnavailable {
    if (world.position() - last >= EVENTS_AT_LAST) {
      save(history.owner(), world.state(), history.digest());
    }
  }

  private void save(Ownership owner, WorldState state, HistoryDigest digest) throws LogUnavailable {
    checkpoints.save(
        owner,
        new Checkpoint(
            state.position(), state.now(), digest, StateCodec.FORMAT, StateCodec.write(state)));
  }
}
