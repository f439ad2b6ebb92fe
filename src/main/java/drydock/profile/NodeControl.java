package drydock.profile;

import java.time.Duration;

/// How a cluster finds out that a node has failed, and what it does then: settings of kubelets and
/// of the controller manager (Kubernetes 1.10, cmd/controller-manager/app/options).
///
/// @param heartbeat between two reports of a kubelet (nodeStatusUpdateFrequency)
/// @param monitorPeriod between two looks at all heartbeats (node-monitor-period)
/// @param grace how old the last heartbeat of a node that counts as ready may be
///   (node-monitor-grace-period)
/// @param evictionTimeout how old it is when the pods of the node are evicted
///   (pod-eviction-timeout)
/// @param evictionRate nodes a second and zone whose pods are evicted (node-eviction-rate); 0 for
///   none ever
/// @param secondaryEvictionRate the same in a large zone of which too much is not ready
///   (secondary-node-eviction-rate)
/// @param unhealthyZone the share of a zone's nodes, from 0 to 1, that is too much
///   (unhealthy-zone-threshold)
/// @param largeZone a zone of more nodes than this is large (large-cluster-size-threshold)
/// @param pressureLook between two looks of a kubelet whose node runs short of something
/// @param pressureTransition how long nothing is short before it says so
///   (eviction-pressure-transition-period)
public record NodeControl(
    Duration heartbeat,
    Duration monitorPeriod,
    Duration grace,
    Duration evictionTimeout,
    double evictionRate,
    double secondaryEvictionRate,
    double unhealthyZone,
    int largeZone,
    Duration pressureLook,
    Duration pressureTransition) {

  public NodeControl {
    if (grace.compareTo(heartbeat) <= 0) {
      throw new IllegalArgumentException("grace must be longer than heartbeat");
    }
  }
}
