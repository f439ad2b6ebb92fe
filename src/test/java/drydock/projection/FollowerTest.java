package drydock.projection;

import drydock.engine.Storage;
import drydock.log.LogUnavailable;
import drydock.log.Relay;
import drydock.log.Worlds.Known;
import java.io.OutputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Followers at work, each on its thread. How long they take is theirs to say, so these tests wait
/// for what must come sooner or later.
@Timeout(60)
class FollowerTest {

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

  private static Told begin(String name, long seed) throws LogUnavailable {
    return Told.begin(storage, storage.worlds().open(name).id(), seed);
  }

  private static void awaitTables(Told told) throws Exception {
    var there = new TreeSet<Long>();
    there.add((long) told.entries.size());
    while (!new Read(connection, told.world()).marks().equals(there)) {
      Thread.sleep(5);
    }
  }

  private static void awaitNoLag(Follower follower) throws Exception {
    while (follower.lag() != 0) {
      Thread.sleep(5);
    }
  }

  @Test
  void aFollowerKeepsUpWithALogThatGrows() throws Exception {
    Told told = begin("growing", 1);
    try (Follower follower = Follower.start(storage, tables, told.world())) {
      for (int i = 0; i < 5; i++) {
        told.tell(20);
        follower.wake();
        awaitTables(told);
        Truth.check(told, connection);
      }
      awaitNoLag(follower);
    }
  }

  /// Nobody wakes it: another process may have appended.
  @Test
  void aFollowerThatNobodyWakesLooksByItself() throws Exception {
    Told told = begin("unsignalled", 2);
    try (Follower follower = Follower.start(storage, tables, told.world())) {
      told.tell(5);
      awaitTables(told);
      told.tell(5);
      awaitTables(told);
      awaitNoLag(follower);
      Truth.check(told, connection);
    }
  }

  /// Where a cut falls is up to chance: before a statement, in it, or between it and its answer.
  @Test
  void connectionsThatBreakLoseNothing() throws Exception {
    Told told = begin("cut", 3);
    try (Relay relay = new Relay(database.port());
        Follower follower = database.followOver(relay.port(), told.world())) {
      for (int i = 0; i < 30; i++) {
        told.tell(5);
        follower.wake();
        Thread.sleep(i);
        relay.cut();
        if (i % 3 == 0) {
          awaitTables(told);
        }
      }
      awaitTables(told);
      Truth.check(told, connection);
      awaitNoLag(follower);
    }
  }

  @Test
  void aRebuildBesideTwoFollowersOfAGrowingLogComesToTheSame() throws Exception {
    Told told = begin("rebuilt", 4);
    Known world = storage.worlds().open("rebuilt");
    var rebuild = new Rebuild(storage, tables, new PrintStream(OutputStream.nullOutputStream()));
    try (Follower one = Follower.start(storage, tables, told.world());
        Follower other = Follower.start(storage, tables, told.world())) {
      told.tell(100);
      CompletableFuture<Void> rebuilt =
          CompletableFuture.runAsync(() -> {
            try {
              rebuild.run(world, PostgresTables.NAMES);
            } catch (LogUnavailable unavailable) {
              throw new IllegalStateException(unavailable);
            }
          });
      while (!rebuilt.isDone()) {
        told.tell(2);
        one.wake();
        other.wake();
      }
      rebuilt.join();
      awaitTables(told);
      Truth.check(told, connection);
    }
  }
}
