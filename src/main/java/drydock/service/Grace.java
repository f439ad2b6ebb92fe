package drydock.service;

import drydock.kernel.Dice;
import drydock.kernel.Lognormal;
import drydock.profile.Profile;
import java.time.Duration;

/// How long containers go on once they are told to stop (SIGTERM). Those of some services pay no
/// heed, always and everywhere, and are killed when their time of grace is over.
public final class Grace {

  /// A container that takes longer is killed (Kubernetes, terminationGracePeriodSeconds).
  public static final Duration PERIOD = Duration.ofSeconds(30);

  private static final Lognormal ALL_OF_IT = new Lognormal(PERIOD, 0, PERIOD);

  private final Lognormal termination;
  private final double ignored;
  private final Dice dice;

  public Grace(Profile profile, Dice dice) {
    this.termination = profile.timings().termination();
    this.ignored = profile.failures().sigtermIgnored();
    this.dice = dice;
  }

  /// How long a container of a service takes that is like most there.
  public Lognormal usual(ServiceId service) {
    return ignored > 0 && dice.roll("sigterm.ignored", service.toString(), 0) < ignored
        ? ALL_OF_IT
        : termination;
  }

  /// Nobody takes longer than he may.
  public static Duration atMost(Duration wanted) {
    return wanted.compareTo(PERIOD) < 0 ? wanted : PERIOD;
  }
}
