package drydock.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.kernel.Cause;
import drydock.kernel.Recorded;
import drydock.world.WorldEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TailTest {
  private static final long WRITER = 7;

  private final Tail tail = new Tail();

  private static List<Recorded> events(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(position ->
            new Recorded(
                position,
                Instant.EPOCH,
                new WorldEvent.ProfileChanged("instant"),
                new Cause.Time()))
        .toList();
  }

  @Test
  void itGivesWhatFollowsAPosition() {
    tail.add(WRITER, events(11, 20));
    tail.add(WRITER, events(21, 30));
    assertEquals(events(11, 30), tail.after(10, WRITER, 100));
    assertEquals(events(15, 30), tail.after(14, WRITER, 100), "from the middle of a batch");
    assertEquals(events(21, 30), tail.after(20, WRITER, 100));
    assertEquals(List.of(), tail.after(30, WRITER, 100));
  }

  @Test
  void itGivesAboutAsMuchAsIsWanted() {
    tail.add(WRITER, events(1, 10));
    tail.add(WRITER, events(11, 20));
    tail.add(WRITER, events(21, 30));
    assertEquals(events(1, 20), tail.after(0, WRITER, 15));
    assertEquals(events(21, 30), tail.after(20, WRITER, 15));
  }

  @Test
  void itStopsBeforeAHole() {
    tail.add(WRITER, events(11, 20));
    tail.add(WRITER, events(31, 40));
    assertEquals(List.of(), tail.after(9, WRITER, 100));
    assertEquals(events(11, 20), tail.after(10, WRITER, 100));
    assertEquals(List.of(), tail.after(20, WRITER, 100));
    assertEquals(events(31, 40), tail.after(30, WRITER, 100));
  }

  @Test
  void eventsOfAnotherWriterAreAnotherMatter() {
    tail.add(WRITER, events(1, 10));
    tail.add(WRITER + 1, events(11, 20));
    assertEquals(events(1, 10), tail.after(0, WRITER, 100));
    assertEquals(List.of(), tail.after(10, WRITER, 100), "not yet known to be of the same history");
    assertEquals(events(11, 20), tail.after(10, WRITER + 1, 100));
    assertEquals(List.of(), tail.after(0, WRITER + 1, 100), "those of before are forgotten");
  }

  @Test
  void itHoldsTheNewestOnly() {
    for (int i = 0; i < 10; i++) {
      tail.add(WRITER, events(1 + i * 3_000L, (i + 1) * 3_000L));
    }
    assertEquals(List.of(), tail.after(0, WRITER, 100_000));
    assertEquals(events(12_001, 30_000), tail.after(12_000, WRITER, 100_000));
    tail.add(WRITER, events(30_001, 30_001 + Tail.EVENTS_MAX));
    assertEquals(List.of(), tail.after(30_000, WRITER, 100_000), "one batch alone is too large");
  }
}
