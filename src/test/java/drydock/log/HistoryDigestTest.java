package drydock.log;

import static drydock.log.EventLogContract.entries;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryDigestTest {
  private static final Entry SHIP =
      new Entry(1, Instant.parse("2026-01-01T00:00:00.250Z"), "é", "🚢", "{\"a\":1}", "{}");

  @Test
  void nothingHasADigestOfZeros() {
    assertEquals("0".repeat(64), HistoryDigest.EMPTY.hex());
  }

  /// Written out once more, as somebody would who checks a history with other means.
  @Test
  void theChainIsThatOfItsDescription() throws Exception {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.write(new byte[32]);
    out.writeLong(1);
    out.writeLong(1_767_225_600_250L);
    for (String text : List.of("é", "🚢", "{\"a\":1}", "{}")) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.writeLong(utf8.length);
      out.write(utf8);
    }
    byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    assertEquals(HexFormat.of().formatHex(expected), HistoryDigest.EMPTY.after(SHIP).hex());
  }

  /// The digests of released versions stand in people's notes; this one may never change.
  @Test
  void aDigestStaysWhatItIs() {
    assertEquals(
        "a0f730ae1a0c774a8c31892a78b9ba73625392655c2f59a03094ff8461ab829b",
        HistoryDigest.EMPTY.after(entries(1, 1000)).hex());
  }

  @Test
  void entriesCanComeOneByOneOrInAnyGroups() {
    HistoryDigest one = HistoryDigest.EMPTY;
    for (Entry entry : entries(1, 10)) {
      one = one.after(entry);
    }
    assertEquals(one, HistoryDigest.EMPTY.after(entries(1, 10)));
    assertEquals(one, HistoryDigest.EMPTY.after(entries(1, 4)).after(entries(5, 10)));
    assertEquals(one, one.after(List.of()));
    assertEquals(one, HistoryDigest.of(one.bytes()));
  }

  @Test
  void everyPartOfAnEntryCounts() {
    HistoryDigest whole = HistoryDigest.EMPTY.after(SHIP);
    Instant at = SHIP.at();
    for (Entry other :
        List.of(
            new Entry(2, at, "é", "🚢", "{\"a\":1}", "{}"),
            new Entry(1, at.plusMillis(1), "é", "🚢", "{\"a\":1}", "{}"),
            new Entry(1, at, "e", "🚢", "{\"a\":1}", "{}"),
            new Entry(1, at, "é", "⛵", "{\"a\":1}", "{}"),
            new Entry(1, at, "é", "🚢", "{\"a\":2}", "{}"),
            new Entry(1, at, "é", "🚢", "{\"a\":1}", "{} "),
            new Entry(1, at, "é🚢", "", "{\"a\":1}", "{}"))) {
      assertNotEquals(whole, HistoryDigest.EMPTY.after(other));
    }
  }

  @Test
  void aDigestCannotBeChangedFromOutside() {
    HistoryDigest digest = HistoryDigest.EMPTY.after(SHIP);
    String before = digest.hex();
    digest.bytes()[0]++;
    assertEquals(before, digest.hex());
    assertThrows(IllegalArgumentException.class, () -> HistoryDigest.of(new byte[31]));
  }
}
