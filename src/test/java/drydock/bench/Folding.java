package drydock.bench;

import drydock.kernel.Cause;
import drydock.kernel.Lognormal;
import drydock.kernel.Recorded;
import drydock.log.Entry;
import drydock.log.EventCodec;
import drydock.log.EventLog;
import drydock.log.LogUnavailable;
import drydock.log.PostgresEventLog;
import drydock.profile.Altered;
import drydock.profile.Profile;
import drydock.profile.Timings;
import drydock.server.Database;
import drydock.server.DatabaseUnavailable;
import drydock.server.DatabaseUrl;
import drydock.server.ProfileFile;
import drydock.service.ReplicaEvent;
import drydock.service.Service;
import drydock.service.ServiceCommand;
import drydock.world.Draft;
import drydock.world.Witness;
import drydock.world.World;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// How quick a history becomes a world again, and what a look at a world costs where nothing is
/// due.
final class Folding {

  private static final int PAGE = 5_000;
  private static final int ROUNDS = 7;
  private static final int TICKS = 1_000_000;

  private final Profile profile = ProfileFile.read("large");
  private final EventCodec codec = new EventCodec();

  private Folding() {}

  /// Folds the history that is in the home.
  static void measure(Home home) throws DatabaseUnavailable, LogUnavailable {
    Vertx vertx = Vertx.vertx();
    try (var database = Database.open(vertx, DatabaseUrl.parse(home.url()).orElseThrow())) {
      new Folding().measure(new PostgresEventLog(database.pool(), Duration.ofSeconds(15)));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private void measure(EventLog log) throws LogUnavailable {
    List<Entry> entries = entries(log);
    List<Recorded> events = entries.stream().map(codec::decode).toList();
    long replicas = events.stream().filter(e -> e.event() instanceof ReplicaEvent).count();
    Table.section(
        "folding: %,d events, %,d of them of replicas; medians of %d rounds"
            .formatted(events.size(), replicas, ROUNDS));
    rate("evolve alone", events.size(), () -> fold(events));
    rate("decode alone", events.size(), () -> entries.forEach(codec::decode));
    rate("decode and evolve", events.size(), () -> foldEntries(entries));
    rate("read from Postgres, decode and evolve", events.size(), () -> foldEntries(entries(log)));
    World world = fold(events);
    tick("tick, nothing planned", world);
    tick("tick, nothing due before tomorrow", starting(world));
  }

  private static List<Entry> entries(EventLog log) {
    try {
      List<Entry> all = new ArrayList<>();
      List<Entry> page = log.read(1, 0, PAGE);
      while (!page.isEmpty()) {
        all.addAll(page);
        page = log.read(1, all.size(), PAGE);
      }
      return all;
    } catch (LogUnavailable away) {
      throw new IllegalStateException(away);
    }
  }

  private World fold(List<Recorded> events) {
    var world = new World(profile, 1);
    events.forEach(world::evolve);
    return world;
  }

  private void foldEntries(List<Entry> entries) {
    var world = new World(profile, 1);
    entries.forEach(entry -> world.evolve(codec.decode(entry)));
  }

  private static void rate(String name, int events, Runnable work) {
    double[] rates = new double[ROUNDS];
    work.run();
    for (int i = 0; i < ROUNDS; i++) {
      long before = System.nanoTime();
      work.run();
      rates[i] = events * 1e9 / (System.nanoTime() - before);
    }
    Table.line(name, "%,.0f events/s", Table.median(rates));
  }

  private static void tick(String name, World world) {
    double[] nanos = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long before = System.nanoTime();
      for (int j = 0; j < TICKS; j++) {
        new Draft(world, Witness.NONE).runTo(world.now().plusMillis(1), Integer.MAX_VALUE);
      }
      nanos[i] = (System.nanoTime() - before) / (double) TICKS;
    }
    Table.line(
        name,
        "%.3f µs; %,d nodes, %,d things due later",
        Table.median(nanos) / 1000,
        world.clusters().allNodes().size(),
        world.pending());
  }

  /// The same world with all replicas made anew, where the start of a container takes a day.
  private World starting(World world) {
    var slow = new World(slow(), world.state());
    for (int replicas : new int[] {0, 1}) {
      for (Service service : world.services().list()) {
        var scale = new ServiceCommand.Scale(service.id(), replicas * service.spec().replicas());
        var draft = new Draft(slow, Witness.NONE);
        draft.decide(scale, new Cause.Command("ModifyServiceReplicas", "bench", new TreeMap<>()));
        draft.runNow(Integer.MAX_VALUE);
      }
    }
    return slow;
  }

  private Profile slow() {
    Timings quick = profile.timings();
    Duration day = Duration.ofDays(1);
    var timings =
        new Timings(
            quick.masters(),
            quick.nodeBoot(),
            quick.nodeInstall(),
            quick.nodeJoin(),
            quick.nodeRemoval(),
            quick.imagePull(),
            quick.imageRecheck(),
            new Lognormal(day, 0, day),
            quick.crowding(),
            quick.containerRestart(),
            quick.plegRelist(),
            quick.kubeletSync(),
            quick.appReady(),
            quick.termination(),
            quick.loadBalancer(),
            quick.loadBalancerBinding());
    return Altered.with(timings, profile);
  }
}
