package drydock.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `postmaster.pid` says about a server: its process and port, and whether it takes
/// connections.
///
/// @param pid 0 where the file is empty, as a crash can leave it
record PidFile(long pid, int port, String status) {

  static Path in(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  /// Null where there is no such file: no server runs, and the last one was shut down.
  static @Nullable PidFile read(Path cluster) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(in(cluster), ISO_8859_1);
    } catch (NoSuchFileException e) {
      return null;
    }
    return new PidFile(
        number(lines, 0), (int) number(lines, 3), lines.size() > 7 ? lines.get(7).strip() : "");
  }

  /// The server writes the file line by line, so any of them may be missing yet.
  private static long number(List<String> lines, int line) {
    try {
      return lines.size() > line ? Long.parseLong(lines.get(line).strip()) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  boolean readyAt(int port) {
    return status.equals("ready") && this.port == port;
  }
}
