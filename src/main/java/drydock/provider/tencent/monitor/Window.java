package drydock.provider.tencent.monitor;

import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Moments;
import java.time.Duration;
import java.time.Instant;

/// Which points a request asks for: one for each period from that of `start` to that of `end`. The
/// point of a period bears the moment at which it begins, and tells of the minutes that begin in
/// it.
///
/// @param start where the first period begins
/// @param end where the last one begins
/// @param period in seconds, a multiple of 60
record Window(Instant start, Instant end, int period) {

  private static final long DAY = Duration.ofDays(1).toSeconds();

  /// What a request asks for at a moment of the world: where it does not say, from the beginning of
  /// the day, and up to now.
  static Window of(Arguments given, Instant now) {
    int period = given.integer("period");
    Instant start = given.moment("startTime").map(Moments::of).orElse(Moments.floor(now, DAY));
    Instant end = given.moment("endTime").map(Moments::of).orElse(now);
    // An end before its start stays one, however long the period is.
    return end.isBefore(start)
        ? new Window(start, end, period)
        : new Window(Moments.floor(start, period), Moments.floor(end, period), period);
  }

  boolean endsBeforeItStarts() {
    return end.isBefore(start);
  }

  long points() {
    return Duration.between(start, end).toSeconds() / period + 1;
  }

  /// The point that a minute belongs to.
  int point(Instant minute) {
    return (int) (Duration.between(start, minute).toSeconds() / period);
  }

  /// Where the last minute of the last period begins.
  Instant lastMinute() {
    return end.plusSeconds(period - 60L);
  }
}
