package drydock.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// One real Postgres for all tests of a JVM, started when first asked for and gone with the JVM.
///
/// It is the embedded one by default; `-Dpostgres=testcontainers` takes a container instead. Both
/// are durable, so what a test measures or breaks is what a user would have.
public final class TestPostgres {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private TestPostgres() {}

  private static final class Started {
    static final String URL = start();
  }

  /// The server's own database, as `postgresql://user:password@host:port/database`. Tests that
  /// write take a [#freshDatabase].
  public static String url() {
    return Started.URL;
  }

  /// The URL of a new, empty database.
  public static String freshDatabase() {
    String name =
        "test_%d_%d".formatted(ProcessHandle.current().pid(), DATABASES.incrementAndGet());
    try {
      execute(url(), "create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("no fresh database", e);
    }
    return url().substring(0, url().lastIndexOf('/') + 1) + name;
  }

  /// The same database for the JDBC driver, which takes user and password as properties.
  public static String jdbcUrl(String url) {
    return DatabaseUrl.parse(url).orElseThrow().jdbc();
  }

  /// User and password of a database, as the JDBC driver takes them.
  public static Properties credentials(String url) {
    DatabaseUrl.Login login = DatabaseUrl.parse(url).orElseThrow().login();
    var properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password().value());
    return properties;
  }

  /// Runs statements, each in a transaction of its own.
  public static void execute(String url, String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection(jdbcUrl(url), credentials(url));
        var statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /// The first column of a query's first row.
  public static String query(String url, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(jdbcUrl(url), credentials(url));
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static String start() {
    String kind = System.getProperty("postgres", "embedded");
    if (kind.startsWith("postgresql://")) {
      return kind;
    }
    return switch (kind) {
      case "embedded" -> startEmbedded();
      case "testcontainers" -> startContainer();
      default ->
          throw new IllegalArgumentException(
              "-Dpostgres=" + kind + " is neither embedded, testcontainers nor a URL");
    };
  }

  private static String startEmbedded() {
    try {
      Path directory = Files.createTempDirectory("drydock-test-");
      EmbeddedPostgres postgres = EmbeddedPostgres.start(directory);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> {
                postgres.close();
                try {
                  Disk.removeTree(directory);
                } catch (IOException e) {
                  // The system cleans its temporary directory sooner or later.
                }
              }));
      return postgres.url();
    } catch (IOException | DatabaseUnavailable e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /// The library's own command switches fsync off. Its reaper removes the container when this JVM
  /// has ended.
  @SuppressWarnings("resource")
  private static String startContainer() {
    var container = new PostgreSQLContainer("postgres:18");
    container.setCommand("postgres", "-c", "fsync=on", "-c", "max_connections=200");
    container.start();
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(
            container.getUsername(),
            container.getPassword(),
            container.getHost(),
            container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
            container.getDatabaseName());
  }
}
