package drydock.invariant;

import drydock.cluster.Health;
import drydock.cluster.Heartbeats;
import drydock.cluster.Node;
import drydock.cluster.NodeEvent;
import drydock.cluster.NodePhase;
import drydock.kernel.Dice;
import drydock.profile.NodeControl;
import drydock.world.World;
import java.time.Duration;
import java.time.Instant;

/// When nodes lose their readiness: no sooner than their last heartbeat is too old, and no later
/// than the next look at it.
final class Pulse {

  private final World world;
  private final Findings findings;
  private final NodeControl control;
  private final Heartbeats heartbeats;

  Pulse(World world, Findings findings) {
    this.world = world;
    this.findings = findings;
    this.control = world.profile().nodeControl();
    this.heartbeats = new Heartbeats(control, new Dice(world.seed()));
  }

  void lost(NodeEvent.ReadinessLost event) {
    Node node = world.clusters().node(event.node());
    Health.Silence silence = node == null ? null : node.health().silence();
    if (node == null || silence == null) {
      findings.expect(false, Invariant.HEARTBEATS, event.node(), "is missed and not away");
      return;
    }
    Duration age = age(node, silence);
    findings.expect(
        age.compareTo(control.grace()) > 0 && !overdue(age),
        Invariant.HEARTBEATS,
        event.node(),
        "is missed after " + age);
  }

  /// Of a node in a world that has come to rest.
  void check(Node node) {
    Health.Silence silence = node.health().silence();
    if (silence != null && !silence.noticed() && node.phase() == NodePhase.READY) {
      Duration age = age(node, silence);
      findings.expect(!overdue(age), Invariant.HEARTBEATS, node.id(), "is not missed after " + age);
    }
  }

  private Duration age(Node node, Health.Silence silence) {
    Instant last = heartbeats.last(node, silence.since());
    return Duration.between(last, world.now());
  }

  private boolean overdue(Duration age) {
    return age.compareTo(control.grace().plus(control.monitorPeriod())) > 0;
  }
}
