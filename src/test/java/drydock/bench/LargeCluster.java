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

  /// How large it is.
  ///
  /// @param each replicas of each service
  /// @param rounds how often all are made again while clients read, for enough reads to compare
  record Size(int nodes, int services, int each, int rounds) {
    int replicas() {
      return services * each;
    }
  }

  static final Size LARGE = new Size(1_000, 20, 1_000, 5);
  static final Size HUGE = new Size(5_000, 300, 500, 1);

  private static final Duration GLANCE_EVERY = Duration.ofMillis(250);

  /// Reads are sent at their moments whether or not earlier ones are late, and latency counts from
  /// these moments: who waits for an answer before he asks again does not see a stall. Each reader
  /// sends every so manieth.
  private static final Duration READ_EVERY = Duration.ofMillis(20);

  private static final int READERS = 32;
  private static final Executor THREADS = command -> Thread.ofVirtual().start(command);

  private final Size size;
  private final int port;
  private final Api api;
  private final Scene scene;
  private final Control control;

  private LargeCluster(Size size, int port, Api api, Control control) {
    this.size = size;
    this.port = port;
    this.api = api;
    this.scene = new Scene(api);
    this.control = control;
  }

  /// Leaves the history in the home.
  static void measure(Size size, Home home) throws IOException {
    Table.section(
        "large cluster: %,d nodes in three zones, %d services of %,d replicas each that ask for these zones; nothing takes time there"
            .formatted(size.nodes, size.services, size.each));
    try (var server = ServerProcess.start(home.settings());
        var api = new Api(server.port());
        var control = new Control(server.port())) {
      new LargeCluster(size, server.port(), api, control).measure();
      Table.line(
          "memory of the server",
          "%s at most, what is no heap included",
          Surroundings.residentMost(server.process().pid()));
    }
  }

  private void measure() throws IOException {
    long before = System.nanoTime();
    String cluster = scene.cluster(size.nodes);
    Table.line("nodes from ordered to all ready", "%s", Table.seconds(since(before)));
    before = System.nanoTime();
    for (int i = 0; i < size.services; i++) {
      api.ask("CreateClusterService", Scene.choosyService(cluster, "s-" + i, size.each));
    }
    await(cluster, size.replicas());
    print("replicas from created to all ready", since(before));
    before = System.nanoTime();
    roll(cluster);
    print("the same replicas, all updated once", since(before));
    ZoneOutage.measure(cluster, size.replicas(), scene, control);
    before = System.nanoTime();
    scale(cluster, 0);
    print("the same replicas from ready to gone", since(before));
    read(cluster);
  }

  private void roll(String cluster) throws IOException {
    for (int i = 0; i < size.services; i++) {
      Map<String, String> update = Scene.named(cluster, "s-" + i);
      update.put("image", "nginx:2.0");
      api.ask("ModifyClusterServiceImage", update);
    }
    while (!scene.settled(cluster)) {
      LockSupport.parkNanos(GLANCE_EVERY.toNanos());
    }
  }

  private void read(String cluster) {
    long before = System.nanoTime();
    var scaling = CompletableFuture.runAsync(() -> makeAgain(cluster));
    List<CompletableFuture<List<Long>>> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      long first = before + i * READ_EVERY.toNanos();
      readers.add(CompletableFuture.supplyAsync(() -> read(cluster, first, scaling), THREADS));
    }
    long[] sorted =
        readers.stream().flatMap(each -> each.join().stream()).mapToLong(x -> x).sorted().toArray();
    Table.line(
        "DescribeClusterService meanwhile",
        "p50 %s, p99 %s; %d reads, one every %d ms",
        Table.millis(Duration.ofNanos(sorted[sorted.length / 2])),
        Table.millis(Duration.ofNanos(sorted[sorted.length * 99 / 100])),
        sorted.length,
        READ_EVERY.toMillis());
  }

  /// All replicas, from none to ready and back, and ready at last.
  private void makeAgain(String cluster) {
    scale(cluster, size.each);
    for (int round = 1; round < size.rounds; round++) {
      scale(cluster, 0);
      scale(cluster, size.each);
    }
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
      for (int i = 0; i < size.services; i++) {
        api.ask("ModifyServiceReplicas", Scene.scaled(cluster, "s-" + i, replicas));
      }
      await(cluster, size.services * replicas);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void await(String cluster, int ready) throws IOException {
    while (scene.ready(cluster) != ready) {
      LockSupport.parkNanos(GLANCE_EVERY.toNanos());
    }
  }

  private void print(String name, Duration took) {
    Table.line(
        name, "%s, %,.0f replicas/s", Table.seconds(took), size.replicas() * 1e9 / took.toNanos());
  }

  private static Duration since(long before) {
    return Duration.ofNanos(System.nanoTime() - before);
  }
}
