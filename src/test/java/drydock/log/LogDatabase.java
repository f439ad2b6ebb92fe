package drydock.log;

import drydock.server.Database;
import drydock.server.DatabaseUnavailable;
import drydock.server.DatabaseUrl;
import drydock.server.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A fresh database with the tables of the log in it, and pools of connections to it.
final class LogDatabase implements AutoCloseable {
  static final Duration DEADLINE = Duration.ofSeconds(15);

  private final String url = TestPostgres.freshDatabase();
  private final Vertx vertx = Vertx.vertx();
  private final List<Pool> pools = new ArrayList<>();
  private final Database database;

  /// The pool that the server has.
  final Pool pool;

  LogDatabase() {
    try {
      database = Database.open(vertx, DatabaseUrl.parse(url).orElseThrow());
    } catch (DatabaseUnavailable unavailable) {
      throw new IllegalStateException(unavailable);
    }
    pool = database.pool();
  }

  /// Another, of its own kind.
  Pool pool(int size, UnaryOperator<PgConnectOptions> kind) {
    PgConnectOptions options =
        PgConnectOptions.fromUri(url)
            .setCachePreparedStatements(true)
            .addProperty("statement_timeout", "5000");
    Pool pool =
        PgBuilder.pool()
            .using(vertx)
            .connectingTo(kind.apply(options))
            .with(new PoolOptions().setMaxSize(size))
            .build();
    pools.add(pool);
    return pool;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(TestPostgres.jdbcUrl(url), TestPostgres.credentials(url));
  }

  @Override
  public void close() {
    database.close();
    pools.forEach(pool -> pool.close().toCompletionStage().toCompletableFuture().join());
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
