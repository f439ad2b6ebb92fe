package drydock.machine;

import drydock.kernel.Dice;
import drydock.profile.Timings;
import drydock.service.Course.Why;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When the kubelet notices that a process has ended: it lists all containers of its node time and
/// again, at moments that differ from node to node (Kubernetes, pkg/kubelet/pleg/generic.go;
/// pkg/kubelet/kubelet.go, plegRelistPeriod). Of what it does itself it need not be told.
final class Relisting {

  private final Timings timings;
  private final Dice dice;

  Relisting(Timings timings, Dice dice) {
    this.timings = timings;
    this.dice = dice;
  }

  /// Null if it knows at once.
  @Nullable Instant noticedAt(Instant end, Why why, @Nullable String machine) {
    long period = timings.plegRelist().toMillis();
    if (period == 0 || machine == null) {
      return null;
    }
    return switch (why) {
      case EXITED, OUT_OF_MEMORY -> {
        long offset = (long) (dice.roll("pleg.offset", machine, 0) * period);
        yield end.plusMillis(Math.floorMod(offset - end.toEpochMilli(), period));
      }
      case CANNOT_RUN, UNHEALTHY, MACHINE_LOST -> null;
    };
  }
}
