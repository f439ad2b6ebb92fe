package drydock.bench;

import com.sun.management.OperatingSystemMXBean;
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
    Table.line("memory", "%s", memory());
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

  private static String memory() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? "%,d MB".formatted(system.getTotalMemorySize() / 1_000_000)
        : "unknown";
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

  /// The most memory that a process has had at once, all that is no heap included.
  static String residentMost(long pid) throws IOException {
    Path file = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(file)) {
      return "an unknown number of MB";
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
        .mapToObj(kib -> "%,d MB".formatted(kib * 1024 / 1_000_000))
        .findFirst()
        .orElseThrow();
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
