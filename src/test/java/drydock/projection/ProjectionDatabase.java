package drydock.projection;

import drydock.engine.Storage;
import drydock.log.EventCodec;
import drydock.log.PostgresCheckpoints;
import drydock.log.PostgresEventLog;
import drydock.log.PostgresWorlds;
import drydock.server.Database;
import drydock.server.DatabaseUnavailable;
import drydock.server.DatabaseUrl;
import drydock.server.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A fresh database for worlds and their tables.
final class ProjectionDatabase implements AutoCloseable {
  static final Duration DEADLINE = Duration.ofSeconds(15);

  private final String url = TestPostgres.freshDatabase();
  private final Vertx vertx = Vertx.vertx();
  private final List<Database> opened = new ArrayList<>();
  final Pool pool = open(url).pool();

  private Database open(String at) {
    try {
      Database database = Database.open(vertx, DatabaseUrl.parse(at).orElseThrow());
      opened.add(database);
      return database;
    } catch (DatabaseUnavailable unavailable) {
      throw new IllegalStateException(unavailable);
    }
  }

  Storage storage() {
    return storage(pool);
  }

  private static Storage storage(Pool pool) {
    return new Storage(
        new PostgresEventLog(pool, DEADLINE),
        new PostgresCheckpoints(pool, DEADLINE),
        new PostgresWorlds(pool, DEADLINE),
        new EventCodec());
  }

  PostgresTables tables() {
    return new PostgresTables(pool, DEADLINE);
  }

  /// The port that the server listens on.
  int port() {
    return DatabaseUrl.parse(url).orElseThrow().port();
  }

  /// Follows a world over another port that leads to the same server.
  Follower followOver(int port, long world) {
    Pool through = open(url.replace(":" + port() + "/", ":" + port + "/")).pool();
    return Follower.start(storage(through), new PostgresTables(through, DEADLINE), world);
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(TestPostgres.jdbcUrl(url), TestPostgres.credentials(url));
  }

  @Override
  public void close() {
    opened.forEach(Database::close);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
