package drydock.monitor;

import java.time.Duration;
import java.time.Instant;

/// Something that is told of a replica time and again, until something else happens to it or it has
/// been told often enough.
///
/// @param of the container whose checks it is of; empty for what the kubelet tells each time it
///   comes back to a pod that it cannot help
/// @param at when it is told next
/// @param left how often it is still to be told
record Refrain(String of, Incident incident, Instant at, Duration every, long left) {

  /// The kubelet comes back so often to a pod that does not start: after 10 to 15 s.
  private static final Duration SYNC = Duration.ofSeconds(12);

  static Refrain ofSyncs(Incident incident, Instant from) {
    return new Refrain("", incident, from, SYNC, Long.MAX_VALUE);
  }

  /// How often it is told before a moment.
  long times(Instant until) {
    long time = Duration.between(at, until).toMillis();
    return time <= 0 ? 0 : Math.min(left, Math.ceilDiv(time, every.toMillis()));
  }

  /// What is left when it has been told so often.
  Refrain after(long times) {
    return new Refrain(of, incident, at.plus(every.multipliedBy(times)), every, left - times);
  }
}
