package drydock.machine;

import drydock.kernel.Dice;
import drydock.kernel.Lognormal;
import drydock.profile.Timings;
import java.time.Duration;

/// When the kubelet looks again at a replica that it could not help: it does so time and again, and
/// notices only then that a back-off is over (Kubernetes 1.10, pkg/kubelet/pod_workers.go).
final class Looks {

  /// The kubelet goes through its queue of replicas once a second.
  private static final Duration APART_MIN = Duration.ofSeconds(1);

  private final Timings timings;
  private final Dice dice;

  Looks(Timings timings, Dice dice) {
    this.timings = timings;
    this.dice = dice;
  }

  /// How long after what began a back-off its end is noticed.
  Duration after(Duration backOff, String who, int which) {
    Lognormal sync = timings.kubeletSync();
    if (sync.median().isZero() || backOff.isZero()) {
      return backOff;
    }
    Duration drawn = dice.lognormal(sync, "kubelet.sync", who, which);
    long apart = Math.max(drawn.toMillis(), APART_MIN.toMillis());
    return Duration.ofMillis(Math.ceilDiv(backOff.toMillis(), apart) * apart);
  }
}
