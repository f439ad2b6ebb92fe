package drydock.service;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A container of a replica as it is now.
///
/// @param restarts how often it was started again
/// @param course what it goes through; null while it is down
/// @param crash how it ended the last time; null if it never did
public record ContainerState(int restarts, @Nullable Course course, @Nullable Crash crash) {

  static final ContainerState FIRST = new ContainerState(0, null, null);

  /// The last end of a container.
  ///
  /// @param backOff how long the restart was held back; zero for one at once
  /// @param restartAt when it starts again
  /// @param streak what its checks had found then; null for nothing
  public record Crash(
      Course.Ending ending, Duration backOff, Instant restartAt, @Nullable Streak streak) {

    /// Whether it has crashed so often that it is kept waiting.
    public boolean looping() {
      return !backOff.isZero();
    }
  }

  ContainerState ended(Crash how) {
    return new ContainerState(restarts, null, how);
  }

  ContainerState diverted(Course other) {
    return new ContainerState(restarts, other, crash);
  }

  ContainerState restarted(Course next) {
    return new ContainerState(restarts + 1, next, crash);
  }

  public boolean readyAt(Instant moment) {
    return course != null && course.readyThen(moment);
  }

  /// When it is known to have ended by itself or, while it is down, starts again; null if it just
  /// runs.
  public @Nullable Instant turnsAt() {
    if (course == null) {
      return crash == null ? null : crash.restartAt;
    }
    return course.ending() == null ? null : course.ending().known();
  }
}
