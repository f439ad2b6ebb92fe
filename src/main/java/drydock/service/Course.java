package drydock.service;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a container goes through from one start to its next end. All of it is known when the
/// container starts, so that checks which find what they found before need no event.
///
/// @param readyAt since when it counts as ready; null if it never does
/// @param unreadyAt when its readiness check has failed again for good; null if it does not
/// @param ending how it ends by itself; null if it runs until it is told to stop
/// @param stopping how long it takes to end when told to; null for the usual time
/// @param fault the id of the fault that keeps it from being ready; null if none does
public record Course(
    Instant startedAt,
    @Nullable Instant readyAt,
    @Nullable Instant unreadyAt,
    @Nullable Ending ending,
    @Nullable Duration stopping,
    @Nullable String fault) {

  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  /// What a container runtime reports of a process that it lost sight of.
  static final int EXIT_LOST = 255;

  /// The end of a container's process.
  ///
  /// @param fault the id of the fault that ends it; null if none does
  /// @param noticedAt when the kubelet comes to know; null if it does at once
  public record Ending(
      Instant at, Why why, int exitCode, @Nullable String fault, @Nullable Instant noticedAt) {

    /// When anything follows from it.
    public Instant known() {
      return noticedAt == null ? at : noticedAt;
    }

    /// As Kubernetes calls it in the state of a terminated container.
    public String reason() {
      return switch (why) {
        case OUT_OF_MEMORY -> "OOMKilled";
        case CANNOT_RUN -> "ContainerCannotRun";
        case EXITED, UNHEALTHY, MACHINE_LOST -> exitCode == 0 ? "Completed" : "Error";
      };
    }
  }

  /// What brings a container's process to an end.
  public enum Why {
    /// There was none: it could not be started.
    CANNOT_RUN,
    /// It ended of its own accord.
    EXITED,
    /// It used more memory than its limit allows.
    OUT_OF_MEMORY,
    /// Its liveness check failed.
    UNHEALTHY,
    /// Its machine went down.
    MACHINE_LOST
  }

  /// Whether the container only becomes ready and then runs on, like most.
  public boolean uneventful() {
    return readyAt != null && unreadyAt == null && ending == null && stopping == null;
  }

  /// Whether a failed liveness check is what ends it.
  public boolean killed() {
    return ending != null && ending.why == Why.UNHEALTHY;
  }

  /// Whether it goes on for so long that crashes before it are forgotten (kubelet: ten minutes,
  /// twice the longest back-off).
  public boolean lasts() {
    return ending == null || Duration.between(startedAt, ending.at).compareTo(FORGOTTEN_AFTER) > 0;
  }

  /// The same up to an end that comes earlier; what would come with it or after it never comes.
  public Course endedBy(Ending earlier) {
    return new Course(
        startedAt, before(readyAt, earlier), before(unreadyAt, earlier), earlier, stopping, fault);
  }

  /// The same with other moments of readiness.
  ///
  /// @param by the fault that brings them about; null if none does
  public Course ready(@Nullable Instant from, @Nullable Instant until, @Nullable String by) {
    var other = new Course(startedAt, from, until, ending, stopping, by);
    return ending == null ? other : other.endedBy(ending);
  }

  private static @Nullable Instant before(@Nullable Instant moment, Ending end) {
    return moment == null || moment.isBefore(end.at) ? moment : null;
  }

  /// Whether a fault has made a part of it.
  public boolean isOf(String itsFault) {
    return itsFault.equals(fault) || (ending != null && itsFault.equals(ending.fault));
  }

  public boolean readyThen(Instant moment) {
    return readyAt != null
        && !readyAt.isAfter(moment)
        && (unreadyAt == null || unreadyAt.isAfter(moment));
  }
}
