package drydock.machine;

import drydock.fault.Fault;
import drydock.kernel.Dice;
import drydock.kernel.Lognormal;
import drydock.profile.ImageBehaviour;
import drydock.profile.Profile;
import drydock.profile.Release;
import drydock.service.Container;
import drydock.service.Course;
import drydock.service.Course.Ending;
import drydock.service.Course.Why;
import drydock.service.FailedProbes;
import drydock.service.Grace;
import drydock.service.Probe;
import drydock.service.Replica;
import drydock.service.Streak;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One life of a container, in milliseconds from its start: what it would go through by itself, and
/// what faults make of that.
final class Life {

  static final int KILLED = 137;

  /// A process that ends because it was told to.
  private static final int TERMINATED = 143;

  /// What Docker says of a process that it could not start.
  private static final int CANNOT_RUN = 128;

  /// The check that a container is held against which has none and is to fail it (Kubernetes,
  /// defaults of a Probe).
  private static final Probe USUAL_CHECK =
      new Probe(Probe.Method.TCP, 0, 1, 10, 1, 3, null, null, null, null);

  private final Lots lots;
  private final Subject subject;
  private final Container container;
  private final ImageBehaviour image;
  private final String who;
  private final int which;
  private final Instant startedAt;

  /// What lives are drawn by.
  record Lots(Profile profile, Grace grace, Relisting relisting, Crashes crashes, Dice dice) {}

  /// Whose life it is.
  ///
  /// @param which the how-manieth life it is
  /// @param streak what its checks had found in a row before
  record Subject(
      Container container,
      ImageBehaviour image,
      Replica replica,
      int which,
      Instant startedAt,
      Streak streak) {}

  Life(Lots lots, Subject subject) {
    this.lots = lots;
    this.subject = subject;
    this.container = subject.container;
    this.image = subject.image;
    this.who = subject.replica.id().name() + " " + container.name();
    this.which = subject.which;
    this.startedAt = subject.startedAt;
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

  /// What the checks have found in a row when this course ends by itself. A liveness check that has
  /// failed counts from one up to 1.10, and anew since (pkg/kubelet/prober/worker.go).
  Streak streak(Course course, Release release) {
    Ending ending = Objects.requireNonNull(course.ending());
    return new Streak(
        course.killed() ? release.before(Release.MODERN) ? 1 : 0 : failures(course, ending),
        successes(course, ending));
  }

  private int failures(Course course, Ending ending) {
    Probe check = container.live();
    if (check == null) {
      return 0;
    }
    boolean up = container.ready() != null && course.readyThen(ending.at());
    return live(check)
        .failures(up ? 0 : answers(), hangs(), lived(ending), subject.streak.failures());
  }

  private int successes(Course course, Ending ending) {
    Probe check = container.ready();
    if (check == null || course.fault() != null || course.unreadyAt() != null) {
      return 0;
    }
    if (course.readyAt() != null) {
      return check.successes();
    }
    long answers = answers();
    return readyAt(answers) == null
        ? 0
        : ready(check).successes(answers, lived(ending), subject.streak.successes());
  }

  /// The probes of this course that fail.
  ///
  /// @param up whether its application is known to have come up
  List<FailedProbes> failing(Course course, boolean up) {
    long answers = up ? 0 : answers();
    return new Failing(this, course, container, subject.streak.failures(), answers).all();
  }

  /// From when on its application is not well enough to be ready; null if it is.
  ///
  /// @param struck whether it is so because of a fault
  @Nullable Long illFrom(boolean struck) {
    if (!struck && readyAt(answers()) != null) {
      return null;
    }
    return image.unreadyAfter() == null ? 0 : draw(image.unreadyAfter(), "unready");
  }

  long lived(Ending ending) {
    return Duration.between(startedAt, ending.at()).toMillis();
  }

  /// When its application comes up.
  private long answers() {
    Lognormal usual = lots.profile.timings().appReady();
    return draw(image.appReady() == null ? usual : image.appReady(), "app.ready");
  }

  /// What a fault makes of a course.
  ///
  /// @param lived for how long the container has run when it strikes; null if it strikes the start
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
        long hangs = from + after(fault);
        long up = container.live() == null ? 0 : Math.min(answers(), hangs);
        Long unhealthy =
            live(orUsual(container.live())).killedAt(up, hangs, subject.streak.failures());
        yield endedBy(course, killed(Objects.requireNonNull(unhealthy), id));
      }
      case NEVER_READY -> lived == null ? course.ready(null, null, id) : unready(course, from, id);
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
    Instant noticedAt = check == null ? since : startedAt.plusMillis(ready(check).failedAt(from));
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
        : startedAt.plusMillis(ready(check).passedAt(Math.max(answers(), lived), 0));
  }

  private Ending notBefore(Ending ending, Instant now) {
    return ending.known().isBefore(now)
        ? ending(now, ending.why(), ending.exitCode(), ending.fault())
        : ending;
  }

  private static long after(Fault fault) {
    return fault.seconds("afterSeconds").toMillis();
  }

  static Probe orUsual(@Nullable Probe check) {
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
    long passed = ready(check).passedAt(answers, subject.streak.successes());
    boolean late =
        lots.dice.roll("never.ready", who, which) < lots.profile.failures().neverReady()
            || (image.unreadyAfter() != null && passed >= draw(image.unreadyAfter(), "unready"));
    return late ? null : startedAt.plusMillis(passed);
  }

  private @Nullable Instant unreadyAt() {
    Probe check = container.ready();
    return check == null || image.unreadyAfter() == null
        ? null
        : startedAt.plusMillis(ready(check).failedAt(draw(image.unreadyAfter(), "unready")));
  }

  /// The first of all that would end it.
  private @Nullable Ending ending(long answers) {
    Crashes.Crash crash = lots.crashes.of(container, who, which);
    Ending first = crash == null ? null : end(crash.millis(), crash.why(), crash.exitCode(), null);
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

  /// When the liveness check fails: because the application does not come up in time, or because it
  /// hangs later; null if it does not.
  private @Nullable Long unhealthyAt(long answers) {
    Probe check = container.live();
    if (check == null) {
      return null;
    }
    return live(check).killedAt(answers, hangs(), subject.streak.failures());
  }

  /// When its application hangs; null if it never does.
  private @Nullable Long hangs() {
    return image.unhealthyAfter() == null ? null : draw(image.unhealthyAfter(), "unhealthy");
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
    Instant noticedAt = lots.relisting.noticedAt(at, why, subject.replica.node());
    return new Ending(at, why, code, fault, noticedAt);
  }

  Duration stopping() {
    Lognormal own = image.termination();
    Lognormal usual = own == null ? lots.grace.usual(subject.replica.id().service()) : own;
    return Grace.atMost(Duration.ofMillis(draw(usual, "container.stop")));
  }

  /// Probes begin at a moment that differs from replica to replica; at once where applications take
  /// nothing to come up.
  private Probing probing(Probe probe, String what) {
    long interval = Duration.ofSeconds(probe.interval()).toMillis();
    boolean instant = lots.profile.timings().appReady().median().isZero();
    return new Probing(probe, instant ? 0 : (long) (lots.dice.roll(what, who, which) * interval));
  }

  Probing ready(Probe check) {
    return probing(check, "probe.offset");
  }

  Probing live(Probe check) {
    return probing(check, "probe.offset.live");
  }

  private long draw(Lognormal shape, String what) {
    return lots.dice.lognormal(shape, what, who, which).toMillis();
  }

  private static Ending earlier(@Nullable Ending one, Ending other) {
    return one == null || other.at().isBefore(one.at()) ? other : one;
  }
}
