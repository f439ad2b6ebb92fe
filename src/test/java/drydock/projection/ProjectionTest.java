package drydock.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.engine.Storage;
import drydock.log.LogUnavailable;
import drydock.log.Worlds.Known;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happens to a world and to those who keep its tables, the tables come to what the log
/// says.
class ProjectionTest {

  private static final AtomicInteger WORLDS = new AtomicInteger();
  private static final int STEPS = 40;
  private static ProjectionDatabase database;
  private static Storage storage;
  private static PostgresTables tables;
  private static Connection connection;

  @BeforeAll
  static void open() throws SQLException {
    database = new ProjectionDatabase();
    storage = database.storage();
    tables = database.tables();
    connection = database.connect();
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
    database.close();
  }

  private static Told begin(long seed) throws LogUnavailable {
    return Told.begin(storage, newWorld().id(), seed);
  }

  private static Known newWorld() throws LogUnavailable {
    return storage.worlds().open("world-" + WORLDS.incrementAndGet());
  }

  private static Projecting projecting(Told told, int batch) {
    return new Projecting(storage, tables, told.world(), batch);
  }

  private static void catchUp(Projecting projecting) throws LogUnavailable {
    do {
      projecting.step();
    } while (projecting.lag() > 0);
  }

  private static Read read(Told told) {
    return new Read(connection, told.world());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theTablesAreTheFoldOfTheLog(long seed) throws Exception {
    Told told = begin(seed);
    Projecting projecting = projecting(told, 1 + (int) (seed * seed * 13));
    for (int i = 0; i < 6; i++) {
      told.tell(STEPS);
      catchUp(projecting);
      Truth.check(told, connection);
    }
    told.run(Duration.ofHours(1));
    catchUp(projecting);
    Truth.check(told, connection);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void aRebuildComesToTheSame(long seed) throws Exception {
    Told told = begin(seed);
    Projecting projecting = projecting(told, 50);
    for (int i = 0; i < 3; i++) {
      told.tell(STEPS);
      told.keep();
      catchUp(projecting);
    }
    var incremental = read(told).everything();
    rebuild(told, PostgresTables.NAMES);
    assertEquals(incremental, read(told).everything());
    try (var statement = connection.createStatement()) {
      statement.execute("update replica set phase = 'Lost' where world = " + told.world());
    }
    rebuild(told, List.of("replica"));
    assertEquals(incremental, read(told).everything());
    told.tell(STEPS);
    catchUp(projecting);
    Truth.check(told, connection);
  }

  /// Ends a follower after each of its transactions, and starts another.
  @Test
  void aFollowerThatDiesBetweenTwoTablesLosesNothing() throws Exception {
    Told told = begin(21);
    int killed = 0;
    for (int tablesMoved = 0; tablesMoved <= PostgresTables.NAMES.size(); tablesMoved++) {
      told.tell(STEPS / 2);
      if (tablesMoved % 3 == 0) {
        told.keep();
      }
      Projecting mortal = projecting(told, 30);
      List<ReadModel<?>> behind = mortal.advance();
      for (ReadModel<?> model : behind.subList(0, Math.min(tablesMoved, behind.size()))) {
        mortal.move(model);
      }
      killed += read(told).marks().size() > 1 ? 1 : 0;
    }
    assertNotEquals(0, killed, "no table was ever ahead of another");
    catchUp(projecting(told, 200));
    Truth.check(told, connection);
    assertEquals(1, read(told).marks().size());
  }

  /// Two on one world, each moving now a table and now another, in an order that is drawn. No table
  /// ever goes back.
  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void twoFollowersOfAWorldDoNoHarm(long seed) throws Exception {
    Told told = begin(seed);
    var random = new Random(seed);
    List<Projecting> rivals = List.of(projecting(told, 70), projecting(told, 45));
    List<List<ReadModel<?>>> behind = new ArrayList<>(List.of(List.of(), List.of()));
    SortedMap<String, Long> before = new TreeMap<>();
    for (int i = 0; i < 150; i++) {
      if (i % 10 == 0) {
        told.tell(STEPS / 10);
      }
      int who = random.nextInt(2);
      if (behind.get(who).isEmpty() || random.nextInt(10) == 0) {
        behind.set(who, rivals.get(who).advance());
      } else {
        rivals.get(who).move(behind.get(who).getFirst());
        behind.set(who, behind.get(who).subList(1, behind.get(who).size()));
      }
      var now = read(told).marksByTable();
      before.forEach((table, position) -> assertTrue(position <= now.get(table), table));
      before.putAll(now);
    }
    catchUp(rivals.get(random.nextInt(2)));
    Truth.check(told, connection);
    rivals.get(0).step();
    rivals.get(1).step();
    Truth.check(told, connection);
  }

  @Test
  void aResetEmptiesTheTablesAndNothingOfTheOldHistoryComesBack() throws Exception {
    Told told = begin(41);
    Projecting projecting = projecting(told, 1_000);
    told.tell(STEPS);
    catchUp(projecting);
    told.tell(STEPS);
    List<ReadModel<?>> behind = projecting.advance();
    storage.worlds().reset(told.world());
    for (ReadModel<?> model : behind) {
      projecting.move(model);
    }
    read(told).everything().forEach((table, rows) -> assertEquals(List.of(), rows, table));
    Told anew = Told.begin(storage, told.world(), 42);
    anew.tell(STEPS);
    catchUp(projecting);
    Truth.check(anew, connection);
  }

  /// The old history is shorter than the new one, which a reader of positions alone would go on
  /// with.
  @Test
  void aResetIsNoticedHoweverFastTheNewHistoryGrows() throws Exception {
    Told told = begin(43);
    Projecting projecting = projecting(told, 1_000);
    told.tell(3);
    catchUp(projecting);
    Projecting rival = projecting(told, 1_000);
    rival.step();
    storage.worlds().reset(told.world());
    Told anew = Told.begin(storage, told.world(), 44);
    anew.tell(STEPS);
    assertTrue(anew.entries.size() > told.entries.size());
    catchUp(rival);
    catchUp(projecting);
    Truth.check(anew, connection);
  }

  /// The tables stand at position 0 again, just where the old history would be written from.
  @Test
  void aResetTableIsAnotherOneThoughItStandsAtTheSamePosition() throws Exception {
    Told told = begin(46);
    told.tell(STEPS);
    Projecting late = projecting(told, 1_000);
    List<ReadModel<?>> behind = late.advance();
    storage.worlds().reset(told.world());
    Told anew = Told.begin(storage, told.world(), 47);
    projecting(anew, 1_000).step();
    for (ReadModel<?> model : behind) {
      late.move(model);
    }
    assertEquals(List.of(0L), List.copyOf(read(anew).marks()));
    anew.tell(STEPS);
    catchUp(late);
    Truth.check(anew, connection);
  }

  @Test
  void aWorldThatIsGoneLeavesNoRows() throws Exception {
    Told told = begin(45);
    Projecting projecting = projecting(told, 1_000);
    told.tell(STEPS);
    catchUp(projecting);
    storage.worlds().remove(told.world());
    assertEquals(false, projecting.step());
    assertEquals(0, projecting.lag());
    assertNull(tables.standing(told.world()));
    read(told).everything().forEach((table, rows) -> assertEquals(List.of(), rows, table));
  }

  /// A commit that did not wait for the disk can be undone by a crash: the table is then where it
  /// was, and whoever follows it remembers otherwise.
  @Test
  void aTableThatACrashHasSetBackIsBroughtForwardAgain() throws Exception {
    Told told = begin(51);
    Projecting projecting = projecting(told, 100);
    told.tell(STEPS);
    catchUp(projecting);
    try (var statement = connection.createStatement()) {
      String mine = " where world = " + told.world();
      statement.execute("create table kept as select * from replica" + mine);
      statement.execute("create table mark as select * from projection" + mine);
      told.tell(STEPS);
      catchUp(projecting);
      statement.execute("delete from replica" + mine);
      statement.execute("insert into replica select * from kept");
      statement.execute(
          "update projection set position = mark.position from mark"
              + " where projection.world = mark.world and projection.name = 'replica'"
              + " and mark.name = 'replica'");
      statement.execute("drop table kept, mark");
    }
    told.tell(1);
    catchUp(projecting);
    Truth.check(told, connection);
  }

  @Test
  void aRebuildTellsHowFarItIsAndRefusesUnknownTables() throws Exception {
    Told told = begin(61);
    told.tell(STEPS);
    String report = rebuild(told, PostgresTables.NAMES);
    int events = told.entries.size();
    String wanted = "world world-\\d+: %d of %d events, \\d+ events/s\\R".formatted(events, events);
    assertTrue(report.matches(wanted), report);
    assertThrows(IllegalArgumentException.class, () -> rebuild(told, List.of("event")));
  }

  /// Proved by a log that has lost what was handed over.
  @Test
  void whatIsHandedOverIsNotReadFromTheLog() throws Exception {
    Told told = begin(71);
    Projecting projecting = projecting(told, 100);
    told.tell(STEPS);
    catchUp(projecting);
    int before = told.entries.size();
    told.tell(STEPS);
    told.hand(projecting, before - 3);
    try (var statement = connection.createStatement()) {
      String lost = " where world = " + told.world() + " and position > " + before;
      assertNotEquals(0, statement.executeUpdate("delete from event" + lost));
    }
    catchUp(projecting);
    Truth.check(told, connection);
  }

  @ParameterizedTest
  @ValueSource(longs = {72, 73})
  void whatIsNotHandedOverIsReadFromTheLog(long seed) throws Exception {
    Told told = begin(seed);
    var random = new Random(seed);
    Projecting projecting = projecting(told, 60);
    for (int i = 0; i < 40; i++) {
      int before = told.entries.size();
      told.tell(STEPS / 20);
      if (told.entries.size() > before && random.nextBoolean()) {
        told.hand(projecting, before);
      }
      if (random.nextBoolean()) {
        projecting.step();
      }
    }
    catchUp(projecting);
    Truth.check(told, connection);
  }

  @Test
  void nothingOfAHistoryBeforeAResetIsTakenForTheNewOne() throws Exception {
    Told told = begin(76);
    Projecting projecting = projecting(told, 1_000);
    told.tell(STEPS);
    told.hand(projecting, 0);
    storage.worlds().reset(told.world());
    Told anew = Told.begin(storage, told.world(), 75);
    anew.tell(2);
    catchUp(projecting);
    Truth.check(anew, connection);
    int before = anew.entries.size();
    anew.tell(STEPS);
    told.hand(projecting, before);
    anew.hand(projecting, before);
    catchUp(projecting);
    Truth.check(anew, connection);
  }

  private static String rebuild(Told told, List<String> names) throws Exception {
    var out = new ByteArrayOutputStream();
    for (Known world : storage.worlds().list()) {
      if (world.id() == told.world()) {
        new Rebuild(storage, tables, new PrintStream(out, true, StandardCharsets.UTF_8))
            .run(world, names);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
