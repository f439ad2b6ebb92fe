package drydock.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.log.EventLog.Appended;
import drydock.log.EventLog.Filter;
import drydock.log.EventLog.Ownership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every event log promises.
interface EventLogContract {
  Instant START = Instant.parse("2026-01-01T00:00:00Z");

  EventLog log();

  Worlds worlds();

  /// A world that no other test knows.
  default long newWorld() throws LogUnavailable {
    return worlds().open(UUID.randomUUID().toString()).id();
  }

  static Entry entry(long position) {
    return entry(position, "{\"position\":" + position + "}");
  }

  static Entry entry(long position, String data) {
    return new Entry(
        position,
        START.plusMillis(position),
        "ins-" + position % 3,
        position % 2 == 0 ? "node.joined" : "node.left",
        data,
        "{\"by\":\"time\"}");
  }

  /// The entries from one position to another, both included.
  static List<Entry> entries(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(EventLogContract::entry).toList();
  }

  /// Runs all of it at once and waits for all of it.
  static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    List<T> results = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
    }
    return results;
  }

  @Test
  default void aNewWorldHasNoHistoryAndNoTime() throws Exception {
    long world = newWorld();
    Ownership owner = log().takeOver(world);
    assertEquals(0, owner.position());
    assertNull(owner.clock());
    assertEquals(List.of(), log().read(world, 0, 10));
  }

  @Test
  default void whatIsAppendedIsReadInItsOrder() throws Exception {
    long world = newWorld();
    Ownership owner = log().takeOver(world);
    assertEquals(Appended.DURABLE, log().append(owner, entries(1, 1)));
    assertEquals(Appended.DURABLE, log().append(owner, entries(2, 5)));
    assertEquals(entries(1, 5), log().read(world, 0, 10));
    assertEquals(5, log().takeOver(world).position());
  }

  @Test
  default void aHoleIsRefused() throws Exception {
    long world = newWorld();
    Ownership owner = log().takeOver(world);
    assertEquals(Appended.FENCED, log().append(owner, entries(2, 3)));
    log().append(owner, entries(1, 1));
    assertEquals(Appended.FENCED, log().append(owner, entries(3, 4)));
    assertEquals(entries(1, 1), log().read(world, 0, 10));
    assertEquals(Appended.DURABLE, log().append(owner, entries(2, 2)), "the refusal left no trace");
  }

  @Test
  default void aPositionIsTakenOnlyOnce() throws Exception {
    long world = newWorld();
    Ownership owner = log().takeOver(world);
    log().append(owner, entries(1, 3));
    assertEquals(Appended.FENCED, log().append(owner, List.of(entry(3, "{}"))));
    assertEquals(Appended.FENCED, log().append(owner, List.of(entry(3, "{}"), entry(4, "{}"))));
    assertEquals(entries(1, 3), log().read(world, 0, 10));
    assertEquals(3, log().takeOver(world).position());
  }

  @Test
  default void positionsInsideAnAppendFollowEachOther() throws Exception {
    Ownership owner = log().takeOver(newWorld());
    List<Entry> hole = List.of(entry(1), entry(3));
    List<Entry> twice = List.of(entry(1), entry(1));
    assertThrows(IllegalArgumentException.class, () -> log().append(owner, hole));
    assertThrows(IllegalArgumentException.class, () -> log().append(owner, twice));
    assertThrows(IllegalArgumentException.class, () -> log().append(owner, List.of()));
    assertEquals(0, log().takeOver(owner.world()).position());
  }

  @Test
  default void aTakeoverFencesTheWriterBefore() throws Exception {
    long world = newWorld();
    Ownership first = log().takeOver(world);
    log().append(first, entries(1, 2));
    Ownership second = log().takeOver(world);
    assertEquals(2, second.position());
    assertEquals(Appended.FENCED, log().append(first, entries(3, 3)));
    assertEquals(Appended.FENCED, log().advance(first, START.plusSeconds(60)));
    assertEquals(Appended.DURABLE, log().append(second, entries(3, 3)));
    assertEquals(entries(1, 3), log().read(world, 0, 10));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 5000})
  default void anAppendUnderWayLandsBeforeATakeoverOrNever(int size) throws Exception {
    long world = newWorld();
    Ownership first = log().takeOver(world);
    List<Callable<Object>> race =
        List.of(() -> log().append(first, entries(1, size)), () -> log().takeOver(world));
    List<Object> outcome = atOnce(race);
    long landed = outcome.get(0) == Appended.DURABLE ? size : 0;
    assertEquals(landed, ((Ownership) outcome.get(1)).position());
    assertEquals(landed, log().read(world, 0, size + 1).size());
  }

  @Test
  default void anEntrySaysWhoWroteIt() throws Exception {
    long world = newWorld();
    Ownership first = log().takeOver(world);
    log().append(first, entries(1, 2));
    Ownership second = log().takeOver(world);
    log().append(second, entries(3, 3));
    log().append(first, entries(4, 4));
    assertTrue(log().wrote(first, 1));
    assertTrue(log().wrote(first, 2));
    assertFalse(log().wrote(first, 3));
    assertTrue(log().wrote(second, 3));
    assertFalse(log().wrote(second, 2));
    assertFalse(log().wrote(first, 4), "a position that was never written");
    assertFalse(log().wrote(first, 0));
  }

  @Test
  default void aReaderGoesFromPageToPage() throws Exception {
    long world = newWorld();
    log().append(log().takeOver(world), entries(1, 25));
    assertEquals(entries(1, 10), log().read(world, 0, 10));
    assertEquals(entries(11, 20), log().read(world, 10, 10));
    assertEquals(entries(21, 25), log().read(world, 20, 10));
    assertEquals(List.of(), log().read(world, 25, 10));
    assertEquals(List.of(), log().read(world, 1_000_000_000_000L, 10));
    assertEquals(List.of(), log().read(world, 0, 0));
    assertEquals(entries(1, 1), log().read(world, -1, 1));
  }

  @Test
  default void aReaderCanFilterBySubjectAndType() throws Exception {
    long world = newWorld();
    log().append(log().takeOver(world), entries(1, 12));
    assertEquals(List.of(3L, 6L, 9L, 12L), positions(world, 0, 9, "ins-0", null));
    assertEquals(List.of(6L, 9L), positions(world, 3, 2, "ins-0", null));
    assertEquals(List.of(2L, 4L), positions(world, 0, 2, null, "node.joined"));
    assertEquals(List.of(6L, 12L), positions(world, 0, 9, "ins-0", "node.joined"));
    assertEquals(List.of(), positions(world, 0, 9, "ins", null), "a part of a subject");
  }

  private List<Long> positions(long world, long after, int limit, String subject, String type)
      throws LogUnavailable {
    return log().read(world, after, limit, new Filter(subject, type)).stream()
        .map(Entry::position)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"b\":1,\"a\":2}",
        "{ \"spaced\" :\t1.50 }\n",
        "{\"twice\":1,\"twice\":2}",
        "{\"escaped\":\"\\u00e9 \\/ \\\" \\\\ \\n\"}",
        "{\"plain\":\"é ß 漢字 🚢 \u2028\"}",
        "{\"number\":1e400,\"exact\":12345678901234567890.123456789}",
        "{\"deep\":[[[[{\"x\":null}]]]]}"
      })
  default void dataAndCauseAreKeptByteForByte(String json) throws Exception {
    long world = newWorld();
    Entry entry = new Entry(1, START, "ns/é 漢字 🚢 '\"\\", "task.begun", json, json);
    log().append(log().takeOver(world), List.of(entry));
    assertEquals(List.of(entry), log().read(world, 0, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z",
        "2026-01-01T00:00:00.001Z",
        "9999-12-31T23:59:59.999Z"
      })
  default void timeIsKeptToTheMillisecond(Instant at) throws Exception {
    long world = newWorld();
    Entry entry = new Entry(1, at, "main", "task.begun", "{}", "{}");
    log().append(log().takeOver(world), List.of(entry));
    assertEquals(List.of(entry), log().read(world, 0, 1));
    assertEquals(at, log().takeOver(world).clock());
  }

  @Test
  default void anAppendCanBeLarge() throws Exception {
    long world = newWorld();
    Ownership owner = log().takeOver(world);
    assertEquals(Appended.DURABLE, log().append(owner, entries(1, 10_000)));
    assertEquals(Appended.DURABLE, log().append(owner, entries(10_001, 20_000)));
    assertEquals(entries(1, 20_000), log().read(world, 0, 30_000));
  }

  @Test
  default void worldsShareNothing() throws Exception {
    long one = newWorld();
    long other = newWorld();
    Ownership owner = log().takeOver(one);
    log().append(owner, entries(1, 3));
    log().append(log().takeOver(other), entries(1, 1));
    assertEquals(entries(1, 3), log().read(one, 0, 10));
    assertEquals(entries(1, 1), log().read(other, 0, 10));
    assertEquals(Appended.DURABLE, log().append(owner, entries(4, 4)), "nobody took this one over");
  }

  @Test
  default void aWorldThatDoesNotExistHasNothing() throws Exception {
    long nowhere = newWorld() + 1_000_000;
    assertThrows(IllegalArgumentException.class, () -> log().takeOver(nowhere));
    Ownership nobody = new Ownership(nowhere, 1, 0, null);
    assertEquals(Appended.FENCED, log().append(nobody, entries(1, 1)));
    assertEquals(Appended.FENCED, log().advance(nobody, START));
    assertFalse(log().wrote(nobody, 1));
    assertEquals(List.of(), log().read(nowhere, 0, 10));
  }

  @Test
  default void theClockOnlyEverGoesForward() throws Exception {
    long world = newWorld();
    Ownership owner = log().takeOver(world);
    assertEquals(Appended.DURABLE, log().advance(owner, START));
    assertEquals(START, log().takeOver(world).clock());

    owner = log().takeOver(world);
    assertEquals(Appended.DURABLE, log().advance(owner, START.minusSeconds(1)));
    assertEquals(START, log().takeOver(world).clock());

    owner = log().takeOver(world);
    log().append(owner, entries(1, 3));
    assertEquals(entry(3).at(), log().takeOver(world).clock(), "entries move it too");

    owner = log().takeOver(world);
    log().advance(owner, START.plusSeconds(60));
    log().append(owner, entries(4, 4));
    assertEquals(START.plusSeconds(60), log().takeOver(world).clock());
  }

  /// Writers that keep taking the world from each other. What any of them was told is durable has
  /// to be in the log, once, and nothing else. They all begin as its owner, so all but one of them
  /// find out that they are not.
  @Test
  @Timeout(60)
  default void rivalWritersNeitherLoseNorDoubleAnything() throws Exception {
    long world = newWorld();
    var durable = new ConcurrentSkipListMap<Long, String>();
    var start = new CyclicBarrier(4);
    List<Callable<Integer>> rivals = new ArrayList<>();
    for (int rival = 0; rival < 4; rival++) {
      String name = "rival-" + rival;
      rivals.add(() -> {
        Ownership owner = log().takeOver(world);
        start.await();
        return write(owner, name, durable);
      });
    }
    int turnedAway = atOnce(rivals).stream().mapToInt(Integer::intValue).sum();

    List<Entry> log = log().read(world, 0, 100_000);
    assertEquals(LongStream.rangeClosed(1, log.size()).boxed().toList(), positions(log));
    assertEquals(List.copyOf(durable.keySet()), positions(log));
    log.forEach(entry -> assertEquals(durable.get(entry.position()), entry.data()));
    assertTrue(turnedAway >= 3, "turned away only " + turnedAway);
  }

  private static List<Long> positions(List<Entry> entries) {
    return entries.stream().map(Entry::position).toList();
  }

  /// Appends until it is fenced, takes over, and again, 20 times; returns how often it was fenced.
  private int write(Ownership first, String name, ConcurrentSkipListMap<Long, String> durable)
      throws LogUnavailable {
    int fenced = 0;
    Ownership owner = first;
    for (int round = 0; round < 20; round++) {
      long next = owner.position() + 1;
      for (int turn = 0; turn < 10; turn++) {
        String data = "{\"by\":\"%s\",\"round\":%d,\"turn\":%d}".formatted(name, round, turn);
        List<Entry> entries = List.of(entry(next, data), entry(next + 1, data));
        if (log().append(owner, entries) == Appended.FENCED) {
          fenced++;
          break;
        }
        entries.forEach(entry -> assertNull(durable.put(entry.position(), entry.data())));
        next += 2;
      }
      owner = log().takeOver(owner.world());
    }
    return fenced;
  }
}
