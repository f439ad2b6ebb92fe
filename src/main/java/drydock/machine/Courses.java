package drydock.machine;

import drydock.kernel.Dice;
import drydock.kernel.Lognormal;
import drydock.profile.ImageBehaviour;
import drydock.profile.Profile;
import drydock.service.Container;
import drydock.service.Course;
import drydock.service.Course.Ending;
import drydock.service.Course.Why;
import drydock.service.Probe;
import drydock.service.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Draws what containers go through from a start to their next end: when their checks pass and
/// fail, and when and how their processes end.
final class Courses {

  /// How long a container that is told to stop may take (Kubernetes,
  /// terminationGracePeriodSeconds); one that takes longer is killed.
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final int KILLED = 137;

  private static final int SEGMENTATION_FAULT = 139;

  /// The month that rates of crashes are given for.
  private static final Duration MONTH = Duration.ofDays(30);

  /// Nothing is planned beyond a hundred years.
  private static final double CRASH_MONTHS_MAX = 1200;

  /// What ends containers that crash is nowhere published: a fifth, and a tenth, are assumed.
  private static final double CRASHES_OUT_OF_MEMORY = 0.2;

  private static final double CRASHES_OF_ACCESS = 0.1;

  /// A process that ends because it was told to.
  private static final int TERMINATED = 143;

  private final Profile profile;
  private final Traits traits;
  private final Dice dice;

  Courses(Profile profile, Traits traits, Dice dice) {
    this.profile = profile;
    this.traits = traits;
    this.dice = dice;
  }

  /// The first courses of all containers of a replica, by their names.
  SortedMap<String, Course> of(Replica replica, Iterable<Container> containers, Instant startedAt) {
    SortedMap<String, Course> courses = new TreeMap<>();
    for (Container container : containers) {
      courses.put(container.name(), of(replica, container, 0, startedAt));
    }
    return courses;
  }

  /// What a container goes through that is started for the first time, or again for the
  /// `restarts`-th.
  Course of(Replica replica, Container container, int restarts, Instant startedAt) {
    return new Life(replica, container, restarts, startedAt).course();
  }

  /// One life of a container, in milliseconds from its start.
  private final class Life {

    private final Container container;
    private final ImageBehaviour image;
    private final String who;
    private final int which;
    private final Instant startedAt;

    Life(Replica replica, Container container, int which, Instant startedAt) {
      this.startedAt = startedAt;
      this.container = container;
      this.image = traits.of(container.image(), replica);
      this.who = replica.id().name() + " " + container.name();
      this.which = which;
    }

    Course course() {
      Lognormal usual = profile.timings().appReady();
      long answers = draw(image.appReady() == null ? usual : image.appReady(), "app.ready");
      Ending ending = ending(answers);
      Instant readyAt = readyAt(answers);
      Instant unreadyAt = readyAt == null ? null : unreadyAt();
      return new Course(
          startedAt,
          before(readyAt, ending),
          before(unreadyAt, ending),
          ending,
          image.termination() == null ? null : stopping());
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
      Ending first = crash();
      if (image.exit() != null) {
        long exit = draw(image.exit().after(), "exit");
        first = earlier(first, end(exit, Why.EXITED, image.exit().code()));
      }
      int limit = container.resources().memoryLimit();
      if (image.memory() != null && limit != 0 && image.memory().megabytes() > limit) {
        long full = draw(image.memory().after(), "memory");
        first = earlier(first, end(full, Why.OUT_OF_MEMORY, KILLED));
      }
      Long unhealthy = unhealthyAt(answers);
      if (unhealthy != null) {
        Duration stopping = stopping();
        int code = stopping.compareTo(GRACE) < 0 ? TERMINATED : KILLED;
        long end = unhealthy + stopping.toMillis();
        first = earlier(first, end(end, Why.UNHEALTHY, code));
      }
      return first;
    }

    /// The crash that every container comes to some day, if nothing else ends it before: the times
    /// between are distributed exponentially. Most exit, some run out of memory if they have a
    /// limit, and a few are killed for a wrong access.
    private @Nullable Ending crash() {
      double perMonth = profile.failures().containerCrashesPerMonth();
      if (perMonth == 0) {
        return null;
      }
      double months = -StrictMath.log(1 - dice.roll("crash", who, which)) / perMonth;
      if (months > CRASH_MONTHS_MAX) {
        return null;
      }
      long millis = (long) (months * MONTH.toMillis());
      double kind = dice.roll("crash.kind", who, which);
      if (kind < CRASHES_OUT_OF_MEMORY && container.resources().memoryLimit() != 0) {
        return end(millis, Why.OUT_OF_MEMORY, KILLED);
      }
      return end(millis, Why.EXITED, kind > 1 - CRASHES_OF_ACCESS ? SEGMENTATION_FAULT : 1);
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

    private Ending end(long millis, Why why, int code) {
      return new Ending(startedAt.plusMillis(millis), why, code);
    }

    private Duration stopping() {
      Lognormal usual = profile.timings().termination();
      long drawn =
          draw(image.termination() == null ? usual : image.termination(), "container.stop");
      return Duration.ofMillis(Math.min(drawn, GRACE.toMillis()));
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

  /// What would come with the end or after it never comes.
  private static @Nullable Instant before(@Nullable Instant moment, @Nullable Ending ending) {
    return moment == null || ending == null || moment.isBefore(ending.at()) ? moment : null;
  }
}
