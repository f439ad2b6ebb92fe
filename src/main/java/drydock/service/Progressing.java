package drydock.service;

import drydock.service.Fleet.Tally;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The condition Progressing of a Deployment: whether a rollout gets on, as far as there is a
/// deadline for that (Kubernetes 1.10, pkg/controller/deployment/progress.go). It is told and
/// nothing more: a rollout that is past its deadline goes on as it can, and progress that comes
/// late is progress.
///
/// @param updatedAt when there was last any progress
/// @param changedAt since when its status has been what it is
/// @param deadlineSeconds how long it may take from one bit of progress to the next
public record Progressing(
    Reason reason, Instant updatedAt, Instant changedAt, int deadlineSeconds) {

  /// The controller looks again a second after the deadline.
  private static final Duration LOOK_LATE = Duration.ofSeconds(1);

  /// Whether it gets on; nobody can tell while it is paused.
  public enum Status {
    TRUE,
    FALSE,
    UNKNOWN
  }

  /// Why, in the words of Kubernetes.
  public enum Reason {
    NEW_REPLICA_SET_CREATED,
    FOUND_NEW_REPLICA_SET,
    REPLICA_SET_UPDATED,
    NEW_REPLICA_SET_AVAILABLE,
    PROGRESS_DEADLINE_EXCEEDED,
    DEPLOYMENT_PAUSED,
    DEPLOYMENT_RESUMED;

    public Status status() {
      return switch (this) {
        case NEW_REPLICA_SET_CREATED,
            FOUND_NEW_REPLICA_SET,
            REPLICA_SET_UPDATED,
            NEW_REPLICA_SET_AVAILABLE ->
            Status.TRUE;
        case PROGRESS_DEADLINE_EXCEEDED -> Status.FALSE;
        case DEPLOYMENT_PAUSED, DEPLOYMENT_RESUMED -> Status.UNKNOWN;
      };
    }
  }

  /// A new revision was made. There is no condition without a deadline.
  static @Nullable Progressing created(
      @Nullable Progressing before, @Nullable Integer deadlineSeconds, Instant at) {
    return begun(before, deadlineSeconds, Reason.NEW_REPLICA_SET_CREATED, at, true);
  }

  /// An earlier revision became the current one again, which is only told where nothing was yet.
  static @Nullable Progressing found(
      @Nullable Progressing before, @Nullable Integer deadlineSeconds, Instant at) {
    return begun(before, deadlineSeconds, Reason.FOUND_NEW_REPLICA_SET, at, false);
  }

  private static @Nullable Progressing begun(
      @Nullable Progressing before,
      @Nullable Integer deadlineSeconds,
      Reason reason,
      Instant at,
      boolean always) {
    if (deadlineSeconds == null) {
      return null;
    }
    if (before == null) {
      return new Progressing(reason, at, at, deadlineSeconds);
    }
    Progressing next = always ? before.because(reason, at) : before;
    return new Progressing(next.reason, next.updatedAt, next.changedAt, deadlineSeconds);
  }

  /// The same reason again is no news.
  Progressing because(Reason next, Instant at) {
    return next == reason ? this : updated(next, at);
  }

  /// There was some progress.
  Progressing made(Instant at) {
    return updated(Reason.REPLICA_SET_UPDATED, at);
  }

  private Progressing updated(Reason next, Instant at) {
    Instant since = next.status() == reason.status() ? changedAt : at;
    return new Progressing(next, at, since, deadlineSeconds);
  }

  /// A rollout that is past its deadline when it is paused stays so.
  Progressing paused(Instant at) {
    return exceeded() ? this : because(Reason.DEPLOYMENT_PAUSED, at);
  }

  /// The deadline counts from here anew.
  Progressing resumed(Instant at) {
    return reason == Reason.DEPLOYMENT_PAUSED ? because(Reason.DEPLOYMENT_RESUMED, at) : this;
  }

  public boolean exceeded() {
    return reason == Reason.PROGRESS_DEADLINE_EXCEEDED;
  }

  boolean complete() {
    return reason == Reason.NEW_REPLICA_SET_AVAILABLE;
  }

  /// When the deadline is found to be over; null while none runs.
  @Nullable Instant dueAt() {
    return switch (reason) {
      case NEW_REPLICA_SET_CREATED,
          FOUND_NEW_REPLICA_SET,
          REPLICA_SET_UPDATED,
          DEPLOYMENT_RESUMED ->
          updatedAt.plusSeconds(deadlineSeconds).plus(LOOK_LATE);
      case NEW_REPLICA_SET_AVAILABLE, PROGRESS_DEADLINE_EXCEEDED, DEPLOYMENT_PAUSED -> null;
    };
  }

  /// How far a rollout is, by the counts that tell of progress.
  record Measure(Tally current, Tally total) {

    private int earlier() {
      return total.active() - current.active();
    }

    /// Whether this is further than before: more replicas of the current revision, fewer of others,
    /// more that are ready, or more that are available.
    boolean isFurtherThan(Measure before) {
      return current.active() > before.current.active()
          || earlier() < before.earlier()
          || total.ready() > before.total.ready()
          || total.available() > before.total.available();
    }

    /// Whether all replicas are of the current revision.
    boolean onlyCurrent() {
      return earlier() == 0;
    }
  }
}
