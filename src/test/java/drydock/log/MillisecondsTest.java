package drydock.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MillisecondsTest {
  private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
  private static final long AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z").toEpochMilli();

  @Test
  void anyMillisecondIsReadAsItWasWritten() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      long millis = random.nextLong(FIRST, AFTER_LAST);
      Instant moment = Instant.ofEpochMilli(i % 2 == 0 ? millis : millis / 1000 * 1000);
      assertEquals(moment, Milliseconds.parse(Milliseconds.text(moment)));
      assertEquals(moment.toString(), Milliseconds.text(moment));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-01-01T00:00:00",
        "2026-01-01T00:00:00.000Z",
        "2026-01-01T00:00:00.1Z",
        "2026-01-01T00:00:00.1000Z",
        "2026-01-01T00:00:00+00:00",
        "2026-01-01 00:00:00Z",
        "2026-01-01T00:00:00z",
        "2026-01-01T00:00:00,250Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:60Z",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-1-01T00:00:000Z",
        "2026-01-0१T00:00:00Z",
        "-026-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "2026-01-01T00:00:00Z "
      })
  void nothingElseIsRead(String text) {
    assertThrows(IllegalArgumentException.class, () -> Milliseconds.parse(text));
  }
}
