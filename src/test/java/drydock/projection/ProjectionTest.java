package drydock.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.engine.Storage;
import drydock.log.LogUnavailable;
import drydock.log.Worlds.Known;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
