package drydock.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// One of three zones goes down with all its nodes, stays away until their replicas were given up
/// and made anew elsewhere, and comes back: how long that takes, and what it takes.
///
/// A zone of which nothing is left is evicted at the usual rate while others are well, a node every
/// ten seconds (Kubernetes 1.10, nodelifecycle: `--node-eviction-rate`), so this is hours of the
/// world's time.
final class ZoneOutage {

  /// After so long all is noticed, and nothing is evicted yet.
  private static final Duration NOTICED = Duration.ofMinutes(1);

  private static final Duration STEP = Duration.ofMinutes(10);
  private static final int STEPS_MAX = 100;

  private final String cluster;
  private final int replicas;
  private final Scene scene;
  private final Control control;

  private long from;
  private Duration took = Duration.ZERO;
  private Duration passed = Duration.ZERO;

  private interface Move {
    void make() throws IOException;
  }

  private ZoneOutage(String cluster, int replicas, Scene scene, Control control) {
    this.cluster = cluster;
    this.replicas = replicas;
    this.scene = scene;
    this.control = control;
  }

  /// @param replicas how many there are, all ready, before and after
  static void measure(String cluster, int replicas, Scene scene, Control control)
      throws IOException {
    new ZoneOutage(cluster, replicas, scene, control).measure();
  }

  private void measure() throws IOException {
    from = control.position();
    var fault = new AtomicReference<String>();
    time(() -> fault.set(control.loseZone(Core.ZONES.getFirst())));
    advance(NOTICED);
    print("a zone lost, %,d replicas not ready".formatted(replicas - scene.ready(cluster)));
    recover("all of them ready, in other zones");
    time(() -> control.endFault(fault.get()));
    recover("the zone back");
  }

  private void recover(String name) throws IOException {
    for (int i = 0; i < STEPS_MAX && !recovered(); i++) {
      advance(STEP);
    }
    if (!recovered()) {
      throw new IllegalStateException("%d of %d".formatted(scene.ready(cluster), replicas));
    }
    print(name);
  }

  private boolean recovered() throws IOException {
    return scene.ready(cluster) == replicas && scene.settled(cluster);
  }

  private void advance(Duration by) throws IOException {
    time(() -> control.advance(by));
    passed = passed.plus(by);
  }

  private void time(Move move) throws IOException {
    long before = System.nanoTime();
    move.make();
    took = took.plusNanos(System.nanoTime() - before);
  }

  private void print(String name) throws IOException {
    long to = control.position();
    Table.line(
        name,
        "%s; %d min of the world's time, %,d events",
        Table.seconds(took),
        passed.toMinutes(),
        to - from);
    from = to;
    took = Duration.ZERO;
    passed = Duration.ZERO;
  }
}
