package drydock.machine;

import drydock.cluster.Node;
import drydock.fault.Fault;
import drydock.fault.FaultKind;
import drydock.fault.Strikes;
import drydock.fault.Strikes.Occasion;
import drydock.fault.Target;
import drydock.kernel.Dice;
import drydock.kernel.Lognormal;
import drydock.profile.ImageBehaviour;
import drydock.profile.Profile;
import drydock.service.Container;
import drydock.service.ContainerState;
import drydock.service.Course;
import drydock.service.Course.Ending;
import drydock.service.Course.Why;
import drydock.service.Grace;
import drydock.service.Probe;
import drydock.service.Replica;
import drydock.service.ServiceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Draws what containers go through from a start to their next end: when their checks pass and
/// fail, and when and how their processes end; and what faults make of that.
final class Courses {

  static final int KILLED = 137;

  /// A process that ends because it was told to.
  private static final int TERMINATED = 143;

  /// What Docker says of a process that it could not start.
  private static final int CANNOT_RUN = 128;

  /// The check that a container is held against which has none and is to fail it (Kubernetes,
  /// defaults of a Probe).
  private static final Probe USUAL_CHECK =
      new Probe(Probe.Method.TCP, 0, 1, 10, 1, 3, null, null, null, null);

  /// The faults that a container which starts is asked about, in this order.
  private static final List<FaultKind> AT_START =
      List.of(
          FaultKind.START_FAILURE,
          FaultKind.CRASH_LOOP,
          FaultKind.OOM,
          FaultKind.LIVENESS_FAILURE,
          FaultKind.NEVER_READY);

  private final Profile profile;
  private final Traits traits;
  private final Grace grace;
  private final Relisting relisting;
  private final Crashes crashes;
  private final Dice dice;

  Courses(Profile profile, Traits traits, Dice dice) {
    this.profile = profile;
    this.traits = traits;
    this.grace = new Grace(profile, dice);
    this.relisting = new Relisting(profile.timings(), dice);
    this.crashes = new Crashes(profile.failures(), dice);
    this.dice = dice;
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
    var life = new Life(replica, container, start.restarts, start.at);
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
    var life = new Life(replica, container, restarts(replica, container), before.startedAt());
    return life.under(before, fault, Duration.between(before.startedAt(), now));
  }

  /// What a container that runs goes through once a fault that struck it has ended.
  Course freed(Replica replica, Container container, Fault fault, Instant now) {
    Course before = running(replica, container);
    var life = new Life(replica, container, restarts(replica, container), before.startedAt());
    return life.freed(before, fault.id(), now);
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

  /// One life of a container, in milliseconds from its start.
  private final class Life {

    private final Container container;
    private final ImageBehaviour image;
    private final ServiceId service;
    private final @Nullable String machine;
    private final String who;
    private final int which;
    private final Instant startedAt;

    Life(Replica replica, Container container, int which, Instant startedAt) {
      this.startedAt = startedAt;
      this.container = container;
      this.image = traits.of(container.image(), replica);
      this.service = replica.id().service();
      this.machine = replica.node();
      this.who = replica.id().name() + " " + container.name();
      this.which = which;
    }

    Course course() {
      long answers = answers();
      Instant readyAt = readyAt(answers);
      Course endless =
          new Course(
              startedAt,
              readyAt,
              readyAt == null ? null : unreadyAt(),
              null,
              image.termination() == null ? null : stopping(),
              null);
      Ending ending = ending(answers);
      return ending == null ? endless : endless.endedBy(ending);
    }

    /// When its application comes up.
    private long answers() {
      Lognormal usual = profile.timings().appReady();
      return draw(image.appReady() == null ? usual : image.appReady(), "app.ready");
    }

    /// What a fault makes of a course.
    ///
    /// @param lived for how long the container has run when it strikes; null if it strikes the
    ///   start
    Course under(Course course, Fault fault, @Nullable Duration lived) {
      String id = fault.id();
      long from = lived == null ? 0 : lived.toMillis();
      return switch (fault.kind()) {
        case START_FAILURE -> endedBy(course, end(0, Why.CANNOT_RUN, CANNOT_RUN, id));
        case CRASH_LOOP -> {
          int code = (int) fault.number("exitCode");
          yield endedBy(course, end(from + after(fault), Why.EXITED, code, id));
        }
        case OOM -> endedBy(course, end(from + after(fault), Why.OUT_OF_MEMORY, KILLED, id));
        case LIVENESS_FAILURE -> {
          Probing probing = probing(orUsual(container.live()), "probe.offset.live");
          yield endedBy(course, killed(probing.failedAt(from + after(fault)), id));
        }
        case NEVER_READY ->
            lived == null ? course.ready(null, null, id) : unready(course, from, id);
        case NODE_BOOT_FAILURE,
            OUT_OF_STOCK,
            NODE_DOWN,
            NODE_FLAPPING,
            ZONE_OUTAGE,
            MEMORY_PRESSURE,
            DISK_PRESSURE,
            IMAGE_MISSING,
            REGISTRY_DOWN,
            SLOW_PULL,
            SLOW_TERMINATION,
            TASK_STUCK,
            TASK_LATE,
            TASK_FAILED,
            BALANCER_FAILURE,
            BALANCER_LATE ->
            throw new IllegalArgumentException("not for containers: " + fault.kind());
      };
    }

    private Course unready(Course course, long from, String fault) {
      Instant since = startedAt.plusMillis(from);
      if (!course.readyThen(since)) {
        return course.ready(null, null, fault);
      }
      Probe check = container.ready();
      Instant noticedAt =
          check == null
              ? since
              : startedAt.plusMillis(probing(check, "probe.offset").failedAt(from));
      Instant before = course.unreadyAt();
      return before != null && before.isBefore(noticedAt)
          ? course
          : course.ready(course.readyAt(), noticedAt, fault);
    }

    /// What is left of a course when a fault ends: its end is that which it would have had, and its
    /// check passes again from the next probes on.
    Course freed(Course before, String fault, Instant now) {
      Course natural = course();
      boolean ended = before.ending() != null && fault.equals(before.ending().fault());
      Ending ending = ended ? natural.ending() : before.ending();
      Course readied = natural;
      if (before.fault() != null && !fault.equals(before.fault())) {
        readied = before;
      } else if (before.readyThen(now)) {
        readied = natural.ready(before.readyAt(), natural.unreadyAt(), null);
      } else if (before.fault() != null && natural.readyAt() != null) {
        readied = natural.ready(recoveredAt(now), natural.unreadyAt(), null);
      }
      Course next =
          new Course(
              startedAt,
              readied.readyAt(),
              readied.unreadyAt(),
              null,
              natural.stopping(),
              readied.fault());
      return ending == null ? next : next.endedBy(notBefore(ending, now));
    }

    private Instant recoveredAt(Instant now) {
      Probe check = container.ready();
      long lived = Duration.between(startedAt, now).toMillis();
      return check == null
          ? now
          : startedAt.plusMillis(
              probing(check, "probe.offset").passedAt(Math.max(answers(), lived)));
    }

    private Ending notBefore(Ending ending, Instant now) {
      return ending.known().isBefore(now)
          ? ending(now, ending.why(), ending.exitCode(), ending.fault())
          : ending;
    }

    private static long after(Fault fault) {
      return fault.seconds("afterSeconds").toMillis();
    }

    private static Probe orUsual(@Nullable Probe check) {
      return check == null ? USUAL_CHECK : check;
    }

    private static Course endedBy(Course course, Ending other) {
      Ending first = course.ending();
      return first == null || other.at().isBefore(first.at()) ? course.endedBy(other) : course;
    }

    /// At once where nothing checks it.
    private @Nullable Instant readyAt(long answers) {
      Probe check = container.ready();
      if (check == null) {
        return startedAt;
      }
      long passed = probing(check, "probe.offset").passedAt(answers);
      boolean late =
          dice.roll("never.ready", who, which) < profile.failures().neverReady()
              || (image.unreadyAfter() != null && passed >= draw(image.unreadyAfter(), "unready"));
      return late ? null : startedAt.plusMillis(passed);
    }

    private @Nullable Instant unreadyAt() {
      Probe check = container.ready();
      return check == null || image.unreadyAfter() == null
          ? null
          : startedAt.plusMillis(
              probing(check, "probe.offset").failedAt(draw(image.unreadyAfter(), "unready")));
    }

    /// The first of all that would end it.
    private @Nullable Ending ending(long answers) {
      Crashes.Crash crash = crashes.of(container, who, which);
      Ending first =
          crash == null ? null : end(crash.millis(), crash.why(), crash.exitCode(), null);
      if (image.exit() != null) {
        long exit = draw(image.exit().after(), "exit");
        first = earlier(first, end(exit, Why.EXITED, image.exit().code(), null));
      }
      int limit = container.resources().memoryLimit();
      if (image.memory() != null && limit != 0 && image.memory().megabytes() > limit) {
        long full = draw(image.memory().after(), "memory");
        first = earlier(first, end(full, Why.OUT_OF_MEMORY, KILLED, null));
      }
      Long unhealthy = unhealthyAt(answers);
      if (unhealthy != null) {
        first = earlier(first, killed(unhealthy, null));
      }
      return first;
    }

    /// When the liveness check fails: because the application does not come up in time, or because
    /// it hangs later; null if it does not.
    private @Nullable Long unhealthyAt(long answers) {
      Probe check = container.live();
      if (check == null) {
        return null;
      }
      Probing probing = probing(check, "probe.offset.live");
      Long refused = probing.refusedAt(answers);
      if (refused != null || image.unhealthyAfter() == null) {
        return refused;
      }
      return probing.failedAt(draw(image.unhealthyAfter(), "unhealthy"));
    }

    /// The end of one that is told to stop because its liveness check has failed.
    private Ending killed(long unhealthy, @Nullable String fault) {
      Duration stopping = stopping();
      int code = stopping.compareTo(Grace.PERIOD) < 0 ? TERMINATED : KILLED;
      return end(unhealthy + stopping.toMillis(), Why.UNHEALTHY, code, fault);
    }

    private Ending end(long millis, Why why, int code, @Nullable String fault) {
      return ending(startedAt.plusMillis(millis), why, code, fault);
    }

    private Ending ending(Instant at, Why why, int code, @Nullable String fault) {
      return new Ending(at, why, code, fault, relisting.noticedAt(at, why, machine));
    }

    private Duration stopping() {
      Lognormal own = image.termination();
      long drawn = draw(own == null ? grace.usual(service) : own, "container.stop");
      return Grace.atMost(Duration.ofMillis(drawn));
    }

    /// Probes begin at a moment that differs from replica to replica; at once where applications
    /// take nothing to come up.
    private Probing probing(Probe probe, String what) {
      long interval = Duration.ofSeconds(probe.interval()).toMillis();
      boolean instant = profile.timings().appReady().median().isZero();
      return new Probing(probe, instant ? 0 : (long) (dice.roll(what, who, which) * interval));
    }

    private long draw(Lognormal shape, String what) {
      return dice.lognormal(shape, what, who, which).toMillis();
    }
  }

  private static Ending earlier(@Nullable Ending one, Ending other) {
    return one == null || other.at().isBefore(one.at()) ? other : one;
  }
}
