package drydock.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/// What the figures depend on, printed with each table of them.
final class Surroundings {

  private Surroundings() {}

  static void print(Path data) throws IOException {
    Table.section("machine");
    Table.line("commit", "%s", commit());
    Table.line("processor", "%s", processor());
    Table.line("cores", "%d", Runtime.getRuntime().availableProcessors());
    Table.line("system", "%s %s", System.getProperty("os.name"), System.getProperty("os.version"));
    Table.line("java", "%s", System.getProperty("java.vm.version"));
    Table.line("file system of the data", "%s", Files.getFileStore(data).type());
    Table.line("load average before", "%s", load());
  }

  /// Mean number of threads that wanted a core, over the last minute: above the number of cores
  /// before anything was started, the machine was busy with other things.
  static String load() {
    return Double.toString(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  static void printDatabase(String jdbcUrl) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      for (String name : new String[] {"server_version", "fsync", "synchronous_commit"}) {
        ResultSet rows = statement.executeQuery("show " + name);
        rows.next();
        Table.line("postgres " + name, "%s", rows.getString(1));
      }
    }
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    String fallback = System.getProperty("os.arch");
    if (!Files.exists(file)) {
      return fallback;
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 2))
        .findFirst()
        .orElse(fallback);
  }

  private static String commit() throws IOException {
    Process git =
        new ProcessBuilder("git", "describe", "--always", "--dirty")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      return git.waitFor(5, TimeUnit.SECONDS) && !text.isEmpty() ? text : "unknown";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
