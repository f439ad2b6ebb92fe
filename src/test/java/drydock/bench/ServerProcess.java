package drydock.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The server as a user starts it: `java -jar target/drydock.jar` in a process of its own.
///
/// @param ready how long it took from there to `drydock ready`
record ServerProcess(Process process, int port, Duration ready) implements AutoCloseable {

  /// No measurement gets more heap; and collections as short as the README advises.
  private static final List<String> JVM = List.of("-Xmx2g", "-XX:MaxGCPauseMillis=10");

  /// Starts it with the quotas of a large account, where nothing takes time and only commands move
  /// the clock, so that what is measured is the server and not what it simulates.
  ///
  /// @param settings environment variables, which go before those
  static ServerProcess start(Map<String, String> settings) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jar = System.getProperty("drydock.jar", "target/drydock.jar");
    List<String> call = new ArrayList<>(List.of(java));
    call.addAll(JVM);
    call.addAll(List.of("-Ddrydock.tethered=true", "-jar", jar));
    var builder = new ProcessBuilder(call);
    Map<String, String> all = new TreeMap<>();
    all.put("DRYDOCK_HTTP_PORT", "0");
    all.put("DRYDOCK_CLOCK", "manual");
    all.put("DRYDOCK_PROFILE", "large");
    all.putAll(settings);
    builder.environment().putAll(all);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    long before = System.nanoTime();
    Process process = builder.start();
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("drydock ready ")) {
        Duration ready = Duration.ofNanos(System.nanoTime() - before);
        int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
        return new ServerProcess(process, port, ready);
      }
    }
    throw new IllegalStateException("the server did not start");
  }

  /// Asks it to stop, and waits until it has.
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(Duration.ofSeconds(20))) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
