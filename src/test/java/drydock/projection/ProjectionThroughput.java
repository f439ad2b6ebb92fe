package drydock.projection;

import com.sun.management.OperatingSystemMXBean;
import drydock.cluster.ClusterCommand;
import drydock.engine.Storage;
import drydock.kernel.Recorded;
import drydock.log.Entry;
import drydock.log.EventLog.Ownership;
import drydock.profile.Altered;
import drydock.profile.Profile;
import drydock.server.ProfileFile;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.world.Sandbox;
import drydock.world.World;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Measures how fast tables follow a log, and what that costs. It is run by hand: `java -cp <test
/// class path> drydock.projection.ProjectionThroughput`.
final class ProjectionThroughput {
  private static final int NODES = 200;
  private static final int SERVICES = 75;
  private static final int REPLICAS = 100;
  private static final int PAGE = 2_000;

  private ProjectionThroughput() {}

  public static void main(String[] args) throws Exception {
    System.out.printf(
        "%s, %d processors, Java %s%n",
        System.getProperty("os.name"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
    List<Recorded> history = history();
    try (ProjectionDatabase database = new ProjectionDatabase()) {
      Storage storage = database.storage();
      long world = storage.worlds().open("large").id();
      Ownership owner = storage.log().takeOver(world);
      measure("append", history.size(), () -> append(storage, owner, history));
      measure("read", history.size(), () -> read(storage, world));
      List<Entry> entries = storage.log().read(world, 0, history.size());
      for (int i = 0; i < 2; i++) {
        measure("decode", history.size(), () -> decode(storage, entries));
      }
      for (int batch : new int[] {10_000, 10_000, 1_000, 100}) {
        var projecting = fresh(storage, database.tables(), world, batch);
        measure("project, from the log, by " + batch, history.size(), () -> project(projecting));
      }
      for (int batch : new int[] {10_000, 1_000, 100}) {
        var projecting = fresh(storage, database.tables(), world, batch);
        measure(
            "project, handed over, by " + batch,
            history.size(),
            () -> projectHanded(projecting, owner.writer(), history, batch));
      }
    }
  }

  private static Projecting fresh(Storage storage, PostgresTables tables, long world, int batch)
      throws Exception {
    tables.clear(world, PostgresTables.NAMES);
    return new Projecting(storage, tables, world, batch);
  }

  private static Void project(Projecting projecting) throws Exception {
    do {
      projecting.step();
    } while (projecting.lag() > 0);
    return null;
  }

  private static Void projectHanded(
      Projecting projecting, long writer, List<Recorded> history, int batch) throws Exception {
    for (int i = 0; i < history.size(); i += batch) {
      projecting.hand(writer, history.subList(i, Math.min(history.size(), i + batch)));
      projecting.step();
    }
    return project(projecting);
  }

  /// A cluster's services come up at once and are then updated at once. Both take the time that
  /// they take, so events of all replicas are mixed, and few of a batch are about the same one.
  private static List<Recorded> history() {
    Profile profile =
        Altered.with(ProfileFile.read("large").quotas(), ProfileFile.read("realistic"));
    var sandbox = new Sandbox(new World(profile, 1));
    sandbox.world.advance(Sandbox.START);
    String cluster = sandbox.cluster(100);
    sandbox.run(Duration.ofHours(1));
    for (int i = 0; i < NODES / 100 - 1; i++) {
      sandbox.ask(new ClusterCommand.AddNodes(cluster, Sandbox.order(100)));
    }
    sandbox.run(Duration.ofHours(1));
    List<ServiceId> services = new ArrayList<>();
    for (int i = 0; i < SERVICES; i++) {
      services.add(sandbox.service(cluster, "service-" + i, REPLICAS));
    }
    sandbox.run(Duration.ofHours(1));
    services.forEach(each -> sandbox.ask(new ServiceCommand.ChangeImage(each, "nginx:2.0")));
    sandbox.run(Duration.ofHours(3));
    System.out.printf(
        "%,d events, %,d replicas%n",
        sandbox.history.size(), sandbox.world.state().replicas().size());
    return sandbox.history;
  }

  private static Void append(Storage storage, Ownership owner, List<Recorded> history)
      throws Exception {
    for (int i = 0; i < history.size(); i += PAGE) {
      List<Recorded> page = history.subList(i, Math.min(history.size(), i + PAGE));
      storage.log().append(owner, page.stream().map(storage.codec()::encode).toList());
    }
    return null;
  }

  private static Void read(Storage storage, long world) throws Exception {
    long after = 0;
    List<Entry> page = storage.log().read(world, after, 10_000);
    while (!page.isEmpty()) {
      after = page.getLast().position();
      page = storage.log().read(world, after, 10_000);
    }
    return null;
  }

  private static Void decode(Storage storage, List<Entry> entries) {
    entries.forEach(storage.codec()::decode);
    return null;
  }

  /// Prints events a second, and what an event costs: unlike the first, that says the same on a
  /// machine that is busy with other things.
  private static void measure(String what, int events, Callable<Void> work) throws Exception {
    long cpu = cpu();
    long database = databaseCpu();
    long begun = System.nanoTime();
    work.call();
    double nanos = System.nanoTime() - begun;
    System.out.printf(
        "%-34s %,9.0f events/s, processor time per event: %5.1f µs here, %5.1f µs Postgres%n",
        what,
        events / (nanos / 1e9),
        (cpu() - cpu) / 1e3 / events,
        (databaseCpu() - database) / 1e3 / events);
  }

  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static long databaseCpu() {
    return ProcessHandle.current()
        .descendants()
        .mapToLong(each -> each.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
        .sum();
  }
}
