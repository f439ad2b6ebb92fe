package drydock.bench;

import drydock.log.LogUnavailable;
import drydock.server.DatabaseUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/// Measures and prints. Two parts, both by default: `commands`, and `large` with all that needs the
/// history of a large cluster.
public final class Bench {

  private Bench() {}

  public static void main(String[] parts)
      throws IOException, SQLException, DatabaseUnavailable, LogUnavailable {
    String part = parts.length == 0 ? "all" : parts[0];
    Surroundings.print(Path.of(System.getProperty("java.io.tmpdir")));
    if (!part.equals("large")) {
      Commands.measure();
    }
    if (!part.equals("commands")) {
      large();
    }
    Table.section("load average after: " + Surroundings.load());
    System.exit(0);
  }

  private static void large() throws IOException, DatabaseUnavailable, LogUnavailable {
    try (var home = new Home()) {
      LargeCluster.measure(home);
      Folding.measure(home);
      home.stopDatabase();
      Starts.measure(home);
    }
  }
}
