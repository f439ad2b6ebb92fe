package drydock.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/// A large cluster from its services' creation to all replicas ready, through the API and durable;
/// and how quick a read is answered meanwhile.
final class LargeCluster {

  private static final int NODES = 1_000;
  private static final int SERVICES = 20;
  private static final int REPLICAS_EACH = 1_000;
  private static final Duration GLANCE_EVERY = Duration.ofMillis(50);

  /// Reads are sent at their moments whether or not earlier ones are late, and latency counts from
  /// these moments: who waits for an answer before he asks again does not see a stall. Each reader
  /// sends every so manieth.
  private static final Duration READ_EVERY = Duration.ofMillis(20);

  private static final int READERS = 32;
  private static final Executor THREADS = command -> Thread.ofVirtual().start(command);

  private final int port;
  private final Api api;
  private final Scene scene;

  private LargeCluster(int port, Api api) {
    this.port = port;
    this.api = api;
    this.scene = new Scene(api);
  }

  /// Leaves the history in the home.
  static void measure(Home home) throws IOException {
    Table.section(
        "large cluster: %d nodes, %d services of %d replicas each; nothing takes time there"
            .formatted(NODES, SERVICES, REPLICAS_EACH));
    try (var server = ServerProcess.start(home.settings());
        var api = new Api(server.port())) {
      new LargeCluster(server.port(), api).measure();
    }
  }

  private void measure() throws IOException {
    long before = System.nanoTime();
    String cluster = scene.cluster(NODES);
    Table.line("nodes from ordered to all ready", "%s", Table.seconds(since(before)));
    before = System.nanoTime();
    for (int i = 0; i < SERVICES; i++) {
      api.ask("CreateClusterService", Scene.service(cluster, "s-" + i, REPLICAS_EACH));
    }
    await(cluster, SERVICES * REPLICAS_EACH);
    print("replicas from created to all ready", since(before));
    before = System.nanoTime();
    scale(cluster, 0);
    print("the same replicas from ready to gone", since(before));
    read(cluster);
  }

  private void read(String cluster) {
    long before = System.nanoTime();
    var scaling = CompletableFuture.runAsync(() -> scale(cluster, REPLICAS_EACH));
    List<CompletableFuture<List<Long>>> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      long first = before + i * READ_EVERY.toNanos();
      readers.add(CompletableFuture.supplyAsync(() -> read(cluster, first, scaling), THREADS));
    }
    long[] sorted =
        readers.stream().flatMap(each -> each.join().stream()).mapToLong(x -> x).sorted().toArray();
    print("new replicas, while clients read", since(before));
    Table.line(
        "DescribeClusterService meanwhile",
        "p50 %s, p99 %s; %d reads, one every %d ms",
        Table.millis(Duration.ofNanos(sorted[sorted.length / 2])),
        Table.millis(Duration.ofNanos(sorted[sorted.length * 99 / 100])),
        sorted.length,
        READ_EVERY.toMillis());
  }

  private List<Long> read(String cluster, long first, CompletableFuture<?> end) {
    try (var reader = new Api(port)) {
      List<Long> latencies = new ArrayList<>();
      for (long at = first; !end.isDone(); at += READERS * READ_EVERY.toNanos()) {
        LockSupport.parkNanos(at - System.nanoTime());
        reader.send("DescribeClusterService", Map.of("clusterId", cluster));
        latencies.add(System.nanoTime() - at);
      }
      return latencies;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void scale(String cluster, int replicas) {
    try {
      for (int i = 0; i < SERVICES; i++) {
        api.ask("ModifyServiceReplicas", Scene.scaled(cluster, "s-" + i, replicas));
      }
      await(cluster, SERVICES * replicas);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void await(String cluster, int ready) throws IOException {
    while (scene.ready(cluster) != ready) {
      LockSupport.parkNanos(GLANCE_EVERY.toNanos());
    }
  }

  private static void print(String name, Duration took) {
    Table.line(
        name,
        "%s, %,.0f replicas/s",
        Table.seconds(took),
        SERVICES * REPLICAS_EACH * 1e9 / took.toNanos());
  }

  private static Duration since(long before) {
    return Duration.ofNanos(System.nanoTime() - before);
  }
}
