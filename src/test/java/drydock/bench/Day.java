package drydock.bench;

import drydock.cluster.ClusterCommand;
import drydock.cluster.ClusterCommand.NodeOrder;
import drydock.cluster.ClusterEvent;
import drydock.engine.Advanced;
import drydock.engine.LoopObserver;
import drydock.engine.Outcome;
import drydock.engine.Pace;
import drydock.engine.Storage;
import drydock.engine.WorldConfig;
import drydock.engine.WorldLoop;
import drydock.kernel.Cause;
import drydock.kernel.Command;
import drydock.log.Entry;
import drydock.log.EventCodec;
import drydock.log.LogUnavailable;
import drydock.log.MemoryEventLog;
import drydock.log.PostgresCheckpoints;
import drydock.log.PostgresEventLog;
import drydock.log.PostgresWorlds;
import drydock.server.Database;
import drydock.server.DatabaseUnavailable;
import drydock.server.DatabaseUrl;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A day in a cluster of 500 nodes and 5,000 replicas, with the log in memory and in Postgres.
final class Day {

  private static final String PROFILE = "chaos";
  private static final int NODES = 500;
  private static final int SERVICES = 50;
  private static final int REPLICAS_EACH = 100;
  private static final Duration DAY = Duration.ofHours(24);
  private static final int PAGE = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// Some do well and some do not.
  private static final List<String> IMAGES =
      List.of("nginx:1.0", "redis", "tomcat", "httpd", "drydock/crash-later");

  private Day() {}

  static void measure() throws IOException, DatabaseUnavailable, LogUnavailable {
    Table.section(
        "24 hours of %d nodes and %,d replicas; profile %s"
            .formatted(NODES, SERVICES * REPLICAS_EACH, PROFILE));
    var memory = new MemoryEventLog();
    run("log in memory", new Storage(memory, memory, memory, new EventCodec()));
    Vertx vertx = Vertx.vertx();
    try (var home = new Home();
        var database = Database.open(vertx, DatabaseUrl.parse(home.url()).orElseThrow())) {
      var pool = database.pool();
      run(
          "log in Postgres",
          new Storage(
              new PostgresEventLog(pool, PATIENCE),
              new PostgresCheckpoints(pool, PATIENCE),
              new PostgresWorlds(pool, PATIENCE),
              new EventCodec()));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static void run(String name, Storage storage) throws LogUnavailable {
    var manual = new Pace.Wish(Pace.Mode.MANUAL, 0);
    var config = new WorldConfig("day", 1, Core.large(PROFILE), manual, InstantSource.system());
    try (var loop = WorldLoop.start(config, storage, LoopObserver.NONE)) {
      List<NodeOrder> orders = Core.orders(NODES);
      var created = (ClusterEvent) ask(loop, Core.creation(orders.getFirst())).events().getFirst();
      loop.advance(Core.BOOTS_WITHIN, false).join();
      for (NodeOrder more : orders.subList(1, orders.size())) {
        ask(loop, new ClusterCommand.AddNodes(created.cluster(), more));
        loop.advance(Core.BOOTS_WITHIN, false).join();
      }
      for (int i = 0; i < SERVICES; i++) {
        ask(
            loop,
            Core.creation(
                created.cluster(), "s-" + i, IMAGES.get(i % IMAGES.size()), REPLICAS_EACH));
      }
      long from = loop.past().position();
      long before = System.nanoTime();
      Duration busyBefore = busy();
      Advanced day = loop.advance(DAY, false).join();
      Duration busy = busy().minus(busyBefore);
      var took = Duration.ofNanos(System.nanoTime() - before);
      Table.line(
          name,
          "%s (%s of processor time), %,d events",
          Table.seconds(took),
          Table.seconds(busy),
          day.events());
      Table.line("what happened most", "%s", frequent(storage, from));
    }
  }

  /// What this process has had of all processors; a database is a process of its own.
  private static Duration busy() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }

  private static String frequent(Storage storage, long from) throws LogUnavailable {
    long id = storage.worlds().open("day").id();
    Map<String, Integer> counts = new TreeMap<>();
    List<Entry> page = storage.log().read(id, from, PAGE);
    while (!page.isEmpty()) {
      page.forEach(entry -> counts.merge(entry.type(), 1, Integer::sum));
      page = storage.log().read(id, page.getLast().position(), PAGE);
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(3)
        .map(each -> "%s %,d".formatted(each.getKey(), each.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static Outcome.Accepted ask(WorldLoop loop, Command command) {
    var cause = new Cause.Command("Bench", "bench", new TreeMap<>());
    return (Outcome.Accepted) loop.ask(command, cause).join();
  }
}
