package drydock.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One run of the database server: a process of ours, from its start until it has ended.
///
/// @param process the server itself; the programs that start it turn into it one after the other
record PostgresServer(Process process, int port) {
  /// Recovery after a crash reads at most the log since the last checkpoint, so this is far more
  /// than it takes.
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);

  private static final Duration EARLIER_ONE_GONE_WITHIN = Duration.ofMinutes(1);

  private static final Duration GLANCE_EVERY = Duration.ofMillis(5);

  /// What every server is started with, whatever the files in the data directory say. The first
  /// four are what makes an answer of the server durable; the rest suits a small server that only
  /// its own machine talks to.
  private static final Map<String, String> SETTINGS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("fsync", "on"),
              Map.entry("synchronous_commit", "on"),
              Map.entry("full_page_writes", "on"),
              Map.entry("data_sync_retry", "off"),
              Map.entry("listen_addresses", "127.0.0.1"),
              Map.entry("unix_socket_directories", ""),
              Map.entry("max_connections", "64"),
              Map.entry("shared_buffers", "128MB"),
              Map.entry("huge_pages", "off"),
              Map.entry("wal_level", "minimal"),
              Map.entry("max_wal_senders", "0"),
              Map.entry("max_logical_replication_workers", "0"),
              Map.entry("min_wal_size", "128MB"),
              Map.entry("max_wal_size", "1GB"),
              // What backends write goes on to the disk little by little: else a checkpoint of the
              // server finds much at once, and an append that is under way waits for all of it.
              Map.entry("backend_flush_after", "256kB"),
              Map.entry("jit", "off"),
              Map.entry("timezone", "UTC"),
              Map.entry("log_timezone", "UTC"),
              Map.entry("log_checkpoints", "off"),
              // Statements and the rows they fail on may hold secrets.
              Map.entry("log_min_error_statement", "panic"),
              Map.entry("log_error_verbosity", "terse")));

  /// Starts a server and waits until it takes connections. Call it from a thread that lives as long
  /// as the server should: the end of that thread ends the server.
  static PostgresServer start(DataDirectory directory, Path binaries, int port)
      throws DatabaseUnavailable, PortTaken, IOException, InterruptedException {
    Path cluster = directory.cluster();
    endEarlierOne(cluster);
    ServerLog log = directory.log();
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(binaries.resolve("bin/postgres").toString(), "-D", directory.user().here(cluster)));
    command.addAll(List.of("-c", "port=" + port, "-c", "cluster_name=" + mark(cluster)));
    SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    Process process = log.process(directory.user().command(command), cluster).start();
    Instant deadline = Instant.now().plus(READY_WITHIN);
    while (!isReady(process, cluster, port)) {
      if (!process.isAlive()) {
        if (log.text().contains("could not create any TCP/IP sockets")) {
          throw new PortTaken(port);
        }
        throw new DatabaseUnavailable("the embedded Postgres does not start: " + log.complaint());
      }
      if (Instant.now().isAfter(deadline)) {
        process.destroyForcibly();
        throw new DatabaseUnavailable(
            "the embedded Postgres was not ready within "
                + READY_WITHIN.toMinutes()
                + " minutes: "
                + log.complaint());
      }
      Thread.sleep(GLANCE_EVERY);
    }
    return new PostgresServer(process, port);
  }

  /// Somebody else listens on the port that was chosen.
  static final class PortTaken extends Exception {
    PortTaken(int port) {
      super("port " + port + " is taken");
    }
  }

  private static boolean isReady(Process process, Path cluster, int port) throws IOException {
    PidFile file = PidFile.read(cluster);
    return file != null && file.pid() == process.pid() && file.readyAt(port);
  }

  /// Ends the server that a killed process left behind, if there is one, and waits for it: it may
  /// be about to shut down anyway. What its pid file says about a process that is not this
  /// database's is out of date, and the file goes.
  ///
  /// The caller holds the data directory, so no living process of Drydock uses that server.
  private static void endEarlierOne(Path cluster)
      throws DatabaseUnavailable, IOException, InterruptedException {
    PidFile file = PidFile.read(cluster);
    if (file == null) {
      return;
    }
    Instant deadline = Instant.now().plus(EARLIER_ONE_GONE_WITHIN);
    List<ProcessHandle> living = processesOf(cluster);
    for (ProcessHandle process : living) {
      if (process.pid() == file.pid()) {
        signal("INT", process.pid());
      }
    }
    while (!living.isEmpty()) {
      if (Instant.now().isAfter(deadline)) {
        throw new DatabaseUnavailable(
            "an earlier Postgres (process "
                + living.getFirst().pid()
                + ") still runs on "
                + cluster);
      }
      Thread.sleep(GLANCE_EVERY);
      living = processesOf(cluster);
    }
    Files.deleteIfExists(PidFile.in(cluster));
  }

  /// Processes of one database bear its mark in their command line, which everyone may read; where
  /// they work and which program they run is told to their own user only.
  private static List<ProcessHandle> processesOf(Path cluster) throws IOException {
    String mark = mark(cluster);
    return ProcessHandle.allProcesses()
        .filter(process -> commandLine(process).contains(mark))
        .toList();
  }

  private static String mark(Path cluster) throws IOException {
    return "drydock-"
        + Files.getAttribute(cluster, "unix:dev")
        + "-"
        + Files.getAttribute(cluster, "unix:ino");
  }

  /// Empty for a process that has ended, also where nobody has taken notice of its end yet.
  private static String commandLine(ProcessHandle process) {
    Path proc = Path.of("/proc", "" + process.pid(), "cmdline");
    try {
      return new String(Files.readAllBytes(proc), ISO_8859_1);
    } catch (IOException e) {
      return process.info().commandLine().orElse("");
    }
  }

  /// Shuts the server down: connections are cut, what they committed is kept.
  void interrupt() throws IOException, InterruptedException {
    if (process.isAlive()) {
      signal("INT", process.pid());
    }
  }

  private static void signal(String signal, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + pid + " 2>/dev/null")
        .start()
        .waitFor();
  }
}
