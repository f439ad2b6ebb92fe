package drydock.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A JVM of its own that starts the embedded Postgres and does nothing else until it is killed.
record DrydockLikeProcess(Process process, BufferedReader output) implements AutoCloseable {

  /// What the other JVM runs.
  public static void main(String[] args) throws Exception {
    try {
      System.out.println(EmbeddedPostgres.start(Path.of(args[0])).url());
    } catch (DatabaseUnavailable e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
    // Its input ends with the JVM that started it, so it never outlives a test.
    System.in.transferTo(OutputStream.nullOutputStream());
    System.exit(0);
  }

  static DrydockLikeProcess start(Path dataDir) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                List.of(
                    java,
                    "-cp",
                    System.getProperty("java.class.path"),
                    DrydockLikeProcess.class.getName(),
                    dataDir.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new DrydockLikeProcess(process, process.inputReader());
  }

  /// The URL of its database once that is ready, or why there is none.
  @Nullable String said() throws IOException {
    return output.readLine();
  }

  /// What `kill -9` does.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(Duration.ofSeconds(30))) {
      throw new IllegalStateException("the process survives being killed");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
