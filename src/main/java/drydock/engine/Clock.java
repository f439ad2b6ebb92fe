package drydock.engine;

import drydock.world.Draft;
import drydock.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The clock of a world: how far time passes in a turn, by its pace or because a user moves it by
/// hand.
final class Clock {

  /// In scaled time the clock is made durable this often, and this far ahead, so that it never runs
  /// backwards.
  private static final Duration KEPT_EVERY = Duration.ofSeconds(1);

  private final WorldConfig config;
  private Pace.Wish wish;

  /// The wish before the turn that is under way.
  private Pace.Wish agreed;

  private Pace pace;

  /// A move by hand that is under way: where it ends at the latest, and the position where it
  /// began.
  private record Move(Mail.Advance order, Instant target, long from) {}

  private @Nullable Move move;
  private boolean moved;
  private Instant keptUntil = Instant.MIN;

  Clock(WorldConfig config) {
    this.config = config;
    this.wish = config.pace();
    this.agreed = wish;
    this.pace = Pace.of(wish, Instant.EPOCH, Instant.EPOCH);
  }

  Pace pace() {
    return pace;
  }

  boolean advancing() {
    return move != null;
  }

  /// Starts from where a world has come to.
  void begin(World world) {
    Instant machine = config.machine().instant();
    if (world.position() == 0) {
      world.advance(Pace.start(wish, machine));
    }
    pace = Pace.of(wish, world.now(), machine);
    keptUntil = Instant.MIN;
  }

  /// The turn that was under way is durable, and so is what it was told of the clock.
  void settle() {
    agreed = wish;
  }

  /// Gives up a move by hand that cannot go on, and what a turn was told that came to nothing.
  void stop(Refusal.Reason why) {
    wish = agreed;
    if (move != null) {
      move.order().refuse(why);
      move = null;
    }
  }

  Pace set(Pace.Wish other, World world) {
    wish = other;
    pace = Pace.of(other, world.now(), config.machine().instant());
    return pace;
  }

  void advance(Mail.Advance order, World world) {
    if (pace.mode() != Pace.Mode.MANUAL) {
      order.refuse(Refusal.Reason.NOT_MANUAL);
      return;
    }
    Instant target = world.now().plus(order.by());
    if (target.isAfter(Pace.END)) {
      order.refuse(Refusal.Reason.TOO_FAR);
      return;
    }
    move = new Move(order, target, world.position());
  }

  /// Lets time pass as far as a turn goes.
  ///
  /// @return whether the present was reached and all is quiet there
  boolean run(Draft draft, World world, int eventsMax, List<Turn.Release> releases) {
    Move under = move;
    if (under == null) {
      Instant now =
          pace.mode() == Pace.Mode.MANUAL ? world.now() : pace.now(config.machine().instant());
      return draft.runTo(now, eventsMax);
    }
    boolean done =
        under.order().untilIdle()
            ? runUntilIdle(draft, world, under.target(), eventsMax)
            : draft.runTo(under.target(), eventsMax);
    if (done) {
      var reply = new Advanced(world.now(), world.position() - under.from(), world.idle());
      releases.add(new Turn.Release(under.order(), () -> under.order().reply().complete(reply)));
      move = null;
      moved = true;
    }
    return done;
  }

  private static boolean runUntilIdle(Draft draft, World world, Instant target, int eventsMax) {
    while (draft.runTo(world.now(), eventsMax)) {
      Instant due = world.nextDue();
      if (world.idle() || due == null) {
        return true;
      }
      if (due.isAfter(target)) {
        world.advance(target);
        return true;
      }
      world.advance(due);
    }
    return false;
  }

  Duration restFor(World world) {
    Instant due = world.nextDue();
    Duration rest = due == null ? Duration.ofDays(1) : pace.until(due, config.machine().instant());
    return pace.mode() == Pace.Mode.SCALED && rest.compareTo(KEPT_EVERY) > 0 ? KEPT_EVERY : rest;
  }

  /// How far the clock is to be made durable with this turn; null if events say enough.
  @Nullable Instant toKeep(World world) {
    if (moved) {
      moved = false;
      return world.now();
    }
    if (pace.mode() != Pace.Mode.SCALED || world.now().isBefore(keptUntil)) {
      return null;
    }
    keptUntil = pace.now(config.machine().instant().plus(KEPT_EVERY.multipliedBy(2)));
    return keptUntil;
  }
}
