package drydock.profile;

import drydock.kernel.Lognormal;
import java.time.Duration;

/// How often machines fail by themselves, and for how long.
///
/// @param brief outages that end by themselves, of the machine or of the network to it
/// @param hard outages of machines that have to be repaired
/// @param burstShare the share of all outages, from 0 to 1, that come in pairs in one zone
/// @param burstWindow how far apart the two of a pair are at most
public record NodeFailure(Outages brief, Outages hard, double burstShare, Duration burstWindow) {

  /// Outages of one kind, at any moment as likely as at another.
  ///
  /// @param perNodeYear how many of them a node has in a year of being there; 0 for none ever
  public record Outages(double perNodeYear, Lognormal duration) {}
}
