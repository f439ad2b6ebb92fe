package drydock.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.log.Relay;
import drydock.log.Relay.Way;
import drydock.proof.Receipts.Answer;
import drydock.server.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the server ends: what it has begun is finished, nothing is left of it, and the exit code
/// says whether all was well.
@Timeout(180)
class ShutdownTest {

  /// What is promised for SIGTERM.
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(10);

  /// For a start that comes to nothing on a busy machine.
  private static final Duration FAILED_WITHIN = Duration.ofSeconds(60);

  private static final int CLIENTS = 20;
  private static final Pattern WAITING = Pattern.compile("(?m)^drydock_mailbox_waiting ([0-9]+)");

  @TempDir Path home;

  private final String database = TestPostgres.freshDatabase();
  private final Receipts receipts = new Receipts();
  private PackagedServer server;
  private String cluster;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private PackagedServer.Setup setup() {
    return PackagedServer.Setup.instant(home.resolve("data"))
        .with("DRYDOCK_DATABASE_URL", database);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        TestPostgres.jdbcUrl(database), TestPostgres.credentials(database));
  }

  private Relay serveThroughRelay() throws IOException {
    var relay = new Relay(URI.create(database).getPort());
    server = PackagedServer.start(setup().on(database, relay.port()));
    try (var client = ApiClient.of(server)) {
      cluster = new Orders(client, receipts).cluster();
    }
    return relay;
  }

  private boolean create(Orders orders, String name) throws IOException {
    Map<String, String> service = new TreeMap<>(Customer.SERVICE);
    service.put("clusterId", cluster);
    service.put("serviceName", name);
    return orders.acknowledged("CreateClusterService", service);
  }

  @Test
  void requestsInFlightAreFinishedAndNoneComesAfterThem() throws Exception {
    var held = new CountDownLatch(1);
    var released = new CountDownLatch(1);
    try (Relay relay = serveThroughRelay();
        var client = ApiClient.of(server);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      relay.fate((way, bytes) -> {
        if (way == Way.QUESTION && bytes.contains("the-first")) {
          held.countDown();
        } else if (way == Way.ANSWER && held.getCount() == 0) {
          released.await();
        }
        return true;
      });
      var orders = new Orders(client, receipts);
      List<Future<Boolean>> asked = new ArrayList<>();
      asked.add(threads.submit(() -> create(orders, "the-first")));
      assertTrue(held.await(30, TimeUnit.SECONDS), "its events are on their way");
      asked.addAll(inMailbox(orders, client, threads));
      server.signal();
      awaitClosedDoor();
      released.countDown();
      for (Future<Boolean> each : asked) {
        assertTrue(each.get(), "acknowledged");
      }
      assertEquals(0, server.exitCode(STOPPED_WITHIN), () -> server.said().toString());
    }
    assertEquals(CLIENTS + 2, receipts.count(Answer.ACKNOWLEDGED));
    try (Connection connection = connect()) {
      receipts.assertHeldBy(Ledger.read(connection));
    }
  }

  /// More commands, which wait behind the first one.
  private List<Future<Boolean>> inMailbox(Orders orders, ApiClient client, ExecutorService threads)
      throws Exception {
    List<Future<Boolean>> asked = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      String name = "another-" + i;
      asked.add(threads.submit(() -> create(orders, name)));
    }
    client.await(
        "/metrics",
        page -> {
          var waiting = WAITING.matcher(page.body());
          return waiting.find() && Integer.parseInt(waiting.group(1)) == CLIENTS;
        });
    return asked;
  }

  /// Returns when nobody is let in any more.
  private void awaitClosedDoor() throws InterruptedException {
    URI address = URI.create(server.address());
    var door = new InetSocketAddress(address.getHost(), address.getPort());
    while (true) {
      try (var socket = new Socket()) {
        socket.connect(door);
        Thread.sleep(10);
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Test
  void aDatabaseThatDoesNotAnswerDoesNotKeepItFromEnding() throws Exception {
    try (Relay relay = serveThroughRelay();
        var client = ApiClient.of(server)) {
      var swallowed = new CountDownLatch(1);
      relay.fate((_, _) -> {
        swallowed.countDown();
        return false;
      });
      var lost = client.send("DeleteCluster", Map.of("clusterId", cluster));
      assertTrue(swallowed.await(30, TimeUnit.SECONDS), "its events are on their way");
      server.signal();
      assertEquals(0, server.exitCode(STOPPED_WITHIN), () -> server.said().toString());
      assertTrue(lost.isDone() || lost.cancel(true));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DRYDOCK_CLOCK, backwards",
    "DRYDOCK_PROFILE, imaginary",
    "DRYDOCK_HTTP_PORT, 65536",
    "DRYDOCK_DATABASE_URL, mysql://root@localhost/d",
  })
  void aWrongSettingEndsTheStartWithOneLineAndCode2(String setting, String value) {
    server = PackagedServer.launch(setup().with(setting, value));
    assertEquals(2, server.exitCode(FAILED_WITHIN));
    String line = String.join("\n", server.said());
    assertTrue(line.startsWith("stderr: "), line);
    assertTrue(line.contains(setting) && line.contains(value) && line.contains("allowed"), line);
    assertEquals(1, server.said().size(), line);
  }

  @Test
  void aPortThatIsTakenEndsTheStartWithCode1() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      server = PackagedServer.launch(setup().with("DRYDOCK_HTTP_PORT", port));
      assertEquals(1, server.exitCode(FAILED_WITHIN), () -> server.said().toString());
      assertEquals(1, server.said().size(), () -> server.said().toString());
    }
  }

  /// Threads are up by then that would keep the process alive.
  @Test
  void aHistoryThatCannotBeReadEndsTheStartWithCode1() throws Exception {
    server = PackagedServer.start(setup());
    server.terminate();
    try (Connection connection = connect()) {
      connection.createStatement().execute("update event set type = 'world.unheard_of'");
    }
    server = PackagedServer.launch(setup());
    assertEquals(1, server.exitCode(FAILED_WITHIN), () -> server.said().toString());
    assertTrue(server.said().toString().contains("world.unheard_of"), server.said()::toString);
  }
}
