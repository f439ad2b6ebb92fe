package drydock.log;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresCheckpointsTest implements CheckpointsContract {
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
}
