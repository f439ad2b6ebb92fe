package drydock.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PostgresBinariesTest {
  @TempDir Path cache;

  /// What another JVM runs.
  public static void main(String[] args) throws Exception {
    System.out.println(PostgresBinaries.unpackedIn(Path.of(args[0])));
  }

  @Test
  void aKillInTheMiddleIsMadeUpForByWhoeverWaits() throws Exception {
    Process killed = other();
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    while (entries("unpacking-").isEmpty()) {
      assertTrue(killed.isAlive() && Instant.now().isBefore(deadline), "it does not unpack");
      LockSupport.parkNanos(1_000_000);
    }
    Process waiting = other();
    killed.destroyForcibly().waitFor();
    String unpacked = waiting.inputReader().readLine();
    assertEquals(List.of(unpacked), entries("postgres-"));
    assertEquals(List.of(), entries("unpacking-"));
    assertEquals(unpacked, PostgresBinaries.unpackedIn(cache).toString());
    assertTrue(Files.isExecutable(Path.of(unpacked, "bin/postgres")));
  }

  @Test
  void nobodyButTheOwnerMayWriteThem() throws Exception {
    try (Stream<Path> files = Files.walk(PostgresBinaries.unpacked(cache))) {
      for (Path file : files.filter(each -> !Files.isSymbolicLink(each)).toList()) {
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        assertFalse(permissions.substring(3).contains("w"), file + " " + permissions);
      }
    }
  }

  private Process other() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    return new ProcessBuilder(java, "-cp", classPath, getClass().getName(), cache.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private List<String> entries(String prefix) throws IOException {
    try (Stream<Path> entries = Files.list(cache)) {
      return entries
          .filter(each -> each.getFileName().toString().startsWith(prefix))
          .map(Path::toString)
          .toList();
    }
  }
}
