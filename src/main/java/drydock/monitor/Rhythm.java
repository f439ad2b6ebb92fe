package drydock.monitor;

import drydock.service.Probe;
import java.time.Duration;

/// When something is told again and again.
///
/// @param after how long after what began it
record Rhythm(Duration after, Duration every) {

  /// The kubelet comes back so often to a pod that does not start: after 10 to 15 s.
  static final Rhythm SYNCS = new Rhythm(Duration.ZERO, Duration.ofSeconds(12));

  /// The probes of a check from when it has failed on.
  static Rhythm of(Probe check) {
    Duration interval = Duration.ofSeconds(check.interval());
    return new Rhythm(interval, interval);
  }

  /// The probes of a check from a container's start on, of which the first may come later than the
  /// delay by up to an interval.
  static Rhythm fromStart(Probe check) {
    Duration interval = Duration.ofSeconds(check.interval());
    Duration delay = Duration.ofSeconds(check.delay());
    return new Rhythm(delay.plus(interval), interval);
  }
}
