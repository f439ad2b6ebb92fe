package drydock.monitor;

import drydock.cluster.Clusters;
import drydock.cluster.Node;
import drydock.cluster.NodeEvent;
import drydock.monitor.Incident.Kind;
import drydock.monitor.Incident.Reason;
import drydock.service.Service;
import drydock.service.ServiceId;
import drydock.world.World;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The nodes behind the load balancer of a service: when some have come or gone, the service
/// controller says so with its next look, every 100 seconds (pkg/controller/service:
/// nodeSyncPeriod). Here it looks at the full ones of the clock.
final class BalancerHosts {

  private static final long PERIOD = Duration.ofSeconds(100).toMillis();

  private final ServiceId service;
  private @Nullable Instant lookAt;
  private boolean some;

  BalancerHosts(ServiceId service) {
    this.service = service;
  }

  /// Something happens to a node of the cluster.
  void see(World before, NodeEvent event, Instant at) {
    Service balanced = before.services().find(service);
    if (balanced == null || balanced.balancer() == null || !balanced.balancer().running()) {
      return;
    }
    Node node = before.clusters().node(event.node());
    boolean was = node != null && node.schedulable();
    boolean comes = !was && comes(event);
    if (comes || (was && goes(event))) {
      some = comes || others(before.clusters(), event);
      lookAt = Instant.ofEpochMilli((at.toEpochMilli() / PERIOD + 1) * PERIOD);
    }
  }

  private static boolean comes(NodeEvent event) {
    return event instanceof NodeEvent.Joined
        || event instanceof NodeEvent.Uncordoned
        || event instanceof NodeEvent.KubeletReturned;
  }

  private static boolean goes(NodeEvent event) {
    return event instanceof NodeEvent.Cordoned
        || event instanceof NodeEvent.RemovalStarted
        || event instanceof NodeEvent.ReadinessLost;
  }

  private boolean others(Clusters clusters, NodeEvent event) {
    for (Node node : clusters.nodes(service.cluster())) {
      if (!node.id().equals(event.node()) && node.schedulable()) {
        return true;
      }
    }
    return false;
  }

  /// When it looks next; null if nothing has changed.
  @Nullable Instant lookAt() {
    return lookAt;
  }

  /// What it says then.
  Incident looked() {
    lookAt = null;
    return some
        ? Incident.normal(
            Kind.SERVICE,
            service.name(),
            Reason.UPDATED_BALANCER,
            "Updated load balancer with new hosts")
        : Incident.warning(
            Kind.SERVICE,
            service.name(),
            Reason.UNAVAILABLE_BALANCER,
            "There are no available nodes for LoadBalancer service "
                + service.namespace()
                + "/"
                + service.name());
  }
}
