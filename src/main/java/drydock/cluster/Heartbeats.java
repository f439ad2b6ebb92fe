package drydock.cluster;

import drydock.kernel.Dice;
import drydock.profile.NodeControl;
import drydock.profile.Release;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When kubelets report, and when their cluster looks at that. Both happen at moments that differ
/// from node to node and from cluster to cluster, and none of them is an event: what follows from a
/// silence is known when it begins (Kubernetes 1.7 to 1.10, pkg/controller/node and nodelifecycle).
///
/// Example: heartbeats every 10 s, the last one 3 s before the silence; looks every 5 s, and 40 s
/// of grace. The node loses its readiness at the first look later than 37 s after the silence
/// began, so after 37 to 42 s.
public final class Heartbeats {

  private final NodeControl control;
  private final Dice dice;

  public Heartbeats(NodeControl control, Dice dice) {
    this.control = control;
    this.dice = dice;
  }

  /// When a node falls silent that has reported until `now`. Since 1.13 the wait for the eviction
  /// begins when the node is missed: its pods tolerate the taint that it gets then for so long.
  ///
  /// @param returnsAt null if nobody knows
  public NodeEvent.KubeletStopped stopped(
      Node node, boolean machineDown, Instant now, @Nullable Instant returnsAt, Release release) {
    String cluster = node.id().cluster();
    Instant last = last(node, now);
    Instant missedAt = lookAfter(cluster, last.plus(control.grace()));
    Instant evictableAt =
        release == Release.MODERN
            ? missedAt.plus(control.evictionTimeout())
            : lookAfter(cluster, last.plus(control.evictionTimeout()));
    return new NodeEvent.KubeletStopped(node.id(), machineDown, missedAt, evictableAt, returnsAt);
  }

  /// The last heartbeat of a node at or before a moment. It reports at once when it joins, as it
  /// may just do, or comes back.
  public Instant last(Node node, Instant moment) {
    long period = control.heartbeat().toMillis();
    long offset = (long) (dice.roll("node.heartbeat", node.id().machine(), 0) * period);
    Instant last = moment.minusMillis(Math.floorMod(moment.toEpochMilli() - offset, period));
    Instant first = node.health().returnedAt();
    if (first == null) {
      first = node.joinedAt();
    }
    if (first == null) {
      return moment;
    }
    return first.isAfter(last) ? first : last;
  }

  /// The first look at the heartbeats of a cluster after a moment.
  private Instant lookAfter(String cluster, Instant moment) {
    long period = control.monitorPeriod().toMillis();
    long offset = (long) (dice.roll("node.monitor", cluster, 0) * period);
    long since = Math.floorMod(moment.toEpochMilli() - offset, period);
    return moment.plus(Duration.ofMillis(period - since));
  }
}
