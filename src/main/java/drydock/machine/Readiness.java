package drydock.machine;

import drydock.kernel.Dice;
import drydock.profile.Timings;
import drydock.service.Container;
import drydock.service.PodTemplate;
import drydock.service.Probe;
import drydock.service.Replica;
import java.time.Duration;
import java.time.Instant;

/// When a replica counts as ready once its containers run: at once where nothing checks it; else
/// after the last of the probes that its readiness check asks for in a row (Kubernetes,
/// kubelet/prober). What probes find is known before they run, so successful ones need no event.
final class Readiness {

  private Readiness() {}

  static Instant readyAt(
      Replica replica, PodTemplate template, Instant startedAt, Timings timings, Dice dice) {
    Instant readyAt = startedAt;
    for (Container container : template.containers()) {
      Probe probe = container.ready();
      if (probe != null) {
        Instant passed = passedAt(replica, container, probe, startedAt, timings, dice);
        readyAt = passed.isAfter(readyAt) ? passed : readyAt;
      }
    }
    return readyAt;
  }

  /// Probes come every `interval`, from a moment in the first one that differs from replica to
  /// replica; those before `delay` has passed are skipped, and those before the application answers
  /// fail.
  ///
  /// Example: interval 10 s, first probe 4 s after the start, application there after 5 s, 2
  /// successes: the probes at 14 and 24 s pass, and the replica is ready after 24 s.
  private static Instant passedAt(
      Replica replica,
      Container container,
      Probe probe,
      Instant startedAt,
      Timings timings,
      Dice dice) {
    String who = replica.id().name() + " " + container.name();
    long interval = Duration.ofSeconds(probe.interval()).toMillis();
    long offset = instant(timings) ? 0 : (long) (dice.roll("probe.offset", who, 0) * interval);
    long answers = dice.lognormal(timings.appReady(), "app.ready", who, 0).toMillis();
    long earliest = Math.max(answers, Duration.ofSeconds(probe.delay()).toMillis());
    long skipped = Math.max(0, Math.ceilDiv(earliest - offset, interval));
    return startedAt.plusMillis(offset + (skipped + probe.successes() - 1) * interval);
  }

  /// Where applications take nothing to come up, probes begin at once.
  private static boolean instant(Timings timings) {
    return timings.appReady().median().isZero();
  }
}
