package drydock.projection;

import drydock.engine.Storage;
import drydock.kernel.Recorded;
import drydock.log.Checkpoints.Checkpoint;
import drydock.log.Entry;
import drydock.log.LogUnavailable;
import drydock.log.StateCodec;
import drydock.projection.PostgresTables.Standing;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Brings the tables of one world to where its log is, a batch of events at a time. It trusts only
/// what the database says: where the log ends, and where each table stands. Any number of these may
/// be at work on a world, and each may be broken off anywhere.
final class Projecting {

  private final Storage storage;
  private final PostgresTables tables;
  private final long world;
  private final int batch;

  private final Tail tail = new Tail();

  /// Null before the first step and when its memory may not be right.
  private @Nullable Fold fold;

  /// Where the log ended when last looked at.
  private long end;

  private volatile long lag;

  /// @param batch how many events are taken in at once, at most
  Projecting(Storage storage, PostgresTables tables, long world, int batch) {
    this.storage = storage;
    this.tables = tables;
    this.world = world;
    this.batch = batch;
  }

  /// Takes durable events for later, so that they need not be read from the log. Called by any
  /// thread; the list does not change any more.
  void hand(long writer, List<Recorded> events) {
    tail.add(writer, events);
  }

  /// The position of the log's last event, when last looked at.
  long end() {
    return end;
  }

  /// How many events the log was ahead of the table that is furthest behind, when last looked at.
  long lag() {
    return lag;
  }

  /// Takes in the next batch, and brings every table there. What stops it in the middle, an
  /// exception or the end of the process, is made up for by later steps.
  ///
  /// @return whether there was anything to do
  boolean step() throws LogUnavailable {
    List<ReadModel<?>> behind = advance();
    for (ReadModel<?> model : behind) {
      move(model);
    }
    return !behind.isEmpty();
  }

  /// Takes in the next batch, unless tables have yet to be brought to where the last one ended.
  ///
  /// @return the tables that are behind now
  List<ReadModel<?>> advance() throws LogUnavailable {
    Standing standing = tables.standing(world);
    if (standing == null) {
      fold = null;
      lag = 0;
      return List.of();
    }
    try {
      Fold current = foldAt(standing.marks());
      end = standing.end();
      measure(current);
      if (current.least() >= current.position() && current.position() < end) {
        read(current, standing.writer());
      }
      return current.behind();
    } catch (RuntimeException | Error broken) {
      fold = null;
      throw broken;
    }
  }

  private void read(Fold current, long writer) throws LogUnavailable {
    List<Recorded> handed = tail.after(current.position(), writer, batch);
    handed.forEach(current::evolve);
    if (handed.isEmpty()) {
      for (Entry entry : storage.log().read(world, current.position(), batch)) {
        current.evolve(storage.codec().decode(entry));
      }
    }
  }

  /// Brings a table to where the fold is. If somebody else has moved it, the next [#advance] sees
  /// where to.
  void move(ReadModel<?> model) throws LogUnavailable {
    Fold current = fold;
    if (current != null && tables.move(world, model, current)) {
      model.reached(new Mark(model.mark().edition(), current.position()));
      measure(current);
    }
  }

  /// Tables may be ahead of the last look at the log, by what was handed over since.
  private void measure(Fold current) {
    lag = Math.max(0, end - current.least());
  }

  private Fold foldAt(SortedMap<String, Mark> marks) throws LogUnavailable {
    Fold current = fold;
    if (current == null || !current.reach(marks)) {
      fold = null;
      current = begin(marks);
      fold = current;
    }
    return current;
  }

  /// Starts from the last checkpoint of the world that is not ahead of any table.
  private Fold begin(SortedMap<String, Mark> marks) throws LogUnavailable {
    var fresh = new Fold(marks);
    long from = fresh.least();
    Optional<Checkpoint> checkpoint =
        from == 0 ? Optional.empty() : storage.checkpoints().latest(world, StateCodec.FORMAT, from);
    checkpoint.flatMap(StateCodec::restore).ifPresent(fresh::restore);
    return fresh;
  }
}
