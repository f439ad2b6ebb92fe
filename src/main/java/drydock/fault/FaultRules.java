package drydock.fault;

import drydock.fault.FaultEvent.Why;
import drydock.fault.FaultState.Phase;
import drydock.kernel.Decision;
import drydock.kernel.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Starting and ending faults, and what time brings to them.
public final class FaultRules {

  /// So many faults may be active or scheduled at once.
  public static final int FAULTS_MAX = 1_000;

  /// A start may be this far ahead.
  private static final Duration AHEAD_MAX = Duration.ofDays(3650);

  private final Faults faults;

  public FaultRules(Faults faults) {
    this.faults = faults;
  }

  /// Decides what is asked of faults.
  ///
  /// @param position that of the first event this may lead to
  public Decision decide(FaultCommand command, long position, Instant now) {
    return switch (command) {
      case FaultCommand.Start start -> start(start, position, now);
      case FaultCommand.End(var id) ->
          faults.find(id) == null
              ? Decision.reject(Rejection.Reason.FAULT_NOT_FOUND, id + " is no active fault")
              : Decision.accept(new FaultEvent.Ended(id, Why.DELETED));
    };
  }

  private Decision start(FaultCommand.Start asked, long position, Instant now) {
    if (faults.list().size() >= FAULTS_MAX) {
      return Decision.reject(
          Rejection.Reason.QUOTA_EXCEEDED,
          "there are " + FAULTS_MAX + " faults already, and no more may be at once");
    }
    Instant startsAt = asked.startsAt() == null ? now.plus(asked.startsIn()) : asked.startsAt();
    if (startsAt.isBefore(now)) {
      return Decision.reject(
          Rejection.Reason.INVALID, "start is " + startsAt + "; allowed: from now on, " + now);
    }
    if (startsAt.isAfter(now.plus(AHEAD_MAX))) {
      return Decision.reject(
          Rejection.Reason.INVALID,
          "start is " + startsAt + "; allowed: up to " + now.plus(AHEAD_MAX));
    }
    Duration lasts = asked.lasts();
    return Decision.accept(
        new FaultEvent.Started(
            new Fault(
                "fault-" + position,
                asked.kind(),
                asked.parameters(),
                asked.selector(),
                asked.often().probability(),
                asked.often().every(),
                asked.often().budget(),
                startsAt,
                lasts == null ? null : startsAt.plus(lasts))));
  }

  /// What becomes of a fault by itself: it begins or ends; null if it stays as it is.
  public static @Nullable FaultEvent step(Outbreak outbreak, Instant now) {
    Fault fault = outbreak.fault();
    if (outbreak.phase() == Phase.SCHEDULED) {
      return fault.startsAt().isAfter(now) ? null : new FaultEvent.Began(fault.id());
    }
    if (outbreak.phase() == Phase.ENDED) {
      return null;
    }
    if (fault.endsAt() != null && !fault.endsAt().isAfter(now)) {
      return new FaultEvent.Ended(fault.id(), Why.OVER);
    }
    return outbreak.spent() && outbreak.holding() == 0
        ? new FaultEvent.Ended(fault.id(), Why.SPENT)
        : null;
  }

  /// What a fault lets go, as the event that says so.
  public static FaultEvent released(Outbreak outbreak, List<String> subjects) {
    return new FaultEvent.Released(outbreak.fault().id(), subjects);
  }

  /// That containers which ran when a fault began were looked at up to a service; up to the last if
  /// `born` is null.
  public static FaultEvent reached(Outbreak outbreak, @Nullable Long born) {
    return new FaultEvent.Reached(outbreak.fault().id(), born == null ? Outbreak.ALL : born);
  }
}
