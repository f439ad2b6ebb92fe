package drydock.provider.tencent.monitor;

import drydock.engine.Past;
import drydock.kernel.Recorded;
import drydock.log.LogUnavailable;
import drydock.monitor.Meter;
import drydock.monitor.Room;
import drydock.monitor.Usage;
import drydock.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a metric minute by minute while the world's history goes by once more, and gathers the
/// minutes of each period in its point. A minute is read from the world as it was when the minute
/// began, before anything happened in it: nothing that is still to happen changes it.
final class Series implements Past.Witness {

  /// More than this would keep others waiting. In replicas read, each once a minute.
  static final long READINGS_MAX = 10_000_000;

  private final Metric metric;
  private final Subject subject;
  private final Window window;
  private final Meter meter;
  private final double[] sums;
  private final int[] counts;
  private Instant minute;
  private Instant last;
  private boolean seen;

  Series(Metric metric, Subject subject, Window window, Meter meter) {
    this.metric = metric;
    this.subject = subject;
    this.window = window;
    this.meter = meter;
    this.sums = new double[(int) window.points()];
    this.counts = new int[sums.length];
    this.minute = window.start();
    this.last = window.lastMinute();
  }

  Metric metric() {
    return metric;
  }

  Window window() {
    return window;
  }

  /// Reads the past, up to a moment that has come.
  ///
  /// @return whether that was done; if not, it would be too much
  boolean read(Past past, Instant now) throws LogUnavailable {
    if (now.isBefore(last)) {
      last = now;
    }
    World world = past.retrace(minute, this).orElse(null);
    readTo(world, last);
    return !tooMuch();
  }

  @Override
  public boolean sees(@Nullable World before, Recorded next) {
    readTo(before, next.at());
    return !minute.isAfter(last) && !tooMuch();
  }

  private boolean tooMuch() {
    return meter.readings() > READINGS_MAX;
  }

  /// Reads all minutes that begin up to a moment.
  private void readTo(@Nullable World world, Instant moment) {
    Instant to = moment.isBefore(last) ? moment : last;
    while (!minute.isAfter(to) && !tooMuch()) {
      if (world != null) {
        read(world);
      }
      minute = minute.plusSeconds(60);
    }
  }

  private void read(World world) {
    seen |= subject.missing(world).isEmpty();
    Usage usage = subject.usage(meter, world, minute);
    Double value = usage == null ? null : value(usage, world);
    if (value != null) {
      int point = window.point(minute);
      sums[point] += value;
      counts[point]++;
    }
  }

  private @Nullable Double value(Usage usage, World world) {
    double value = metric.quantity().of(usage);
    if (metric.whole() == Whole.NONE) {
      return rounded(value);
    }
    Room room = subject.whole(metric.whole(), world);
    double whole = metric.quantity() == Quantity.CPU ? room.cpu() : room.memory();
    return whole == 0 ? null : rounded(100 * value / whole);
  }

  /// Whether the subject was there at a minute of the window.
  boolean seen() {
    return seen;
  }

  /// The points, null where nothing was there to be read.
  List<@Nullable Double> points() {
    List<@Nullable Double> points = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      double gathered = metric.quantity().summed() ? sums[i] : sums[i] / counts[i];
      points.add(counts[i] == 0 ? null : (Double) rounded(gathered));
    }
    return points;
  }

  private static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
