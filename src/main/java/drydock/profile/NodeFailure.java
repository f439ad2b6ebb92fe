package drydock.profile;

import drydock.kernel.Lognormal;
import drydock.kernel.Weibull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How often machines fail by themselves, and for how long.
///
/// @param brief outages that end by themselves, of the machine or of the network to it; at any
///   moment as likely as at another
/// @param hard outages of machines that have to be repaired
/// @param hardShape of the time between two hard outages of a node ([Weibull])
/// @param burstShare the share of all outages, from 0 to 1, that come in pairs in one zone
/// @param burstWindow how far apart the two of a pair are at most
public record NodeFailure(
    Outages brief, Outages hard, double hardShape, double burstShare, Duration burstWindow) {

  private static final Duration YEAR = Duration.ofDays(365);

  /// Outages of one kind.
  ///
  /// @param perNodeYear how many of them a node has in a year of being there; 0 for none ever
  public record Outages(double perNodeYear, Lognormal duration) {

    private @Nullable Weibull apart(double shape) {
      return perNodeYear == 0
          ? null
          : new Weibull(Duration.ofMillis((long) (YEAR.toMillis() / perNodeYear)), shape);
    }
  }

  /// How far apart two brief outages of a node are; null if it never has any.
  public @Nullable Weibull briefApart() {
    return brief.apart(1);
  }

  /// The same for hard ones.
  public @Nullable Weibull hardApart() {
    return hard.apart(hardShape);
  }
}
