package drydock.engine;

import drydock.kernel.Recorded;
import drydock.log.Checkpoints.Checkpoint;
import drydock.log.Entry;
import drydock.log.EventLog.Filter;
import drydock.log.LogUnavailable;
import drydock.log.StateCodec;
import drydock.profile.Profile;
import drydock.world.World;
import drydock.world.WorldEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What has happened to a world since it was last begun, for readers on threads of their own: calls
/// block. Nothing is shown that is not durable. Once the world is begun anew every call fails with
/// a [Refusal], so that nobody takes the one history for the other.
public final class Past {

  /// So many entries are read from the log at a time.
  private static final int PAGE = 5_000;

  private final Storage storage;
  private final long id;
  private final Profile profile;
  private final Tip tip;
  private final long era;

  Past(Storage storage, long id, Profile profile, Tip tip) {
    this.storage = storage;
    this.id = id;
    this.profile = profile;
    this.tip = tip;
    this.era = tip.era();
  }

  /// The position of the last event.
  public long position() {
    long position = tip.position();
    check();
    return position;
  }

  /// Up to `limit` of the entries after a position that pass a filter, in order.
  public List<Entry> read(long after, int limit, Filter filter) throws LogUnavailable {
    List<Entry> entries = storage.log().read(id, after, limit, filter);
    check();
    return entries;
  }

  /// Waits until there is an event after a position, but no longer than `patience`.
  public void await(long after, Duration patience) throws InterruptedException {
    tip.await(era, after, patience);
    check();
  }

  /// The world as it was after the event at a position; nothing if no event has it.
  public Optional<World> at(long position) throws LogUnavailable {
    if (position < 1 || position > position()) {
      return Optional.empty();
    }
    return fold(
        storage.checkpoints().latest(id, StateCodec.FORMAT, position), position, (_, _) -> true);
  }

  /// The world as it was when all had happened that did by a moment, in whole milliseconds; nothing
  /// if that was before its first event.
  public Optional<World> at(Instant moment) throws LogUnavailable {
    return fold(
        storage.checkpoints().latest(id, StateCodec.FORMAT, moment),
        position(),
        (_, next) -> !next.at().isAfter(moment));
  }

  /// Who watches as a history goes on.
  @FunctionalInterface
  public interface Witness {
    /// Sees what happens next, and the world that it happens to, which is null at the first event
    /// of all. The world changes from call to call and is not to be kept.
    ///
    /// @return whether it is to happen; if not, nothing comes after it
    boolean sees(@Nullable World before, Recorded next);
  }

  /// Goes once more through all that happened at or after a moment, in whole milliseconds.
  ///
  /// @return the world as it is after the last of it; nothing if that is before its first event
  public Optional<World> retrace(Instant from, Witness witness) throws LogUnavailable {
    Instant before = from.minusMillis(1);
    return fold(
        storage.checkpoints().latest(id, StateCodec.FORMAT, before),
        position(),
        (world, next) -> next.at().isBefore(from) || witness.sees(world, next));
  }

  private Optional<World> fold(Optional<Checkpoint> checkpoint, long last, Witness witness)
      throws LogUnavailable {
    World world =
        checkpoint
            .flatMap(StateCodec::restore)
            .map(state -> new World(profile, state))
            .orElse(null);
    long position = world == null ? 0 : world.position();
    while (position < last) {
      int limit = (int) Math.min(PAGE, last - position);
      List<Entry> page = read(position, limit, Filter.NONE);
      if (page.isEmpty()) {
        throw new IllegalStateException("the log of world " + id + " ends before position " + last);
      }
      for (Entry entry : page) {
        Recorded next = storage.codec().decode(entry);
        if (!witness.sees(world, next)) {
          check();
          return Optional.ofNullable(world);
        }
        world = after(world, next);
      }
      position = page.getLast().position();
    }
    check();
    return Optional.ofNullable(world);
  }

  private World after(@Nullable World before, Recorded recorded) {
    World world = before;
    if (world == null) {
      world = new World(profile, ((WorldEvent.Opened) recorded.event()).seed());
    }
    world.evolve(recorded);
    return world;
  }

  private void check() {
    if (tip.era() != era) {
      throw new Refusal(Refusal.Reason.RESET);
    }
  }
}
