package drydock.machine;

import drydock.cluster.Node;
import drydock.fault.Fault;
import drydock.fault.FaultKind;
import drydock.fault.Strikes;
import drydock.fault.Strikes.Occasion;
import drydock.fault.Target;
import drydock.kernel.Dice;
import drydock.profile.Profile;
import drydock.service.Container;
import drydock.service.ContainerState;
import drydock.service.Course;
import drydock.service.FailedProbes;
import drydock.service.Grace;
import drydock.service.Replica;
import drydock.service.Streak;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Draws what containers go through from a start to their next end, and on what occasions faults
/// make something else of it.
final class Courses {

  /// The faults that a container which starts is asked about, in this order.
  private static final List<FaultKind> AT_START =
      List.of(
          FaultKind.START_FAILURE,
          FaultKind.CRASH_LOOP,
          FaultKind.OOM,
          FaultKind.LIVENESS_FAILURE,
          FaultKind.NEVER_READY);

  private final Traits traits;
  private final Life.Lots lots;

  Courses(Profile profile, Traits traits, Dice dice) {
    this.traits = traits;
    this.lots =
        new Life.Lots(
            profile,
            new Grace(profile, dice),
            new Relisting(profile.timings(), dice),
            new Crashes(profile.failures(), dice),
            dice);
  }

  /// The first courses of all containers of a replica, by their names.
  SortedMap<String, Course> of(
      Replica replica, Iterable<Container> containers, Start start, Strikes strikes) {
    SortedMap<String, Course> courses = new TreeMap<>();
    for (Container container : containers) {
      courses.put(container.name(), of(replica, container, start, strikes));
    }
    return courses;
  }

  /// A start of a container: where, when, and the how-manieth again.
  record Start(Node node, int restarts, Instant at) {}

  /// What a container goes through that is started for the first time, or again.
  Course of(Replica replica, Container container, Start start, Strikes strikes) {
    Life life = life(replica, container, start.restarts, start.at);
    Course course = life.course();
    if (strikes.calm()) {
      return course;
    }
    Target target = Targets.of(replica, start.node).of(container.image());
    var occasion = new Occasion(replica.id().toString(), container.name(), start.restarts);
    for (FaultKind kind : AT_START) {
      Fault fault = strikes.strike(kind, target, occasion);
      if (fault != null) {
        course = life.under(course, fault, null);
      }
    }
    return course;
  }

  /// What a container that runs goes through once a fault has struck it now.
  Course under(Replica replica, Container container, Fault fault, Instant now) {
    Course before = running(replica, container);
    Life life = life(replica, container, restarts(replica, container), before.startedAt());
    return life.under(before, fault, Duration.between(before.startedAt(), now));
  }

  /// What a container that runs goes through once a fault that struck it has ended.
  Course freed(Replica replica, Container container, Fault fault, Instant now) {
    Course before = running(replica, container);
    Life life = life(replica, container, restarts(replica, container), before.startedAt());
    return life.freed(before, fault.id(), now);
  }

  /// The probes that fail of containers that go through something from now on, by their names; null
  /// if none does.
  ///
  /// @param again whether they are started again
  @Nullable SortedMap<String, List<FailedProbes>> failing(
      Replica replica, List<Container> containers, SortedMap<String, Course> all, boolean again) {
    SortedMap<String, List<FailedProbes>> failing = new TreeMap<>();
    for (Container container : containers) {
      Course course = all.get(container.name());
      if (course != null && checked(container, course)) {
        int which = restarts(replica, container) + (again ? 1 : 0);
        Life life = life(replica, container, which, course.startedAt());
        List<FailedProbes> own = life.failing(course, !again && replica.ready());
        if (!own.isEmpty()) {
          failing.put(container.name(), own);
        }
      }
    }
    return failing.isEmpty() ? null : failing;
  }

  private static boolean checked(Container container, Course course) {
    return container.live() != null || container.ready() != null || course.killed();
  }

  /// What the checks of a container have found in a row that comes to the end of its course.
  Streak streak(Replica replica, Container container) {
    if (container.live() == null && container.ready() == null) {
      return Streak.NONE;
    }
    Course course = running(replica, container);
    return life(replica, container, restarts(replica, container), course.startedAt())
        .streak(course, traits.release(replica));
  }

  private Life life(Replica replica, Container container, int which, Instant startedAt) {
    ContainerState known = replica.container(container.name());
    Streak streak = known == null || known.crash() == null ? null : known.crash().streak();
    var subject =
        new Life.Subject(
            container,
            traits.of(container.image(), replica),
            replica,
            which,
            startedAt,
            streak == null ? Streak.NONE : streak);
    return new Life(lots, subject);
  }

  private static int restarts(Replica replica, Container container) {
    ContainerState known = replica.container(container.name());
    return known == null ? 0 : known.restarts();
  }

  /// What a container that runs goes through. Of one that nothing is known of, that is to be ready
  /// and run on.
  static Course running(Replica replica, Container container) {
    ContainerState known = replica.container(container.name());
    if (known != null && known.course() != null) {
      return known.course();
    }
    Instant readyAt = replica.ready() ? replica.state().readyAt() : replica.state().dueAt();
    Instant startedAt = readyAt == null ? replica.createdAt() : readyAt;
    return new Course(startedAt, startedAt, null, null, null, null);
  }
}
