package drydock.server;

import static drydock.server.EmbeddedPostgresTest.assertRefusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Starts in the directory of an earlier server in which something is not as that left it. Every
/// test leaves it whole.
@Timeout(120)
class DamagedDataDirectoryTest {
  @TempDir static Path dataDir;

  @BeforeAll
  static void create() throws DatabaseUnavailable {
    EmbeddedPostgres.start(dataDir).close();
  }

  @Test
  void anEmptyPidFileIsNoObstacle() throws Exception {
    Files.createFile(dataDir.resolve("postgres/postmaster.pid"));
    assertAnswers();
  }

  @Test
  void aPidFileOfAnUnrelatedProcessIsNoObstacleAndThatProcessLives() throws Exception {
    Process unrelated = new ProcessBuilder("cat").start();
    try {
      String stale = unrelated.pid() + "\n/somewhere\n1\n5432\n\n127.0.0.1\n 1 1\nready   \n";
      Files.writeString(dataDir.resolve("postgres/postmaster.pid"), stale);
      assertAnswers();
      assertTrue(unrelated.isAlive());
    } finally {
      unrelated.destroy();
    }
  }

  @Test
  void aServerOfSomebodyElseIsNeverTakenForOurs() throws Exception {
    try (var foreign = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var directory = DataDirectory.open(dataDir)) {
      Path binaries = PostgresBinaries.unpacked(dataDir);
      assertThrows(
          PostgresServer.PortTaken.class,
          () -> PostgresServer.start(directory, binaries, foreign.getLocalPort()));
    }
  }

  @Test
  void aDatabaseOfAnotherReleaseIsLeftAlone() throws Exception {
    Path file = dataDir.resolve("postgres/PG_VERSION");
    String release = Files.readString(file);
    Files.writeString(file, "17\n");
    assertRefusal(refusal(), "was made by Postgres 17 and this is Postgres " + release.strip());
    Files.writeString(file, release);
    assertAnswers();
  }

  @Test
  void aDatabaseWhosePasswordIsLostIsLeftAlone() throws Exception {
    assertRefusedWithout("password", "password is missing");
  }

  @Test
  void aBrokenDatabaseIsReportedInTheServersWords() throws Exception {
    assertRefusedWithout("postgres/global/pg_control", "could not find the database system");
  }

  private static void assertRefusedWithout(String name, String why) throws Exception {
    Path file = dataDir.resolve(name);
    Path aside = file.resolveSibling("aside");
    Files.move(file, aside);
    assertRefusal(refusal(), why);
    Files.move(aside, file);
    assertAnswers();
  }

  private static String refusal() {
    return assertThrows(DatabaseUnavailable.class, () -> EmbeddedPostgres.start(dataDir))
        .getMessage();
  }

  private static void assertAnswers() throws DatabaseUnavailable, SQLException {
    try (var postgres = EmbeddedPostgres.start(dataDir)) {
      assertEquals("1", TestPostgres.query(postgres.url(), "select 1"));
    }
  }
}
