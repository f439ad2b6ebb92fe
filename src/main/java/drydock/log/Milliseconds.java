package drydock.log;

import java.time.Instant;

/// The world's time as the log keeps it: whole milliseconds of the years 1 to 9999. Postgres would
/// round what is finer, and outside of those years ISO 8601 needs a sign.
final class Milliseconds {
  private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final int NANOS_PER_MILLI = 1_000_000;

  private Milliseconds() {}

  /// @throws IllegalArgumentException if the log cannot keep a moment exactly
  static Instant check(Instant moment) {
    if (moment.getNano() % NANOS_PER_MILLI != 0) {
      throw new IllegalArgumentException(moment + " is not a whole millisecond");
    }
    if (moment.getEpochSecond() < FIRST || moment.getEpochSecond() > LAST) {
      throw new IllegalArgumentException(moment + " is not in the years 1 to 9999");
    }
    return moment;
  }
}
