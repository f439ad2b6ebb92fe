package drydock.cluster;

import drydock.kernel.Dice;
import drydock.kernel.Weibull;
import drydock.profile.NodeFailure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Draws when nodes fail by themselves. The next outage of a node is known from when it joins or
/// comes back, so that nothing needs to happen in between.
public final class Outages {

  /// A thousand years, which no machine lasts.
  private static final Duration NEVER = Duration.ofDays(365_000);

  private final NodeFailure failure;
  private final Dice dice;

  public Outages(NodeFailure failure, Dice dice) {
    this.failure = failure;
    this.dice = dice;
  }

  /// The next outage of a node that is there from `now` on; null if it never has one. Brief ones
  /// are at any moment as likely as at another, so they are drawn anew after each outage. The time
  /// to the next hard one runs on, whatever else befalls the node.
  ///
  /// @param last that it had, or was to have; null for none
  public @Nullable Outage next(NodeId node, @Nullable Outage last, Instant now) {
    if (last != null && last.at().isAfter(now)) {
      return last;
    }
    int number = last == null ? 0 : last.number() + 1;
    Instant briefAt = after(now, failure.briefApart(), "outage.brief", node, number);
    Instant hardAt = last == null ? null : last.hardAt();
    if (hardAt == null || !hardAt.isAfter(now)) {
      hardAt = after(now, failure.hardApart(), "outage.hard", node, number);
    }
    boolean hard = briefAt == null || (hardAt != null && hardAt.isBefore(briefAt));
    Instant at = hard ? hardAt : briefAt;
    if (at == null) {
      return null;
    }
    String who = node.machine();
    boolean machineDown = hard || dice.roll("outage.machine", who, number) < 0.5;
    Duration lasts =
        hard
            ? dice.lognormal(failure.hard().duration(), "outage.duration.hard", who, number)
            : dice.lognormal(failure.brief().duration(), "outage.duration.brief", who, number);
    return new Outage(at, at.plus(lasts), machineDown, number, false, hardAt);
  }

  private @Nullable Instant after(
      Instant now, @Nullable Weibull apart, String what, NodeId node, int number) {
    Duration until = apart == null ? NEVER : apart.at(dice.roll(what, node.machine(), number));
    return until.compareTo(NEVER) < 0 ? now.plus(until) : null;
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
    return new Outage(
        at, at.plus(lasts), first.machineDown(), number, true, own == null ? null : own.hardAt());
  }
}
