package drydock.log;

import static drydock.log.EventLogContract.entries;
import static drydock.log.EventLogContract.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.log.EventLog.Appended;
import drydock.log.EventLog.Filter;
import drydock.log.EventLog.Ownership;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PostgresEventLogTest implements EventLogContract {
  private static LogDatabase database;

  @BeforeAll
  static void open() {
    database = new LogDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Override
  public EventLog log() {
    return new PostgresEventLog(database.pool, LogDatabase.DEADLINE);
  }

  @Override
  public Worlds worlds() {
    return new PostgresWorlds(database.pool, LogDatabase.DEADLINE);
  }

  /// A log whose one connection goes through a relay, and which does not wait for long.
  private static EventLog through(Relay relay) {
    var pool = database.pool(1, options -> options.setHost("127.0.0.1").setPort(relay.port()));
    return new PostgresEventLog(pool, Duration.ofMillis(500));
  }

  private static int port() throws Exception {
    try (var connection = database.connect();
        var row = connection.createStatement().executeQuery("select inet_server_port()")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void aTakeoverWaitsForAnAppendUnderWay() throws Exception {
    long world = newWorld();
    log().takeOver(world);
    var impatient = database.pool(4, options -> options.addProperty("lock_timeout", "100"));
    try (var append = database.connect()) {
      append.setAutoCommit(false);
      append
          .createStatement()
          .execute("update world set position = position + 1 where id = " + world);
      EventLog rival = new PostgresEventLog(impatient, LogDatabase.DEADLINE);
      assertThrows(LogUnavailable.class, () -> rival.takeOver(world));
      append.commit();
    }
    assertEquals(1, log().takeOver(world).position());
  }

  @Test
  void anAppendThatWaitedForATakeoverIsFenced() throws Exception {
    long world = newWorld();
    Ownership owner = log().takeOver(world);
    try (var takeover = database.connect();
        var thread = Executors.newVirtualThreadPerTaskExecutor()) {
      takeover.setAutoCommit(false);
      takeover
          .createStatement()
          .execute("update world set writer = writer + 1 where id = " + world);
      var append = thread.submit(() -> log().append(owner, entries(1, 5)));
      takeover.commit();
      assertEquals(Appended.FENCED, append.get());
    }
    assertEquals(List.of(), log().read(world, 0, 10));
  }

  /// Without a word the client would prepare a statement for each call if it cannot keep it.
  @Test
  void everyStatementIsPreparedOnceForAConnection() throws Exception {
    var pool = database.pool(1, options -> options);
    EventLog log = new PostgresEventLog(pool, LogDatabase.DEADLINE);
    Checkpoints checkpoints = new PostgresCheckpoints(pool, LogDatabase.DEADLINE);
    Worlds worlds = new PostgresWorlds(pool, LogDatabase.DEADLINE);
    long world = newWorld();
    for (int round = 0; round < 2; round++) {
      Ownership owner = log.takeOver(world);
      log.append(owner, entries(owner.position() + 1, owner.position() + 2));
      log.advance(owner, START);
      log.wrote(owner, 1);
      log.read(world, 0, 10);
      log.read(world, 0, 10, new Filter("ins-0", null));
      checkpoints.save(owner, CheckpointsContract.checkpoint(1, "1"));
      checkpoints.latest(world, "1", 1);
      checkpoints.latest(world, "1", START);
      checkpoints.thin(world);
      checkpoints.delete(world, List.of(1L));
      worlds.open("main");
      worlds.list();
    }
    var prepared =
        pool.query("select from pg_prepared_statements where custom_plans + generic_plans >= 2");
    assertEquals(13, prepared.execute().toCompletionStage().toCompletableFuture().get().size());
  }

  /// It would be kept, and go through all of it when the log is long.
  @Test
  void theLogIsNeverSearchedFromFrontToBackHoweverShortItIs() throws Exception {
    try (LogDatabase fresh = new LogDatabase()) {
      long world = new PostgresWorlds(fresh.pool, LogDatabase.DEADLINE).open("main").id();
      EventLog log = new PostgresEventLog(fresh.pool, LogDatabase.DEADLINE);
      log.append(log.takeOver(world), entries(1, 5));
      try (var connection = fresh.connect()) {
        connection.createStatement().execute("analyze event");
      }
      String page = "explain select from event where world = 1 and position > 1 and position <= 3";
      var plan = new StringBuilder();
      var lines = fresh.pool.query(page).execute().toCompletionStage().toCompletableFuture().get();
      lines.forEach(line -> plan.append(line.getString(0)));
      assertTrue(plan.toString().contains("event_pkey"), plan.toString());
    }
  }

  /// A long log is looked through in stretches.
  @Test
  void aRareEventIsFoundHoweverFarItIs() throws Exception {
    long world = newWorld();
    try (var connection = database.connect()) {
      connection
          .createStatement()
          .execute(
              """
              insert into event (world, position, at, writer, subject, type, data, cause)
              select %1$d, n, date_trunc('second', now()), 1, 'ins-' || n %% 100000, 'node.joined', '{}', '{}'
              from generate_series(1, 200000) n;
              update world set position = 200000 where id = %1$d\
              """
                  .formatted(world));
    }
    Filter rare = new Filter("ins-77777", null);
    assertEquals(List.of(77777L, 177777L), positions(log().read(world, 0, 10, rare)));
    assertEquals(List.of(77777L), positions(log().read(world, 0, 1, rare)));
    assertEquals(List.of(177777L), positions(log().read(world, 77777, 10, rare)));
    assertEquals(List.of(), positions(log().read(world, 177777, 10, rare)));
  }

  private static List<Long> positions(List<Entry> entries) {
    return entries.stream().map(Entry::position).toList();
  }

  /// A row that the world's row does not know of cannot come about by this program; the primary key
  /// would still hold.
  @Test
  void thePrimaryKeyTurnsAwayASecondEntry() throws Exception {
    long world = newWorld();
    Ownership owner = log().takeOver(world);
    log().append(owner, entries(1, 5));
    try (var connection = database.connect()) {
      connection.createStatement().execute("update world set position = 3 where id = " + world);
    }
    assertEquals(Appended.FENCED, log().append(owner, List.of(entry(4, "{}"))));
    assertEquals(entries(1, 5), log().read(world, 0, 10));
  }

  @Test
  void anAppendWhoseAnswerIsLostMayHaveLanded() throws Exception {
    long world = newWorld();
    try (Relay relay = new Relay(port())) {
      EventLog unlucky = through(relay);
      Ownership owner = unlucky.takeOver(world);
      unlucky.append(owner, entries(1, 1));
      relay.swallowAnswers();
      assertThrows(LogUnavailable.class, () -> unlucky.append(owner, entries(2, 4)));
      assertEquals(4, log().takeOver(world).position());
      assertTrue(log().wrote(owner, 4));
    }
  }

  @Test
  void anAppendThatNeverArrivesHasNotLanded() throws Exception {
    long world = newWorld();
    try (Relay relay = new Relay(port())) {
      EventLog unlucky = through(relay);
      Ownership owner = unlucky.takeOver(world);
      unlucky.append(owner, entries(1, 1));
      relay.swallowQuestions();
      assertThrows(LogUnavailable.class, () -> unlucky.append(owner, entries(2, 4)));
      Ownership next = log().takeOver(world);
      assertEquals(1, next.position());
      log().append(next, entries(2, 4));
      assertFalse(log().wrote(owner, 4));
    }
  }

  /// A pool learns of a lost connection a little later, so some calls may fail; none hangs.
  @Test
  @Timeout(10)
  void aLostConnectionIsReplaced() throws Exception {
    long world = newWorld();
    try (Relay relay = new Relay(port())) {
      EventLog log = through(relay);
      log.append(log.takeOver(world), entries(1, 3));
      relay.cut();
      List<Entry> read = List.of();
      while (read.isEmpty()) {
        try {
          read = log.read(world, 0, 10);
        } catch (LogUnavailable unavailable) {
          Thread.onSpinWait();
        }
      }
      assertEquals(entries(1, 3), read);
    }
  }

  @Test
  void aStatementThatTakesTooLongIsEndedByTheServer() throws Exception {
    long world = newWorld();
    var hasty = database.pool(4, options -> options.addProperty("statement_timeout", "100"));
    EventLog log = new PostgresEventLog(hasty, LogDatabase.DEADLINE);
    Ownership owner = log.takeOver(world);
    try (var blocker = database.connect()) {
      blocker.setAutoCommit(false);
      blocker
          .createStatement()
          .execute("select from world where id = %d for update".formatted(world));
      assertThrows(LogUnavailable.class, () -> log.append(owner, entries(1, 1)));
    }
    assertEquals(Appended.DURABLE, log.append(owner, entries(1, 1)));
  }

  @Test
  void whatIsNotJsonIsAMistakeAndNoOutage() throws Exception {
    Ownership owner = log().takeOver(newWorld());
    List<Entry> broken = List.of(entry(1), entry(2, "{\"half\":"));
    assertThrows(IllegalStateException.class, () -> log().append(owner, broken));
    assertEquals(0, log().takeOver(owner.world()).position());
  }

  @Test
  void anInterruptedCallEndsAtOnce() throws Exception {
    long world = newWorld();
    var interrupted =
        CompletableFuture.supplyAsync(() -> {
          Thread.currentThread().interrupt();
          assertThrows(LogUnavailable.class, () -> log().takeOver(world));
          return Thread.interrupted();
        });
    assertTrue(interrupted.get(), "the thread still knows that it was interrupted");
  }
}
