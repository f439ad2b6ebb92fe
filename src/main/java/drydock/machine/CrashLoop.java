package drydock.machine;

import drydock.kernel.Dice;
import drydock.profile.Timings;
import drydock.service.ContainerState;
import drydock.service.Course;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.Streak;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/// Containers that end and are started again, whatever they ended with: as soon as the end is known
/// the first time, and then ever more seldom, 10 s after the end, 20 s, up to 5 minutes. One that
/// has run for 10 minutes begins anew (kubelet, back-off of restarts).
final class CrashLoop {

  private static final Duration BACK_OFF_FIRST = Duration.ofSeconds(10);
  private static final Duration BACK_OFF_MAX = Duration.ofMinutes(5);

  private final Timings timings;
  private final Looks looks;
  private final Dice dice;

  CrashLoop(Timings timings, Dice dice) {
    this.timings = timings;
    this.looks = new Looks(timings, dice);
    this.dice = dice;
  }

  /// A container comes to the end of its course.
  ///
  /// @param streak what its checks have found by then
  ReplicaEvent.ContainerEnded ended(
      Replica replica, String container, ContainerState state, Streak streak) {
    Course course = Objects.requireNonNull(state.course());
    Course.Ending ending = Objects.requireNonNull(course.ending());
    Duration backOff = backOff(state, course);
    String who = replica.id().name() + " " + container;
    Duration left = backOff.minus(Duration.between(ending.at(), ending.known()));
    Instant restartAt =
        ending
            .known()
            .plus(looks.after(left.isNegative() ? Duration.ZERO : left, who, state.restarts()))
            .plus(
                dice.lognormal(
                    timings.containerRestart(), "container.restart", who, state.restarts()));
    return new ReplicaEvent.ContainerEnded(
        replica.id(),
        container,
        ending,
        backOff,
        restartAt,
        message(container, ending, backOff),
        streak.equals(Streak.NONE) ? null : streak);
  }

  /// Whether a container that starts with this course comes to be ready and gets out of the loop.
  static boolean leftBy(Course course) {
    return course.readyAt() != null && course.lasts();
  }

  private static Duration backOff(ContainerState state, Course course) {
    ContainerState.Crash last = state.crash();
    // The kubelet keeps its back-offs in memory, so they are gone when the machine starts anew.
    if (last == null || last.ending().why() == Course.Why.MACHINE_LOST || course.lasts()) {
      return Duration.ZERO;
    }
    Duration doubled = last.backOff().multipliedBy(2);
    return last.backOff().isZero()
        ? BACK_OFF_FIRST
        : doubled.compareTo(BACK_OFF_MAX) < 0 ? doubled : BACK_OFF_MAX;
  }

  private static String message(String container, Course.Ending ending, Duration backOff) {
    String why =
        switch (ending.why()) {
          case CANNOT_RUN -> "could not be started";
          case EXITED -> "exited";
          case OUT_OF_MEMORY -> "was killed for using more memory than its limit";
          case UNHEALTHY -> "was killed because its liveness check failed";
          case MACHINE_LOST -> "went down with its machine";
        };
    String end =
        "container %s %s: %s, exit code %d"
            .formatted(container, why, ending.reason(), ending.exitCode());
    return backOff.isZero()
        ? end
        : "Back-off %ds restarting failed container; %s".formatted(backOff.toSeconds(), end);
  }
}
