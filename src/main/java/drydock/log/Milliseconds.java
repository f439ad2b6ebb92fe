package drydock.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The world's time as the log keeps it: whole milliseconds of the years 1 to 9999. Postgres would
/// round what is finer, and outside of those years ISO 8601 needs a sign.
final class Milliseconds {
  private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final int NANOS_PER_MILLI = 1_000_000;

  private static final int SHORT = "2026-01-01T00:00:00Z".length();
  private static final int LONG = "2026-01-01T00:00:00.250Z".length();

  private Milliseconds() {}

  /// Returns the moment.
  ///
  /// @throws IllegalArgumentException if the log cannot keep it exactly
  static Instant check(Instant moment) {
    if (moment.getNano() % NANOS_PER_MILLI != 0) {
      throw new IllegalArgumentException(moment + " is not a whole millisecond");
    }
    if (moment.getEpochSecond() < FIRST || moment.getEpochSecond() > LAST) {
      throw new IllegalArgumentException(moment + " is not in the years 1 to 9999");
    }
    return moment;
  }

  /// As ISO 8601 has it, with no decimals or three: `2026-01-01T00:00:00.250Z`.
  static String text(Instant moment) {
    return check(moment).toString();
  }

  /// Reads what [#text] writes and nothing else. The parser of the library reads more, and takes
  /// longer for it than all the rest of an event does.
  static Instant parse(String text) {
    try {
      int length = text.length();
      int millis = length == LONG ? number(text, 20, 23) : 0;
      LocalDate day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
      Instant moment =
          day.atTime(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19))
              .toInstant(ZoneOffset.UTC)
              .plusMillis(millis);
      if (length == (millis == 0 ? SHORT : LONG) && isPunctuated(text)) {
        return check(moment);
      }
    } catch (DateTimeException | StringIndexOutOfBoundsException wrong) {
      throw new IllegalArgumentException(text + " is no moment", wrong);
    }
    throw new IllegalArgumentException(text + " is no moment");
  }

  private static boolean isPunctuated(String text) {
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':'
        && (text.length() == SHORT || text.charAt(19) == '.')
        && text.charAt(text.length() - 1) == 'Z';
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new IllegalArgumentException(text + " is no moment");
      }
      number = 10 * number + digit;
    }
    return number;
  }
}
