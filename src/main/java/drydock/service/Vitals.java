package drydock.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The containers of a replica by their names, of one where not all of them just run.
public record Vitals(SortedMap<String, ContainerState> containers) {

  /// All containers have started for the first time.
  static Vitals of(SortedMap<String, Course> courses) {
    var states = new TreeMap<String, ContainerState>();
    courses.forEach((name, course) -> states.put(name, new ContainerState(0, course, null)));
    return new Vitals(Collections.unmodifiableSortedMap(states));
  }

  /// Containers of which nothing is known yet.
  static final Vitals NONE = new Vitals(Collections.emptySortedMap());

  /// All containers went down with their machine, and each starts again at its moment.
  Vitals lost(SortedMap<String, Instant> restarts, Instant at) {
    var states = new TreeMap<String, ContainerState>();
    restarts.forEach((name, restartAt) -> {
      ContainerState before = containers.getOrDefault(name, ContainerState.FIRST);
      var end = new Course.Ending(at, Course.Why.MACHINE_LOST, Course.EXIT_LOST, null, null);
      states.put(name, before.ended(new ContainerState.Crash(end, Duration.ZERO, restartAt, null)));
    });
    return new Vitals(Collections.unmodifiableSortedMap(states));
  }

  Vitals ended(String container, ContainerState.Crash crash) {
    return with(container, known(container).ended(crash));
  }

  Vitals restarted(String container, Course course) {
    return with(container, known(container).restarted(course));
  }

  /// Some go through something else from here on.
  Vitals diverted(SortedMap<String, Course> courses) {
    var states = new TreeMap<>(containers);
    courses.forEach((name, course) -> states.put(name, known(name).diverted(course)));
    return new Vitals(Collections.unmodifiableSortedMap(states));
  }

  private Vitals with(String container, ContainerState state) {
    var states = new TreeMap<>(containers);
    states.put(container, state);
    return new Vitals(Collections.unmodifiableSortedMap(states));
  }

  private ContainerState known(String container) {
    ContainerState state = containers.get(container);
    if (state == null) {
      throw new IllegalStateException(
          "an event tells of a container that is not there: " + container);
    }
    return state;
  }

  /// Whether a container has ended and has not started again.
  boolean down() {
    for (ContainerState each : containers.values()) {
      if (each.course() == null) {
        return true;
      }
    }
    return false;
  }

  /// Whether a container was kept waiting when it last ended.
  boolean looping() {
    for (ContainerState each : containers.values()) {
      if (each.crash() != null && each.crash().looping()) {
        return true;
      }
    }
    return false;
  }

  int restarts() {
    return containers.values().stream().mapToInt(ContainerState::restarts).sum();
  }

  int restartsMax() {
    return containers.values().stream().mapToInt(ContainerState::restarts).max().orElse(0);
  }

  public boolean readyAt(Instant moment) {
    return containers.values().stream().allMatch(each -> each.readyAt(moment));
  }

  /// The fault that keeps one of them from being ready; null if none does.
  public @Nullable String unreadyBy(Instant moment) {
    return containers.values().stream()
        .map(ContainerState::course)
        .filter(course -> course != null && !course.readyThen(moment))
        .map(Course::fault)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /// When something is next due for the replica of these containers.
  @Nullable Instant dueAt(ReplicaPhase phase, Instant now) {
    Instant next = phase == ReplicaPhase.RUNNING ? allReadyAt(now) : null;
    for (ContainerState each : containers.values()) {
      next = earlier(next, each.turnsAt());
      if (phase == ReplicaPhase.READY && each.course() != null) {
        next = earlier(next, each.course().unreadyAt());
      }
    }
    return next;
  }

  /// The first moment, not before `now`, when all containers that run now are ready; null if it
  /// never comes.
  private @Nullable Instant allReadyAt(Instant now) {
    Instant all = now;
    for (ContainerState each : containers.values()) {
      Instant readyAt = each.course() == null ? null : each.course().readyAt();
      if (readyAt == null) {
        return null;
      }
      all = readyAt.isAfter(all) ? readyAt : all;
    }
    return readyAt(all) ? all : null;
  }

  /// Whether the next thing that happens to these containers, none of which is down, is that one
  /// ends which has run for long.
  boolean lastUntil(@Nullable Instant dueAt) {
    return dueAt != null
        && containers.values().stream()
            .anyMatch(each ->
                dueAt.equals(each.turnsAt()) && each.course() != null && each.course().lasts());
  }

  /// How long it takes until the last container has ended; they are told at once.
  ///
  /// @param usual how long one takes that is like most
  Duration stopping(Duration usual) {
    Duration longest = Duration.ZERO;
    for (ContainerState each : containers.values()) {
      if (each.course() != null) {
        Duration own = each.course().stopping() == null ? usual : each.course().stopping();
        longest = own.compareTo(longest) > 0 ? own : longest;
      }
    }
    return longest;
  }

  static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }
}
