package drydock.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The embedded database of a server, seen from outside: its files and its processes.
record DatabaseFiles(Path dataDir) {

  /// Long enough for a database on a busy machine to notice that its server is gone.
  private static final Duration GONE_WITHIN = Duration.ofSeconds(60);

  /// What Postgres tells of itself, line by line.
  private List<String> pidFile() {
    try {
      return Files.readAllLines(cluster().resolve("postmaster.pid"));
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  private Path cluster() {
    return dataDir.resolve("postgres");
  }

  /// The process that all others of the database come from, if it lives.
  ProcessHandle postmaster() {
    long pid = Long.parseLong(pidFile().getFirst());
    return processes().stream()
        .filter(process -> process.pid() == pid)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("process " + pid + " is not the database's"));
  }

  /// A connection that the server knows nothing of.
  Connection connect() throws SQLException {
    try {
      String password = Files.readString(dataDir.resolve("password"), UTF_8).strip();
      String url = "jdbc:postgresql://127.0.0.1:" + pidFile().get(3).strip() + "/postgres";
      return DriverManager.getConnection(url, "drydock", password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Every living process of the database: all bear its mark in their command line.
  List<ProcessHandle> processes() {
    try {
      if (!Files.exists(cluster())) {
        return List.of();
      }
      String mark =
          "drydock-%s-%s"
              .formatted(
                  Files.getAttribute(cluster(), "unix:dev"),
                  Files.getAttribute(cluster(), "unix:ino"));
      return ProcessHandle.allProcesses()
          .filter(process -> commandLine(process).contains(mark))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String commandLine(ProcessHandle process) {
    try {
      Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      return new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (IOException goneOrNoProc) {
      return process.info().commandLine().orElse("");
    }
  }

  /// Waits until no process of the database lives.
  void awaitEnd() {
    for (List<ProcessHandle> left = processes(); !left.isEmpty(); left = processes()) {
      try {
        left.getFirst().onExit().get(GONE_WITHIN.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException late) {
        throw new AssertionError("the database outlives its server: " + left, late);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError(interrupted);
      }
    }
  }
}
