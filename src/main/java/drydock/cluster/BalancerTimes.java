package drydock.cluster;

import drydock.kernel.Dice;
import drydock.profile.Timings;
import java.time.Duration;
import java.util.List;

/// How long the cloud takes over load balancers.
public final class BalancerTimes {

  /// What follows the creation, one after the other: a call that makes all listeners, and one that
  /// binds the nodes to them.
  private static final List<String> CALLS = List.of("listeners", "backends");

  private final Timings timings;
  private final Dice dice;

  public BalancerTimes(Timings timings, Dice dice) {
    this.timings = timings;
    this.dice = dice;
  }

  /// Until one serves.
  public Duration made(String what, String who, long which) {
    Duration time = dice.lognormal(timings.loadBalancer(), what, who, which);
    for (String call : CALLS) {
      time =
          time.plus(dice.lognormal(timings.loadBalancerBinding(), what + "." + call, who, which));
    }
    return time;
  }

  /// Until one is gone.
  Duration removed(String what, String who, long which) {
    return dice.lognormal(timings.loadBalancer(), what, who, which);
  }
}
