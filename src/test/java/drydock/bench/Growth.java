package drydock.bench;

import drydock.kernel.Recorded;
import drydock.service.ReplicaEvent;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a world by itself, without a log, costs as it grows: from 500 replicas to 150,000, with a
/// node for every 30 and a service for every 500. All services are made and then updated once.
/// Processor time is compared, which depends less on what else the machine does; and with it what n
/// log n allows, which for each replica is log n times as much as in the smallest world.
final class Growth {

  private static final int[] SIZES = {500, 1_500, 5_000, 15_000, 50_000, 150_000};
  private static final int PER_SERVICE = 500;
  private static final int PER_NODE = 30;
  private static final int NODES_MIN = 3;
  private static final Duration SETTLES_WITHIN = Duration.ofDays(1);

  /// Small worlds are measured more often, and the quickest run counts.
  private static final int REPLICAS_MEASURED = 450_000;

  private static final Path PLOT = Path.of("src/site/resources/growth.svg");
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /// Processor time for each replica, in microseconds, and what the world keeps of it in bytes.
  private record Cost(double made, double updated, long placed, long heap, long events) {}

  private final int replicas;
  private long placements;

  private Growth(int replicas) {
    this.replicas = replicas;
  }

  static void measure() throws IOException {
    Table.section("growth of a world without a log, processor time; profile large");
    new Growth(SIZES[2]).run();
    var made = new Plot.Line("made", "#1f77b4");
    var updated = new Plot.Line("updated", "#d62728");
    var allowed = new Plot.Line("log n, from the smallest", "#999");
    Cost smallest = null;
    for (int size : SIZES) {
      Cost cost = new Growth(size).run();
      for (int again = size; again < REPLICAS_MEASURED; again += size) {
        cost = better(cost, new Growth(size).run());
      }
      smallest = smallest == null ? cost : smallest;
      double log = Math.log(size) / Math.log(SIZES[0]);
      Table.line(
          "%,d replicas".formatted(size),
          "made %.1f µs each (%.2f of n log n), %,d placed/s; updated %.1f µs each (%.2f); %.1f"
              + " events and %,d bytes each",
          cost.made,
          cost.made / (smallest.made * log),
          cost.placed,
          cost.updated,
          cost.updated / (smallest.updated * log),
          (double) cost.events / size,
          cost.heap);
      made.add(size, cost.made);
      updated.add(size, cost.updated);
      allowed.add(size, Math.max(smallest.made, smallest.updated) * log);
    }
    if (System.getProperty("bench.plot", "").equals("write")) {
      Files.createDirectories(PLOT.getParent());
      Files.writeString(
          PLOT,
          Plot.of(
              "replicas", "processor time for each replica, µs", List.of(made, updated, allowed)));
    }
  }

  private static Cost better(Cost one, Cost other) {
    return one.made + one.updated < other.made + other.updated ? one : other;
  }

  private Cost run() {
    var core = new Core(Core.large("large"), this::count);
    String cluster = core.cluster(Math.max(NODES_MIN, replicas / PER_NODE));
    List<ServiceId> services = new ArrayList<>();
    long before = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < replicas / PER_SERVICE; i++) {
      services.add(core.service(cluster, "s-" + i, PER_SERVICE));
    }
    core.settle(SETTLES_WITHIN);
    long made = THREADS.getCurrentThreadCpuTime() - before;
    long placed = placements * 1_000_000_000 / made;
    before = THREADS.getCurrentThreadCpuTime();
    for (ServiceId each : services) {
      core.ask(new ServiceCommand.ChangeImage(each, "nginx:2.0"));
    }
    core.settle(SETTLES_WITHIN);
    long updated = THREADS.getCurrentThreadCpuTime() - before;
    long heap = heap();
    return new Cost(
        made / 1e3 / replicas,
        updated / 1e3 / replicas,
        placed,
        heap / replicas,
        // Asked for after the heap was measured, so that the world is in it.
        core.world().position());
  }

  private void count(List<Recorded> turn) {
    for (Recorded each : turn) {
      placements += each.event() instanceof ReplicaEvent.Scheduled ? 1 : 0;
    }
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
