package drydock.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class DatabaseTest {
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close();
  }

  private static DatabaseUrl parse(String url) {
    return DatabaseUrl.parse(url).orElseThrow();
  }

  private static String query(Database database, String sql) throws Exception {
    Row row =
        database
            .pool()
            .query(sql)
            .execute()
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .iterator()
            .next();
    return String.valueOf(row.getValue(0));
  }

  private static String refusal(String url) {
    String message =
        assertThrows(DatabaseUnavailable.class, () -> Database.open(vertx, parse(url)))
            .getMessage();
    assertEquals(1, message.lines().count(), message);
    assertFalse(message.contains(parse(url).login().password().value()), message);
    return message;
  }

  @Test
  void anOpenDatabaseHasAllMigrations() throws Exception {
    List<Path> migrations = new ArrayList<>();
    try (var files = Files.newDirectoryStream(Path.of("db/migration"), "V*.sql")) {
      files.forEach(migrations::add);
    }
    try (var database = Database.open(vertx, parse(TestPostgres.freshDatabase()))) {
      String applied = "select count(*) from flyway_schema_history where success and type = 'SQL'";
      assertEquals("" + migrations.size(), query(database, applied));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application_name, drydock",
    "statement_timeout, 10s",
    "lock_timeout, 5s",
    "idle_in_transaction_session_timeout, 10s",
  })
  void nothingOfOursOccupiesTheServerForLong(String setting, String value) throws Exception {
    try (var database = Database.open(vertx, parse(TestPostgres.freshDatabase()))) {
      assertEquals(value, query(database, "show " + setting));
    }
  }

  @Test
  void severalProcessesMayStartAtOnce() throws Exception {
    DatabaseUrl url = parse(TestPostgres.freshDatabase());
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<Database>> starts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        starts.add(threads.submit(() -> Database.open(vertx, url)));
      }
      for (Future<Database> start : starts) {
        try (Database database = start.get()) {
          assertEquals("1", query(database, "select 1"));
        }
      }
    }
  }

  @Test
  void aPortWhereNobodyListensIsReported() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String message = refusal("postgresql://me:hidden@127.0.0.1:" + port + "/d");
    assertTrue(
        message.startsWith("the database me@127.0.0.1:" + port + "/d cannot be reached: "),
        message);
  }

  @Test
  void aServerThatNeverAnswersIsReported() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "postgresql://me:hidden@127.0.0.1:" + silent.getLocalPort() + "/d";
      assertTrue(refusal(url).contains("cannot be reached"));
    }
  }

  @Test
  void aWrongPasswordIsReported() {
    String url = TestPostgres.url().replaceFirst(":[^:@]+@", ":hidden@");
    assertTrue(refusal(url).contains("password authentication failed"));
  }

  @Test
  void aMissingDatabaseIsReported() {
    String url = TestPostgres.url().replaceFirst("/[^/]+$", "/nowhere");
    assertTrue(refusal(url).contains("\"nowhere\" does not exist"));
  }

  @Test
  void aDatabaseOfSomebodyElseIsLeftAlone() throws Exception {
    String url = TestPostgres.freshDatabase();
    TestPostgres.execute(url, "create table theirs (what text)");
    String message = refusal(url);
    assertTrue(message.contains("cannot be migrated") && message.contains("non-empty"), message);
  }

  @Test
  void anOldServerIsRefused() throws DatabaseUnavailable {
    DatabaseUrl url = parse("postgresql://me:hidden@db/d");
    Database.requireVersion(14, url);
    String message =
        assertThrows(DatabaseUnavailable.class, () -> Database.requireVersion(13, url))
            .getMessage();
    assertEquals("the database me@db:5432/d is Postgres 13; Drydock needs 14 or newer", message);
  }
}
