package drydock.engine;

import drydock.kernel.Recorded;
import drydock.log.Checkpoints.Checkpoint;
import drydock.log.Entry;
import drydock.log.EventCodec;
import drydock.log.EventLog.Appended;
import drydock.log.EventLog.Ownership;
import drydock.log.HistoryDigest;
import drydock.log.LogUnavailable;
import drydock.log.StateCodec;
import drydock.profile.Profile;
import drydock.world.World;
import drydock.world.WorldEvent;
import drydock.world.WorldState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The history of one world as its loop has it: owned, folded, appended to, and digested.
final class History {

  /// So many entries are read from the log at a time.
  private static final int PAGE = 5_000;

  private final Storage storage;
  private final long id;
  private final Profile profile;
  private Ownership owner;
  private HistoryDigest digest = HistoryDigest.EMPTY;

  History(Storage storage, long id, Profile profile) {
    this.storage = storage;
    this.id = id;
    this.profile = profile;
    this.owner = new Ownership(id, 0, 0, null);
  }

  HistoryDigest digest() {
    return digest;
  }

  Ownership owner() {
    return owner;
  }

  /// Makes this the world's one writer, and folds what the log holds. A world without a history is
  /// empty, and has the seed given.
  World takeOver(long freshSeed) throws LogUnavailable {
    owner = storage.log().takeOver(id);
    Optional<Checkpoint> checkpoint =
        storage.checkpoints().latest(id, StateCodec.FORMAT, owner.position());
    Optional<WorldState> state = checkpoint.flatMap(StateCodec::restore);
    World world;
    HistoryDigest before;
    if (state.isPresent()) {
      world = new World(profile, state.get());
      before = checkpoint.get().digest();
    } else {
      world = new World(profile, owner.position() == 0 ? freshSeed : seed());
      before = HistoryDigest.EMPTY;
    }
    digest = fold(world, before, owner.position());
    if (owner.clock() != null) {
      world.advance(owner.clock());
    }
    return world;
  }

  /// The same history for those who only read it.
  Past past(Tip tip) {
    return new Past(storage, id, profile, tip);
  }

  private HistoryDigest fold(World world, HistoryDigest before, long last) throws LogUnavailable {
    HistoryDigest after = before;
    while (world.position() < last) {
      int limit = (int) Math.min(PAGE, last - world.position());
      List<Entry> page = storage.log().read(id, world.position(), limit);
      if (page.isEmpty()) {
        throw new IllegalStateException("the log of world " + id + " ends before position " + last);
      }
      for (Entry entry : page) {
        world.evolve(storage.codec().decode(entry));
      }
      after = after.after(page);
    }
    return after;
  }

  private long seed() throws LogUnavailable {
    Recorded first = storage.codec().decode(storage.log().read(id, 0, 1).getFirst());
    return ((WorldEvent.Opened) first.event()).seed();
  }

  /// Makes events durable.
  ///
  /// @return false if another process has taken the world over; then nothing was written
  boolean append(List<Recorded> events) throws LogUnavailable {
    List<Entry> entries = new ArrayList<>(events.size());
    EventCodec codec = storage.codec();
    for (Recorded event : events) {
      entries.add(codec.encode(event));
    }
    if (storage.log().append(owner, entries) == Appended.FENCED) {
      return false;
    }
    digest = digest.after(entries);
    return true;
  }

  /// Makes it durable that the world's clock has come this far.
  boolean advance(Instant clock) throws LogUnavailable {
    return storage.log().advance(owner, clock) == Appended.DURABLE;
  }

  /// Whether an earlier owner's append that began at a position has landed.
  boolean wrote(Ownership earlier, long position) throws LogUnavailable {
    return storage.log().wrote(earlier, position);
  }

  /// Empties the world's history. Its owner has to take it over again.
  void reset() throws LogUnavailable {
    storage.worlds().reset(id);
  }
}
