package drydock.machine;

import drydock.service.Probe;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The probes of one check of one container, counted in milliseconds from the container's start
/// (Kubernetes, kubelet/prober). They come every `interval` from `offset` on; those before `delay`
/// has passed are skipped. What they find is known before they run.
///
/// @param offset of the first probe, less than an interval
record Probing(Probe probe, long offset) {

  /// When the check has passed of an application that answers from `answers` on: with the last of
  /// the successes in a row that it asks for.
  ///
  /// Example: interval 10 s, first probe after 4 s, application there after 5 s, 2 successes: the
  /// probes at 14 and 24 s pass, so the check has passed after 24 s.
  long passedAt(long answers) {
    return first(answers) + (probe.successes() - 1) * interval();
  }

  /// When the check has failed of an application that hangs from `hangs` on: when the last of the
  /// failures in a row that it asks for has timed out. A probe that is still under way lets the
  /// next ones fall out.
  ///
  /// Example: interval 3 s, first probe after 1 s, timeout 2 s, application hangs after 5 s, 3
  /// failures: the probes at 7, 10 and 13 s fail, so the check has failed after 15 s.
  long failedAt(long hangs) {
    long apart = Math.ceilDiv(timeout(), interval()) * interval();
    return first(hangs) + (probe.failures() - 1) * apart + timeout();
  }

  /// When the check has failed of an application that refuses to answer before `answers`; null if
  /// that comes before enough probes have failed.
  @Nullable Long refusedAt(long answers) {
    long last = first(0) + (probe.failures() - 1) * interval();
    return last < answers ? last : null;
  }

  /// The first probe that counts and is not before `moment`.
  private long first(long moment) {
    long earliest = Math.max(moment, Duration.ofSeconds(probe.delay()).toMillis());
    return offset + Math.max(0, Math.ceilDiv(earliest - offset, interval())) * interval();
  }

  private long interval() {
    return Duration.ofSeconds(probe.interval()).toMillis();
  }

  private long timeout() {
    return Duration.ofSeconds(probe.timeout()).toMillis();
  }
}
