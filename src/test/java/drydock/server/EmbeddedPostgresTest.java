package drydock.server;

import static drydock.server.TestPostgres.execute;
import static drydock.server.TestPostgres.query;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The directories of these tests can be entered by their owner alone, so where root runs them they
/// show that the server needs no permission above its own directory.
@Timeout(120)
class EmbeddedPostgresTest {
  @TempDir Path temporary;

  private Path dataDir() {
    return temporary.resolve("not yet there").resolve(".drydock");
  }

  @Test
  void whatWasCommittedIsThereAfterARestart() throws Exception {
    try (var postgres = EmbeddedPostgres.start(dataDir())) {
      execute(postgres.url(), "create table kept (what text)", "insert into kept values ('this')");
    }
    try (var postgres = EmbeddedPostgres.start(dataDir())) {
      assertEquals("this", query(postgres.url(), "select what from kept"));
    }
  }

  @Test
  void theServerIsDurableAndHearsItsOwnMachineOnly() throws Exception {
    try (var postgres = EmbeddedPostgres.start(dataDir())) {
      String settings =
          "select string_agg(name || '=' || setting, ' ' order by name) from pg_settings where name"
              + " in ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums',"
              + " 'listen_addresses', 'unix_socket_directories', 'password_encryption')";
      assertEquals(
          "data_checksums=on fsync=on full_page_writes=on listen_addresses=127.0.0.1"
              + " password_encryption=scram-sha-256 synchronous_commit=on unix_socket_directories=",
          query(postgres.url(), settings));
      assertEquals(
          "UTF8 C",
          query(
              postgres.url(),
              "select pg_encoding_to_char(encoding) || ' ' || datcollate"
                  + " from pg_database where datname = current_database()"));
    }
  }

  @Test
  void nobodyGetsInWithoutThePassword() throws Exception {
    try (var postgres = EmbeddedPostgres.start(dataDir())) {
      String url = postgres.url().replaceFirst(":[^:@]+@", ":wrong@");
      assertEquals(
          "28P01", assertThrows(SQLException.class, () -> query(url, "select 1")).getSQLState());
      assertEquals("rw-------", permissions("password"));
      assertEquals("rwx------", permissions("postgres"));
      assertEquals("rw-------", permissions("postgres.log"));
      assertEquals("rwx------", permissions("."));
      String password = Files.readString(dataDir().resolve("password")).strip();
      assertFalse(Files.readString(dataDir().resolve("postgres.log")).contains(password));
      assertFalse(
          ProcessHandle.allProcesses()
              .anyMatch(process -> process.info().toString().contains(password)));
    }
  }

  @Test
  void aKilledProcessLeavesNoServerBehindAndLosesNothing() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/setpriv")),
        "only setpriv ends a server with its starter");
    long server;
    try (var other = DrydockLikeProcess.start(dataDir())) {
      String url = url(other);
      execute(url, "create table kept (what text)", "insert into kept values ('this')");
      server = serverPid();
      other.kill();
    }
    await("the server's end", () -> !runs(server));
    try (var postgres = EmbeddedPostgres.start(dataDir())) {
      assertEquals("this", query(postgres.url(), "select what from kept"));
    }
  }

  @Test
  void aServerThatIsStillShuttingDownIsWaitedFor() throws Exception {
    try (var other = DrydockLikeProcess.start(dataDir())) {
      String url = url(other);
      execute(url, "create table kept (what text)", "insert into kept values ('this')");
      // A stopped process is deaf to the signal of its starter's end, as one would be that is slow
      // to shut down.
      long stopped = serverPid();
      signal("STOP", stopped);
      other.kill();
      Thread.ofVirtual().start(() -> signal("CONT", stopped));
      try (var postgres = EmbeddedPostgres.start(dataDir())) {
        assertEquals("this", query(postgres.url(), "select what from kept"));
        assertFalse(runs(stopped));
      }
    }
  }

  @Test
  void aKilledServerComesBackOnItsPort() throws Exception {
    try (var postgres = EmbeddedPostgres.start(dataDir())) {
      execute(postgres.url(), "create table kept (what text)", "insert into kept values ('this')");
      signal("KILL", serverPid());
      await(
          "the server's return",
          () -> {
            try {
              return query(postgres.url(), "select what from kept").equals("this");
            } catch (SQLException e) {
              return false;
            }
          });
    }
  }

  @Test
  void aDirectoryIsHeldByOneProcessAtATime() throws Exception {
    try (var postgres = EmbeddedPostgres.start(dataDir())) {
      // Twice, since a careless second attempt would give up the lock of the first.
      for (int i = 0; i < 2; i++) {
        var refusal =
            assertThrows(DatabaseUnavailable.class, () -> EmbeddedPostgres.start(dataDir()));
        assertRefusal(refusal.getMessage(), "another Drydock process uses the data directory");
        try (var other = DrydockLikeProcess.start(dataDir())) {
          assertRefusal(other.said(), "another Drydock process uses the data directory");
        }
      }
      assertEquals("1", query(postgres.url(), "select 1"));
    }
  }

  @Test
  void aKillWhileTheDatabaseIsMadeDoesNoHarm() throws Exception {
    try (var other = DrydockLikeProcess.start(dataDir())) {
      await("a database in the making", () -> hasEntry("initdb-"));
      other.kill();
    }
    assertFalse(Files.exists(dataDir().resolve("postgres")), "it was not killed in the middle");
    try (var postgres = EmbeddedPostgres.start(dataDir())) {
      assertEquals("1", query(postgres.url(), "select 1"));
      assertFalse(hasEntry("initdb-"));
    }
  }

  @Test
  void aFileInTheWayIsNamed() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));
    var refusal =
        assertThrows(DatabaseUnavailable.class, () -> EmbeddedPostgres.start(file.resolve("data")));
    assertRefusal(refusal.getMessage(), file.toString());
  }

  static void assertRefusal(String message, String part) {
    assertTrue(message.contains(part), message);
    assertEquals(1, message.lines().count(), message);
  }

  private static String url(DrydockLikeProcess process) throws IOException {
    String said = process.said();
    assertTrue(said.startsWith("postgresql://"), said);
    return said;
  }

  private long serverPid() throws IOException {
    PidFile file = PidFile.read(dataDir().resolve("postgres"));
    assertNotNull(file);
    return file.pid();
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(dataDir().resolve(name)));
  }

  private boolean hasEntry(String prefix) throws IOException {
    if (!Files.exists(dataDir())) {
      return false;
    }
    try (var entries = Files.newDirectoryStream(dataDir(), prefix + "*")) {
      return entries.iterator().hasNext();
    }
  }

  /// An ended process that nobody has taken notice of has no command line any more.
  private static boolean runs(long pid) throws IOException {
    try {
      return Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline")).length > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void signal(String name, long pid) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid)
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    while (!condition.call()) {
      assertTrue(Instant.now().isBefore(deadline), "no sign of " + what);
      LockSupport.parkNanos(2_000_000);
    }
  }
}
