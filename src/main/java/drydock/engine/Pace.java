package drydock.engine;

import java.time.Duration;
import java.time.Instant;

/// How a world's time follows the machine's: who chooses now. A pace is anchored where it began, so
/// that it can be told from the machine's clock alone.
///
/// @param speed how many seconds of the world pass in one of the machine; 0 where only a command
///   moves its clock
/// @param world the world's moment at the anchor, and `machine` the machine's
public record Pace(Mode mode, double speed, Instant world, Instant machine) {

  public enum Mode {
    /// The machine's clock. A world that is ahead of it goes on from where it is.
    REAL,
    /// So many times faster than the machine's clock.
    SCALED,
    /// Only `advance` moves it.
    MANUAL
  }

  /// What a user asks for.
  public record Wish(Mode mode, double speed) {}

  /// Where the clock of a world with a manual pace begins.
  public static final Instant MANUAL_START = Instant.parse("2026-01-01T00:00:00Z");

  /// No clock goes beyond this moment. The log keeps those up to the year 9999, and what falls due
  /// later than the present has to fit in too.
  public static final Instant END = Instant.parse("9000-01-01T00:00:00Z");

  /// A pace for a world that has come to `world` when the machine's clock shows `machine`. What
  /// fell due while a world in real time was not served is caught up with; other worlds go on from
  /// where they are.
  static Pace of(Wish wish, Instant world, Instant machine) {
    return switch (wish.mode()) {
      case REAL -> new Pace(Mode.REAL, 1, world.isAfter(machine) ? world : machine, machine);
      case SCALED -> new Pace(Mode.SCALED, wish.speed(), world, machine);
      case MANUAL -> new Pace(Mode.MANUAL, 0, world, machine);
    };
  }

  /// Where the clock of a fresh world begins.
  static Instant start(Wish wish, Instant machine) {
    return switch (wish.mode()) {
      case REAL, SCALED -> machine;
      case MANUAL -> MANUAL_START;
    };
  }

  /// The world's moment when the machine's clock shows `at`, in whole milliseconds.
  Instant now(Instant at) {
    long elapsed = Math.max(0, Duration.between(machine, at).toMillis());
    double millis = Math.min(elapsed * speed, (double) Duration.between(world, END).toMillis());
    return world.plusMillis((long) millis);
  }

  /// How long the machine's clock takes until the world reaches a moment.
  Duration until(Instant moment, Instant at) {
    if (speed == 0) {
      return Duration.ofDays(1);
    }
    double millis = Duration.between(now(at), moment).toMillis() / speed;
    return Duration.ofMillis((long) Math.ceil(Math.clamp(millis, 0, 86_400_000)));
  }
}
