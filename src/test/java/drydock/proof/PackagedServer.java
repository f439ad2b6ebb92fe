package drydock.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The jar that the build packed, as a user starts it: a process of its own with settings and a
/// data directory. It ends with the tests at the latest.
final class PackagedServer implements AutoCloseable {

  /// A second on an idle machine; what is awaited in vain is a failure anyway.
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);

  /// What is promised for SIGTERM.
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(10);

  private static final String READY = "drydock ready ";

  /// How a server is started: `settings` are environment variables.
  ///
  /// @param processors how many it believes to have; 0 for those there are
  record Setup(Path dataDir, SortedMap<String, String> settings, int processors) {

    /// A world whose clock stands still and in which nothing takes time.
    static Setup instant(Path dataDir) {
      return new Setup(dataDir, Collections.emptySortedMap(), 0)
          .with("DRYDOCK_HTTP_PORT", "0")
          .with("DRYDOCK_DATA_DIR", dataDir.toString())
          .with("DRYDOCK_CLOCK", "manual")
          .with("DRYDOCK_PROFILE", "instant");
    }

    Setup with(String setting, String value) {
      SortedMap<String, String> more = new TreeMap<>(settings);
      more.put(setting, value);
      return new Setup(dataDir, more, processors);
    }

    Setup processors(int count) {
      return new Setup(dataDir, settings, count);
    }

    /// A database that is there already, reached on some port.
    Setup on(String url, int port) {
      return with("DRYDOCK_DATABASE_URL", url.replaceFirst("@[^/]+/", "@127.0.0.1:" + port + "/"));
    }
  }

  private final Setup setup;
  private final Process process;
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<String> address = new CompletableFuture<>();
  private final List<Thread> readers;

  private PackagedServer(Setup setup, Process process) {
    this.setup = setup;
    this.process = process;
    this.readers =
        List.of(
            Thread.ofVirtual().start(() -> follow("", process.inputReader())),
            Thread.ofVirtual().start(() -> follow("stderr: ", process.errorReader())));
  }

  /// Starts a server and waits until it serves.
  static PackagedServer start(Setup setup) {
    var server = launch(setup);
    try {
      server.address();
      return server;
    } catch (RuntimeException | Error failed) {
      server.close();
      throw failed;
    }
  }

  /// Starts a server that need not come up. The jar is found from whatever directory; the quick
  /// compiler alone is enough for a short life and leaves the processors to others.
  static PackagedServer launch(Setup setup) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path jar = Path.of(System.getProperty("drydock.jar", "target/drydock.jar")).toAbsolutePath();
    List<String> command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:+UseSerialGC", "-Ddrydock.tethered=true"));
    if (setup.processors() > 0) {
      command.add("-XX:ActiveProcessorCount=" + setup.processors());
    }
    command.addAll(List.of("-jar", jar.toString()));
    var builder = new ProcessBuilder(command).directory(setup.dataDir().getParent().toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("DRYDOCK_"));
    builder.environment().putAll(setup.settings());
    try {
      return new PackagedServer(setup, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void follow(String prefix, BufferedReader output) {
    try (output) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(prefix + line);
        if (line.startsWith(READY)) {
          address.complete(line.substring(READY.length()));
        }
      }
    } catch (IOException ended) {
      lines.add(prefix + ended);
    }
    if (prefix.isEmpty()) {
      address.completeExceptionally(new IllegalStateException("the server has ended"));
    }
  }

  /// Where it serves: `http://127.0.0.1:8080`.
  String address() {
    try {
      return address.get(READY_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("the server is not ready; it said " + said(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// As it stands in a Host header.
  String host() {
    return address().substring("http://".length());
  }

  DatabaseFiles database() {
    return new DatabaseFiles(setup.dataDir());
  }

  /// Asks it to stop, without waiting.
  void signal() {
    process.toHandle().destroy();
  }

  /// What SIGTERM promises: an end with exit code 0 within 10 seconds, and no database left.
  void terminate() {
    signal();
    assertEquals(0, exitCode(STOPPED_WITHIN), () -> "exit code; it said " + said());
    assertEquals(List.of(), database().processes(), "processes that outlive the server");
  }

  /// The exit code of a server that ends by itself or was asked to.
  int exitCode(Duration within) {
    try {
      if (!process.waitFor(within)) {
        throw new AssertionError("still there after " + within + "; it said " + said());
      }
      for (Thread reader : readers) {
        reader.join();
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// What `kill -9` does. Its database notices soon.
  void kill() {
    process.toHandle().destroyForcibly();
  }

  /// Another run with the same settings and the same data. It must have ended.
  PackagedServer again() {
    exitCode(READY_WITHIN);
    return start(setup);
  }

  /// All that it wrote so far.
  List<String> said() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /// Leaves nothing running, however the test went.
  @Override
  public void close() {
    kill();
    exitCode(READY_WITHIN);
    database().awaitEnd();
  }
}
