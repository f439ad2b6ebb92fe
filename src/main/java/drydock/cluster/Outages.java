package drydock.cluster;

import drydock.kernel.Dice;
import drydock.profile.NodeFailure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Draws when nodes fail by themselves. The next outage of a node is known from when it joins or
/// comes back, so that nothing needs to happen in between.
public final class Outages {

  private static final Duration YEAR = Duration.ofDays(365);

  private final NodeFailure failure;
  private final Dice dice;

  public Outages(NodeFailure failure, Dice dice) {
    this.failure = failure;
    this.dice = dice;
  }

  /// The next outage of a node that is there from `now` on; null if it never has one.
  ///
  /// @param last that it had, or was to have; null for none
  public @Nullable Outage next(NodeId node, @Nullable Outage last, Instant now) {
    if (last != null && last.at().isAfter(now)) {
      return last;
    }
    int number = last == null ? 0 : last.number() + 1;
    Outage brief = draw("brief", failure.brief(), node, number, now);
    Outage hard = draw("hard", failure.hard(), node, number, now);
    return brief == null || (hard != null && hard.at().isBefore(brief.at())) ? hard : brief;
  }

  /// The times between outages spread exponentially.
  private @Nullable Outage draw(
      String kind, NodeFailure.Outages outages, NodeId node, int number, Instant now) {
    if (outages.perNodeYear() == 0) {
      return null;
    }
    String who = node.machine();
    double roll = dice.roll("outage." + kind, who, number);
    double millis = -StrictMath.log(1 - roll) * YEAR.toMillis() / outages.perNodeYear();
    Instant at = now.plusMillis((long) millis);
    boolean machineDown = kind.equals("hard") || dice.roll("outage.machine", who, number) < 0.5;
    Duration lasts = dice.lognormal(outages.duration(), "outage.duration." + kind, who, number);
    return new Outage(at, at.plus(lasts), machineDown, number, false);
  }

  /// What a neighbour of a node that fails now catches of that; null if it is spared. A share `f`
  /// of all outages comes in pairs where each that is nobody else's takes another along with a
  /// probability of `f / (2 - f)`.
  public @Nullable Outage caught(Outage first, NodeId node, Node neighbour, Instant now) {
    double share = failure.burstShare();
    if (first.caught()
        || dice.roll("outage.burst", node.machine(), first.number()) >= share / (2 - share)) {
      return null;
    }
    double roll = dice.roll("outage.apart", node.machine(), first.number());
    Instant at = now.plusMillis((long) (roll * failure.burstWindow().toMillis()));
    Outage own = neighbour.health().outage();
    int number = own == null ? 0 : own.number();
    Duration lasts = Duration.between(first.at(), first.until());
    return new Outage(at, at.plus(lasts), first.machineDown(), number, true);
  }
}
