package drydock.projection;

import drydock.engine.Storage;
import drydock.log.LogUnavailable;
import drydock.log.Worlds.Known;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;

/// Empties tables of a world and fills them again from the first event on, while a server may be
/// running.
public final class Rebuild {

  private static final Duration REPORT_EVERY = Duration.ofSeconds(1);

  private final Storage storage;
  private final PostgresTables tables;
  private final PrintStream out;

  /// Progress is told to `out`.
  public Rebuild(Storage storage, PostgresTables tables, PrintStream out) {
    this.storage = storage;
    this.tables = tables;
    this.out = out;
  }

  /// Rebuilds tables, of [PostgresTables#NAMES], of one world. Broken off, the rest is left to
  /// whoever follows the world next.
  ///
  /// @throws IllegalArgumentException if there is no table of a name
  public void run(Known world, Collection<String> names) throws LogUnavailable {
    if (!PostgresTables.NAMES.containsAll(names)) {
      throw new IllegalArgumentException(
          "of " + names + " not all are tables: " + PostgresTables.NAMES);
    }
    tables.clear(world.id(), names);
    var projecting = new Projecting(storage, tables, world.id(), Follower.BATCH);
    long begun = System.nanoTime();
    long reported = begun;
    do {
      projecting.step();
      long now = System.nanoTime();
      if (projecting.lag() > 0 && now - reported >= REPORT_EVERY.toNanos()) {
        report(world, projecting, now - begun);
        reported = now;
      }
    } while (projecting.lag() > 0);
    report(world, projecting, System.nanoTime() - begun);
  }

  private void report(Known world, Projecting projecting, long nanos) {
    long done = projecting.end() - projecting.lag();
    out.printf(
        "world %s: %d of %d events, %.0f events/s%n",
        world.name(), done, projecting.end(), done / Math.max(nanos / 1e9, 1e-9));
  }
}
