package drydock.server;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;

/// A Postgres that is reachable, new enough and migrated, and the connections to it.
public final class Database implements AutoCloseable {
  private static final int VERSION_MIN = 14;

  /// The patience of a start, on a machine that may have much else to do.
  private static final Duration REACHED_WITHIN = Duration.ofSeconds(10);

  /// The patience of a caller, who can be told to try again.
  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);

  /// Processes that start at once migrate one after the other, so this is the patience with all
  /// those in front.
  private static final Duration MIGRATED_WITHIN = Duration.ofMinutes(2);

  private static final int CONNECTIONS_MAX = 16;

  /// A connection that is asked something and stays silent for so long is given up: the other end
  /// may be gone without a word, and whoever waited has had his error long ago. One that nobody
  /// uses is closed well before, so that it never falls silent under somebody's hands.
  private static final Duration SILENT_MAX = Duration.ofSeconds(60);

  private static final Duration IDLE_MAX = Duration.ofSeconds(30);

  /// Beyond it callers are told at once that the database is busy.
  private static final int WAITING_MAX = 1_000;

  private static final int STATEMENT_CACHE_MAX = 256;

  /// Longer than any statement of ours; the client would not cache one of more than 2,048
  /// characters.
  private static final int CACHED_STATEMENT_CHARACTERS_MAX = 1 << 16;

  /// What ends by itself on the server when it takes too long, whatever becomes of us.
  /// Milliseconds.
  ///
  /// And all we ask goes by a key. Without being told, the server would find that looking through a
  /// table of one page is quicker, keep that plan, and go through a million rows with it for each
  /// page of the log, until its statistics catch up.
  private static final Map<String, String> SESSION =
      Map.of(
          "application_name", "drydock",
          "statement_timeout", "10000",
          "lock_timeout", "5000",
          "idle_in_transaction_session_timeout", "10000",
          "enable_seqscan", "off");

  /// Held, since a logger that nobody holds forgets its level.
  private static final Logger FLYWAY_LOG = Logger.getLogger("org.flywaydb");

  private final Pool pool;

  private Database(Pool pool) {
    this.pool = pool;
  }

  /// Brings the schema up to date and connects. Blocks, so not for a thread of Vert.x that must
  /// not.
  ///
  /// @throws DatabaseUnavailable with one line that says which database and why
  public static Database open(Vertx vertx, DatabaseUrl url) throws DatabaseUnavailable {
    requireVersion(url);
    migrate(url);
    Pool pool = pool(vertx, url);
    try {
      pool.query("select 1")
          .execute()
          .toCompletionStage()
          .toCompletableFuture()
          .get(REACHED_WITHIN.toSeconds(), TimeUnit.SECONDS);
      return new Database(pool);
    } catch (ExecutionException | TimeoutException e) {
      pool.close();
      throw unavailable(url, "cannot be reached", e);
    } catch (InterruptedException e) {
      pool.close();
      Thread.currentThread().interrupt();
      throw unavailable(url, "was waited for in vain", e);
    }
  }

  public Pool pool() {
    return pool;
  }

  private static void requireVersion(DatabaseUrl url) throws DatabaseUnavailable {
    String seconds = "" + REACHED_WITHIN.toSeconds();
    var properties = new Properties();
    properties.setProperty("user", url.login().user());
    properties.setProperty("password", url.login().password().value());
    properties.setProperty("connectTimeout", seconds);
    properties.setProperty("loginTimeout", seconds);
    try (Connection connection = DriverManager.getConnection(url.jdbc(), properties)) {
      requireVersion(connection.getMetaData().getDatabaseMajorVersion(), url);
    } catch (SQLException e) {
      throw unavailable(url, "cannot be reached", e);
    }
  }

  static void requireVersion(int version, DatabaseUrl url) throws DatabaseUnavailable {
    if (version < VERSION_MIN) {
      throw new DatabaseUnavailable(
          "the database %s is Postgres %d; Drydock needs %d or newer"
              .formatted(url, version, VERSION_MIN));
    }
  }

  private static void migrate(DatabaseUrl url) throws DatabaseUnavailable {
    FLYWAY_LOG.setLevel(Level.WARNING);
    var flyway =
        Flyway.configure()
            .dataSource(url.jdbc(), url.login().user(), url.login().password().value())
            .locations("classpath:db/migration")
            .failOnMissingLocations(true)
            .validateMigrationNaming(true)
            .lockRetryCount(-1)
            .load();
    var migration = new FutureTask<>(flyway::migrate);
    Thread thread = Thread.ofPlatform().name("migration").daemon().start(migration);
    try {
      migration.get(MIGRATED_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      thread.interrupt();
      throw unavailable(url, "cannot be migrated", e);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw unavailable(url, "was being migrated when the start was broken off", e);
    }
  }

  private static Pool pool(Vertx vertx, DatabaseUrl url) {
    var options =
        new PoolOptions()
            .setMaxSize(CONNECTIONS_MAX)
            .setMaxWaitQueueSize(WAITING_MAX)
            .setConnectionTimeout((int) CONNECTED_WITHIN.toSeconds())
            .setConnectionTimeoutUnit(TimeUnit.SECONDS)
            .setIdleTimeout((int) IDLE_MAX.toSeconds())
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    var transport =
        new NetClientOptions()
            .setTcpKeepAlive(true)
            .setReadIdleTimeout((int) SILENT_MAX.toSeconds())
            .setConnectTimeout((int) CONNECTED_WITHIN.toMillis());
    return PgBuilder.pool()
        .with(options)
        .with(transport)
        .connectingTo(connection(url))
        .using(vertx)
        .build();
  }

  private static PgConnectOptions connection(DatabaseUrl url) {
    var connect =
        new PgConnectOptions()
            .setHost(url.host())
            .setPort(url.port())
            .setDatabase(url.database())
            .setUser(url.login().user())
            .setPassword(url.login().password().value())
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheMaxSize(STATEMENT_CACHE_MAX)
            .setPreparedStatementCacheSqlLimit(CACHED_STATEMENT_CHARACTERS_MAX);
    SESSION.forEach(connect::addProperty);
    return connect;
  }

  /// One line, whatever the cause has to say. What comes from the server names no password.
  private static DatabaseUnavailable unavailable(DatabaseUrl url, String what, Exception e) {
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    String message =
        cause instanceof TimeoutException
            ? "no answer in time"
            : String.valueOf(cause.getMessage());
    String line = message.replaceAll("[-\\s]*\\s+", " ").strip();
    return new DatabaseUnavailable("the database " + url + " " + what + ": " + line, cause);
  }

  /// Closes the connections. What is in flight on them has no answer.
  @Override
  public void close() {
    pool.close();
  }
}
