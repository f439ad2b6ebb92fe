package drydock.machine;

import drydock.service.Container;
import drydock.service.Course;
import drydock.service.Course.Ending;
import drydock.service.FailedProbes;
import drydock.service.FailedProbes.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The probes that fail in one life of a container: they are told, whether or not anything follows
/// from them (Kubernetes, pkg/kubelet/prober/prober.go). Moments are milliseconds from its start.
///
/// @param before how many failures in a row its liveness check had counted before the start
/// @param answers when its application comes up
record Failing(Life life, Course course, Container container, int before, long answers) {

  List<FailedProbes> all() {
    List<FailedProbes> all = new ArrayList<>();
    if (container.live() != null || course.killed()) {
      ofLiveness(all);
    }
    if (container.ready() != null) {
      ofReadiness(life.ready(container.ready()), all);
    }
    return all;
  }

  private void ofLiveness(List<FailedProbes> all) {
    Probing probing = life.live(Life.orUsual(container.live()));
    long missing = Math.max(1, probing.probe().failures() - before);
    long refused = container.live() == null ? 0 : refusals(probing);
    if (course.killed()) {
      refused = container.live() == null ? 0 : Math.min(probing.refusals(answers), missing);
      hung(probing, missing - refused, all);
    }
    refused(Check.LIVENESS, probing, refused, all);
  }

  private void ofReadiness(Probing probing, List<FailedProbes> all) {
    refused(Check.READINESS, probing, refusals(probing), all);
    Long from = unhealthyFrom(probing);
    if (from != null) {
      Duration apart = Duration.ofMillis(probing.apart());
      var why = FailedProbes.Why.UNHEALTHY;
      all.add(new FailedProbes(Check.READINESS, why, at(from), apart, null));
    }
  }

  /// How many come while the application comes up and the container is there.
  private long refusals(Probing probing) {
    Ending ending = course.ending();
    long refusals = probing.refusals(answers);
    return ending == null ? refusals : Math.min(refusals, probing.until(life.lived(ending)));
  }

  private void refused(Check check, Probing probing, long times, List<FailedProbes> all) {
    if (times > 0) {
      Duration interval = Duration.ofMillis(probing.interval());
      var why = FailedProbes.Why.REFUSED;
      all.add(new FailedProbes(check, why, at(probing.first(0)), interval, (int) times));
    }
  }

  /// Those that lead up to a kill: as many as are still missing, or all if one has passed before.
  private void hung(Probing probing, long missing, List<FailedProbes> all) {
    if (missing > 0 && course.ending() != null) {
      long killedAt = life.lived(course.ending()) - life.stopping().toMillis();
      int asked = probing.probe().failures();
      long begun = killedAt - probing.answer() - (asked - 1) * probing.apart();
      long times = begun > probing.first(answers) ? asked : missing;
      Instant first = at(killedAt - (times - 1) * probing.apart());
      Duration apart = Duration.ofMillis(probing.apart());
      var why = FailedProbes.Why.UNHEALTHY;
      all.add(new FailedProbes(Check.LIVENESS, why, first, apart, (int) times));
    }
  }

  /// When the first probe has failed of an application that is up and not ready; null if none does.
  private @Nullable Long unhealthyFrom(Probing probing) {
    if (course.unreadyAt() != null) {
      long noticed = Duration.between(course.startedAt(), course.unreadyAt()).toMillis();
      return noticed - (probing.probe().failures() - 1) * probing.apart();
    }
    Long ill = course.readyAt() == null ? life.illFrom(course.fault() != null) : null;
    return ill == null ? null : probing.first(Math.max(answers, ill)) + probing.answer();
  }

  private Instant at(long millis) {
    return course.startedAt().plusMillis(millis);
  }
}
