package drydock.bench;

import drydock.server.DatabaseUnavailable;
import drydock.server.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A data directory that goes away with the measurement, and the database in it: the server's own,
/// but started here, so that others can be measured against the same one.
final class Home implements AutoCloseable {

  private final Path directory;
  private final EmbeddedPostgres postgres;

  Home() throws IOException, DatabaseUnavailable {
    directory = Files.createTempDirectory("drydock-bench-");
    postgres = EmbeddedPostgres.start(directory.resolve("data"));
  }

  Path directory() {
    return directory;
  }

  /// Settings of a server that uses this database.
  Map<String, String> settings() {
    return Map.of("DRYDOCK_DATABASE_URL", url());
  }

  /// Settings of a server that starts the database itself, once this one is stopped.
  Map<String, String> embedded() {
    return Map.of("DRYDOCK_DATA_DIR", directory.resolve("data").toString());
  }

  String url() {
    return postgres.url();
  }

  /// For JDBC, user and password included.
  String jdbcUrl() {
    String[] parts = url().split("[:/@]+", -1);
    return "jdbc:postgresql://%s:%s/%s?user=%s&password=%s"
        .formatted(parts[3], parts[4], parts[5], parts[1], parts[2]);
  }

  void stopDatabase() {
    postgres.close();
  }

  @Override
  public void close() throws IOException {
    postgres.close();
    List<Path> all;
    try (Stream<Path> below = Files.walk(directory)) {
      all = below.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
