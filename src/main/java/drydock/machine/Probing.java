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
  ///
  /// @param before how many successes in a row there were before this start; they count if no probe
  ///   fails
  long passedAt(long answers, int before) {
    int counted = refusals(answers) == 0 ? before : 0;
    return first(answers) + (Math.max(1, probe.successes() - counted) - 1) * interval();
  }

  /// How many successes in a row there have been by `end` of an application that has not failed
  /// since it answers; more than are asked for make no difference.
  int successes(long answers, long end, int before) {
    long counted = count(first(answers), end, interval()) + (refusals(answers) == 0 ? before : 0);
    return (int) Math.min(counted, probe.successes());
  }

  /// When the check has failed of an application that hangs from `hangs` on: when the last of the
  /// failures in a row that it asks for has timed out. A probe that is still under way lets the
  /// next ones fall out.
  ///
  /// Example: interval 3 s, first probe after 1 s, timeout 2 s, application hangs after 5 s, 3
  /// failures: the probes at 7, 10 and 13 s fail, so the check has failed after 15 s.
  long failedAt(long hangs) {
    return first(hangs) + (probe.failures() - 1) * apart() + timeout();
  }

  /// When the check has failed of an application that refuses to answer before `answers`, and hangs
  /// from `hangs` on; null if it never does.
  ///
  /// Example: interval 10 s, first probe after 0 s, application there after 15 s, 3 failures, 1 of
  /// them before this start: the probes at 0 and 10 s are refused, so the check has failed after 10
  /// s.
  ///
  /// @param hangs null if it does not hang
  /// @param before how many failures in a row there were before this start
  @Nullable Long killedAt(long answers, @Nullable Long hangs, int before) {
    int missing = Math.max(1, probe.failures() - before);
    long refusals = refusals(answers);
    if (refusals >= missing) {
      return first(0) + (missing - 1) * interval();
    }
    if (hangs == null || first(answers) < hangs) {
      return hangs == null ? null : failedAt(hangs);
    }
    return first(answers) + (missing - refusals - 1) * apart() + timeout();
  }

  /// How many failures in a row there have been by `end`, fewer than are asked for.
  int failures(long answers, @Nullable Long hangs, long end, int before) {
    long up = first(answers);
    long down = hangs == null ? Long.MAX_VALUE : hangs;
    boolean passed = up < Math.min(down, end);
    long hung = hangs == null ? 0 : count(first(Math.max(up, down)) + timeout(), end, apart());
    long refused = count(first(0), Math.min(up, end), interval());
    return (int) (hung + (passed ? 0 : refused + before));
  }

  /// How many probes an application refuses that answers from a moment on.
  private long refusals(long answers) {
    return (first(answers) - first(0)) / interval();
  }

  /// How many of what comes from `from` on every `apart` come before `end`.
  private static long count(long from, long end, long apart) {
    return from < end ? Math.ceilDiv(end - from, apart) : 0;
  }

  /// The first probe that counts and is not before `moment`.
  private long first(long moment) {
    long earliest = Math.max(moment, Duration.ofSeconds(probe.delay()).toMillis());
    return offset + Math.max(0, Math.ceilDiv(earliest - offset, interval())) * interval();
  }

  /// How far probes are apart that time out.
  private long apart() {
    return Math.ceilDiv(timeout(), interval()) * interval();
  }

  private long interval() {
    return Duration.ofSeconds(probe.interval()).toMillis();
  }

  private long timeout() {
    return Duration.ofSeconds(probe.timeout()).toMillis();
  }
}
