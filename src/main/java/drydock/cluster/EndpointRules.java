package drydock.cluster;

import static drydock.kernel.Rejection.Reason.PROCESS_RUNNING;

import drydock.kernel.Decision;
import drydock.kernel.Dice;
import drydock.profile.Profile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Opening the Kubernetes API of a cluster to the outside, and closing it: OperateClusterVip, and
/// openHttps of ModifyClusterAttributes. Asking for what is there already is fine: clients repeat
/// themselves until they hear that it is done.
final class EndpointRules {

  private static final String WHAT = "cluster.endpoint";

  private final Clusters clusters;
  private final BalancerTimes times;

  EndpointRules(Clusters clusters, Profile profile, Dice dice) {
    this.clusters = clusters;
    this.times = new BalancerTimes(profile.timings(), dice);
  }

  Decision decide(Cluster cluster, boolean open, Instant now) {
    if (cluster.endpoint().moving()) {
      return Decision.reject(
          PROCESS_RUNNING,
          "the external endpoint of " + cluster.id() + " is being opened or closed");
    }
    ClusterEvent event = toward(cluster, open, now);
    return event == null ? Decision.accept() : Decision.accept(event);
  }

  private @Nullable ClusterEvent toward(Cluster cluster, boolean open, Instant now) {
    if (open == (cluster.endpoint().phase() == ApiEndpoint.Phase.OPEN)) {
      return null;
    }
    String id = cluster.id();
    long which = now.toEpochMilli();
    return open
        ? new ClusterEvent.EndpointOrdered(
            id, AddressPlan.endpoint(clusters), now.plus(times.made(WHAT, id, which)))
        : new ClusterEvent.EndpointClosing(id, now.plus(times.removed(WHAT, id, which)));
  }
}
