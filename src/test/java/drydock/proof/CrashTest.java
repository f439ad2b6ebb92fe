package drydock.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.proof.Receipts.Answer;
import drydock.server.ProfileFile;
import drydock.service.Service;
import drydock.service.ServiceStatus;
import drydock.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` in the middle of everything, over and over, on one data directory.
///
/// `mvn verify -Dtest=CrashTest -Ddrydock.crash.rounds=500 -Ddrydock.crash.seed=7` goes on for
/// longer, and elsewhere.
class CrashTest {

  private static final int ROUNDS = Integer.getInteger("drydock.crash.rounds", 20);
  private static final long SEED = Long.getLong("drydock.crash.seed", 1);
  private static final int CLIENTS = 4;

  /// A round that acknowledges less before its kill proves little.
  private static final int ACKNOWLEDGED_MIN = 20;

  private static final int ACKNOWLEDGED_MAX = 120;
  private static final int MICROSECONDS_MORE_MAX = 5_000;

  @TempDir Path home;

  private final Receipts receipts = new Receipts();
  private final SplittableRandom random = new SplittableRandom(SEED);

  private PackagedServer server;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatWasAcknowledgedSurvivesEveryKillAndHappenedOnce() throws Exception {
    server = PackagedServer.start(PackagedServer.Setup.instant(home.resolve("data")));
    String cluster;
    try (var client = ApiClient.of(server)) {
      cluster = new Orders(client, receipts).cluster();
    }
    for (int round = 1; round <= ROUNDS; round++) {
      crashInTraffic(cluster, round);
      server = server.again();
    }
    verify(cluster);
    server.terminate();
    server = server.again();
    verify(cluster);
    server.terminate();
  }

  /// One round: traffic, and a kill at a moment nobody chose.
  private void crashInTraffic(String cluster, int round) throws Exception {
    int limit = random.nextInt(ACKNOWLEDGED_MIN, ACKNOWLEDGED_MAX);
    Runnable crash = crash(random.nextInt(3), random.nextInt(MICROSECONDS_MORE_MAX));
    var acknowledged = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      for (int client = 1; client <= CLIENTS; client++) {
        String name = "r%d-c%d".formatted(round, client);
        clients.add(
            threads.submit(() -> {
              try (var api = ApiClient.of(server)) {
                var customer = new Customer(new Orders(api, receipts), cluster, name, SEED);
                while (true) {
                  if (customer.goOn() && acknowledged.incrementAndGet() == limit) {
                    crash.run();
                  }
                }
              } catch (IOException gone) {
                return null;
              }
            }));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    }
    assertTrue(acknowledged.get() >= limit, () -> "the server fell by itself: " + server.said());
  }

  /// Either the server alone dies, and its database is told to stop; or both die at once, whichever
  /// goes first.
  private Runnable crash(int kind, int microseconds) {
    ProcessHandle postmaster = server.database().postmaster();
    return () -> {
      long moment = System.nanoTime() + 1_000L * microseconds;
      while (System.nanoTime() < moment) {
        Thread.onSpinWait();
      }
      if (kind == 1) {
        postmaster.destroyForcibly();
      }
      server.kill();
      if (kind == 2) {
        postmaster.destroyForcibly();
      }
    };
  }

  private void verify(String cluster) throws Exception {
    Ledger ledger;
    try (Connection connection = server.database().connect()) {
      ledger = Ledger.read(connection);
    }
    receipts.assertHeldBy(ledger);
    assertTrue(
        receipts.count(Answer.ACKNOWLEDGED) >= ROUNDS * ACKNOWLEDGED_MIN, receipts::toString);
    try (var client = ApiClient.of(server)) {
      assertEquals(
          ledger.digest().hex(), client.look("/sandbox/history").get("sha256").textValue());
      assertEquals(told(ledger.fold(ProfileFile.read("instant")), cluster), shown(client, cluster));
    }
  }

  /// What the folded log tells of each service.
  private static Map<String, String> told(World world, String cluster) {
    Map<String, String> services = new TreeMap<>();
    for (Service service : world.services().list(cluster)) {
      var fleet = world.services().fleet(service.id());
      services.put(
          service.id().name(),
          "%s %d %d %s"
              .formatted(
                  ServiceStatus.of(service, fleet).text(),
                  service.spec().replicas(),
                  fleet.total().ready(),
                  service.spec().template().containers().getFirst().image()));
    }
    return services;
  }

  /// What the server shows of each.
  private static Map<String, String> shown(ApiClient client, String cluster) throws IOException {
    Map<String, String> services = new TreeMap<>();
    var list = client.call("DescribeClusterService", Map.of("clusterId", cluster));
    for (var each : list.at("/data/services")) {
      String name = each.get("serviceName").textValue();
      var detail =
          client
              .call("DescribeClusterServiceInfo", Map.of("clusterId", cluster, "serviceName", name))
              .at("/data/service");
      services.put(
          name,
          "%s %d %d %s"
              .formatted(
                  detail.get("status").textValue(),
                  detail.get("desiredReplicas").intValue(),
                  detail.get("currentReplicas").intValue(),
                  detail.at("/containers/0/image").textValue()));
    }
    return services;
  }
}
