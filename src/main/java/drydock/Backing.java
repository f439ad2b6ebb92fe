package drydock;

import drydock.engine.Storage;
import drydock.log.EventCodec;
import drydock.log.PostgresCheckpoints;
import drydock.log.PostgresEventLog;
import drydock.log.PostgresWorlds;
import drydock.projection.PostgresTables;
import drydock.server.Database;
import drydock.server.DatabaseUnavailable;
import drydock.server.DatabaseUrl;
import drydock.server.EmbeddedPostgres;
import drydock.server.Settings;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The database that everything is kept in: the one of the settings, or an embedded one.
final class Backing implements AutoCloseable {

  static final String MAIN_WORLD = "main";

  /// A statement that the database has not answered within this time is given up. It is longer than
  /// the database's own limit, so that a statement given up is over there too.
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);

  private final @Nullable EmbeddedPostgres embedded;
  private final Vertx vertx;
  private final Database database;

  private Backing(@Nullable EmbeddedPostgres embedded, Vertx vertx, Database database) {
    this.embedded = embedded;
    this.vertx = vertx;
    this.database = database;
  }

  static Backing open(Settings.Storage settings) throws DatabaseUnavailable {
    EmbeddedPostgres embedded =
        settings.database().isPresent() ? null : EmbeddedPostgres.start(settings.dataDir());
    Optional<DatabaseUrl> url =
        embedded == null ? settings.database() : DatabaseUrl.parse(embedded.url());
    Vertx vertx = Vertx.vertx();
    return new Backing(embedded, vertx, Database.open(vertx, url.orElseThrow()));
  }

  Vertx vertx() {
    return vertx;
  }

  Pool pool() {
    return database.pool();
  }

  Storage storage() {
    return new Storage(
        new PostgresEventLog(pool(), ANSWERED_WITHIN),
        new PostgresCheckpoints(pool(), ANSWERED_WITHIN),
        new PostgresWorlds(pool(), ANSWERED_WITHIN),
        new EventCodec());
  }

  PostgresTables tables() {
    return new PostgresTables(pool(), ANSWERED_WITHIN);
  }

  @Override
  public void close() {
    database.close();
    vertx.close();
    if (embedded != null) {
      embedded.close();
    }
  }
}
