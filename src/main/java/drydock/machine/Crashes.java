package drydock.machine;

import drydock.kernel.Dice;
import drydock.profile.Profile.Failures;
import drydock.service.Container;
import drydock.service.Course.Why;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The crash that every container comes to some day, if nothing else ends it before: the times
/// between are distributed exponentially. Most exit, some run out of memory if they have a limit,
/// and a few are killed for a wrong access.
final class Crashes {

  /// A crash, so long after the start.
  record Crash(long millis, Why why, int exitCode) {}

  private static final int SEGMENTATION_FAULT = 139;

  /// The month that rates of crashes are given for.
  private static final Duration MONTH = Duration.ofDays(30);

  /// Nothing is planned beyond a hundred years.
  private static final double MONTHS_MAX = 1200;

  /// What ends containers that crash is nowhere published: a fifth, and a tenth, are assumed.
  private static final double OUT_OF_MEMORY = 0.2;

  private static final double OF_ACCESS = 0.1;

  private final double perMonth;
  private final Dice dice;

  Crashes(Failures failures, Dice dice) {
    this.perMonth = failures.containerCrashesPerMonth();
    this.dice = dice;
  }

  /// Null if it never does.
  @Nullable Crash of(Container container, String who, int which) {
    if (perMonth == 0) {
      return null;
    }
    double months = -StrictMath.log(1 - dice.roll("crash", who, which)) / perMonth;
    if (months > MONTHS_MAX) {
      return null;
    }
    long millis = (long) (months * MONTH.toMillis());
    double kind = dice.roll("crash.kind", who, which);
    if (kind < OUT_OF_MEMORY && container.resources().memoryLimit() != 0) {
      return new Crash(millis, Why.OUT_OF_MEMORY, Life.KILLED);
    }
    return new Crash(millis, Why.EXITED, kind > 1 - OF_ACCESS ? SEGMENTATION_FAULT : 1);
  }
}
