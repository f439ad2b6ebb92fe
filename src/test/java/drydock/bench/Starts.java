package drydock.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// How long the server takes from the start of its process to `drydock ready`, with all files in
/// the system's cache.
final class Starts {

  private static final int ROUNDS = 5;

  private Starts() {}

  /// @param home with a history, and its database stopped
  static void measure(Home home) throws IOException {
    Table.section("start: from the process to `drydock ready`, medians of %d".formatted(ROUNDS));
    double[] first = new double[ROUNDS];
    double[] again = new double[ROUNDS];
    double[] large = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      Path fresh = Files.createDirectory(home.directory().resolve("start-" + i));
      Map<String, String> settings = new TreeMap<>();
      settings.put("DRYDOCK_DATA_DIR", fresh.resolve("data").toString());
      settings.put("XDG_CACHE_HOME", fresh.toString());
      first[i] = nanos(settings);
      again[i] = nanos(settings);
      large[i] = nanos(home.embedded());
    }
    // Root's cache is the machine's and cannot be chosen: what is there already stays.
    boolean root = System.getProperty("user.name").equals("root");
    print(root ? "first, Postgres unpacked before" : "first, Postgres unpacked too", first);
    print("again, next to no history", again);
    print("again, the history of the large cluster", large);
  }

  private static double nanos(Map<String, String> settings) throws IOException {
    try (var server = ServerProcess.start(settings)) {
      return server.ready().toNanos();
    }
  }

  private static void print(String name, double[] nanos) {
    Table.line(name, "%s", Table.seconds(Duration.ofNanos((long) Table.median(nanos))));
  }
}
