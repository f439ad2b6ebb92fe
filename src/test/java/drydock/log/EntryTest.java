package drydock.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00.250Z");

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "é", "漢字", "🚢", "🚢🚢", "a🚢", "\\u0000", "\u0001", "\uffff"})
  void textThatHasUtf8IsTaken(String text) {
    assertEquals(text, new Entry(1, AT, text, text, text, text).data());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\0", "a\0", "\ud83d", "a\ud83d", "\ud83da", "\udea2", "\udea2\ud83d", "🚢\ud83d"})
  void textThatCannotBeStoredIsRefused(String text) {
    refused(1, AT, text, "", "", "");
    refused(1, AT, "", text, "", "");
    refused(1, AT, "", "", text, "");
    refused(1, AT, "", "", "", text);
  }

  @Test
  void positionsBeginAtOne() {
    refused(0, AT, "", "", "", "");
    refused(-1, AT, "", "", "", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-01T00:00:00.0001Z",
        "2026-01-01T00:00:00.000000001Z",
        "0000-12-31T23:59:59.999Z",
        "+10000-01-01T00:00:00Z"
      })
  void momentsThatPostgresOrJsonWouldChangeAreRefused(Instant at) {
    refused(1, at, "", "", "", "");
  }

  private static void refused(
      long position, Instant at, String subject, String type, String data, String cause) {
    assertThrows(
        IllegalArgumentException.class, () -> new Entry(position, at, subject, type, data, cause));
  }
}
