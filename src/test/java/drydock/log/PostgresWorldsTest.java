package drydock.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresWorldsTest implements WorldsContract {
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

  @Override
  public Checkpoints checkpoints() {
    return new PostgresCheckpoints(database.pool, LogDatabase.DEADLINE);
  }

  /// A table that a later migration adds and nobody names here would keep its rows over a reset.
  @Test
  void aResetEmptiesEveryTableThatIsKeyedByWorld() throws Exception {
    var keyedByWorld = new TreeSet<String>();
    String tables =
        """
        select table_name from information_schema.columns
        join information_schema.tables using (table_schema, table_name)
        where table_schema = 'public' and column_name = 'world' and table_type = 'BASE TABLE'\
        """;
    try (var connection = database.connect();
        var rows = connection.createStatement().executeQuery(tables)) {
      while (rows.next()) {
        keyedByWorld.add(rows.getString(1));
      }
    }
    assertEquals(keyedByWorld, new TreeSet<>(PostgresWorlds.TABLES));
  }
}
