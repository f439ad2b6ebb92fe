package drydock.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.log.Relay;
import drydock.proof.Receipts.Answer;
import drydock.server.TestPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The packaged server whose database goes away: it says so, loses nothing that it acknowledged,
/// and goes on by itself when the database is back.
@Timeout(300)
class OutageTest {

  private static final int INTERNAL_ERROR = 6000;
  private static final int CLIENTS = 4;
  private static final int ENOUGH = 300;

  @TempDir Path home;

  private final Receipts receipts = new Receipts();
  private PackagedServer server;
  private ApiClient client;
  private String cluster;

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void start(PackagedServer.Setup setup) throws Exception {
    server = PackagedServer.start(setup);
    client = ApiClient.of(server);
    cluster = new Orders(client, receipts).cluster();
  }

  private PackagedServer.Setup setup() {
    return PackagedServer.Setup.instant(home.resolve("data"));
  }

  private Customer customer(String name) {
    return new Customer(new Orders(client, receipts), cluster, name, 1);
  }

  /// All is well again without anybody's doing, and the log agrees with what clients were told.
  private void verify(Connection connection) throws Exception {
    client.await("/health/ready", page -> page.statusCode() == 200);
    assertTrue(customer("afterwards").goOn(), "the first command when it is ready again");
    Ledger ledger = Ledger.read(connection);
    receipts.assertHeldBy(ledger);
    assertEquals(ledger.digest().hex(), client.look("/sandbox/history").get("sha256").textValue());
    server.terminate();
  }

  @Test
  void aDatabaseThatGoesAwayIsSaidToBeAwayAndWaitedFor() throws Exception {
    String database = TestPostgres.freshDatabase();
    try (Relay relay = new Relay(URI.create(database).getPort());
        Connection connection =
            DriverManager.getConnection(
                TestPostgres.jdbcUrl(database), TestPostgres.credentials(database))) {
      start(setup().on(database, relay.port()));
      client.await("/health/ready", page -> page.statusCode() == 200);
      relay.refuse();
      Customer customer = customer("meanwhile");
      var doubtful = new FutureTask<>(customer("doubtful")::goOn);
      Thread.ofVirtual().start(doubtful);
      client.await("/metrics", page -> page.body().contains("\ndrydock_world_ready 0"));
      for (int i = 0; i < 5; i++) {
        assertFalse(customer.goOn(), "the database is away");
      }
      assertEquals(503, client.page("/health/ready").statusCode());
      assertEquals(200, client.page("/health/live").statusCode());
      relay.heal();
      assertFalse(doubtful.get(), "what never got as far as the database was not carried out");
      assertEquals(6, receipts.count(Answer.REFUSED));
      verify(connection);
    }
  }

  /// The times are those of a real server, half a minute each, so this is not for every build: `mvn
  /// verify -Dtest=OutageTest -Ddrydock.outage.silent=true`.
  @Test
  @EnabledIfSystemProperty(named = "drydock.outage.silent", matches = "true")
  void aNetworkThatFallsSilentIsGivenUpAndLeftBehind() throws Exception {
    String database = TestPostgres.freshDatabase();
    try (Relay relay = new Relay(URI.create(database).getPort());
        Connection connection =
            DriverManager.getConnection(
                TestPostgres.jdbcUrl(database), TestPostgres.credentials(database))) {
      start(setup().on(database, relay.port()));
      relay.blackHole();
      var answer = new Orders(client, receipts).give("DeleteCluster", Map.of("clusterId", cluster));
      assertEquals(INTERNAL_ERROR, answer.get("code").intValue(), answer::toString);
      client.await("/health/ready", page -> page.statusCode() == 503);
      relay.heal();
      verify(connection);
    }
  }

  @Test
  void anEmbeddedDatabaseThatIsKilledComesBack() throws Exception {
    start(setup());
    var acknowledged = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 1; i <= CLIENTS; i++) {
        Customer customer = customer("c" + i);
        clients.add(
            threads.submit(() -> {
              while (acknowledged.get() < ENOUGH) {
                if (customer.goOn() && acknowledged.incrementAndGet() % 100 == 50) {
                  server.database().postmaster().destroyForcibly();
                }
              }
              return null;
            }));
      }
      for (Future<?> each : clients) {
        each.get();
      }
    }
    assertTrue(receipts.count(Answer.ACKNOWLEDGED) >= ENOUGH, receipts::toString);
    try (Connection connection = server.database().connect()) {
      verify(connection);
    }
  }
}
