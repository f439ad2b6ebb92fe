package drydock.bench;

import drydock.log.LogUnavailable;
import drydock.server.DatabaseUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/// Measures and prints. Its parts, all by default: `commands`; `large` with all that needs the
/// history of a large cluster; and `scale`, which is `growth`, what a world costs by itself as it
/// grows, `huge`, the largest one, durable, and `day`, 24 hours of a middling one.
public final class Bench {

  private static final String ALL = "all";

  private Bench() {}

  public static void main(String[] parts)
      throws IOException, SQLException, DatabaseUnavailable, LogUnavailable {
    String part = parts.length == 0 ? ALL : parts[0];
    Surroundings.print(Path.of(System.getProperty("java.io.tmpdir")));
    if (part.equals("commands") || part.equals(ALL)) {
      Commands.measure();
    }
    if (part.equals("large") || part.equals(ALL)) {
      large();
    }
    if (part.equals("growth") || part.equals("scale") || part.equals(ALL)) {
      Growth.measure();
    }
    if (part.equals("huge") || part.equals("scale") || part.equals(ALL)) {
      huge();
    }
    if (part.equals("day") || part.equals("scale") || part.equals(ALL)) {
      Day.measure();
    }
    Table.section("load average after: " + Surroundings.load());
    System.exit(0);
  }

  private static void large() throws IOException, DatabaseUnavailable, LogUnavailable {
    try (var home = new Home()) {
      LargeCluster.measure(LargeCluster.LARGE, home);
      Folding.measure(home);
      home.stopDatabase();
      Starts.measure(home);
    }
  }

  private static void huge() throws IOException, DatabaseUnavailable {
    try (var home = new Home()) {
      LargeCluster.measure(LargeCluster.HUGE, home);
    }
  }
}
