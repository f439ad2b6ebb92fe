package drydock.cluster;

import drydock.kernel.Event;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What happens to nodes.
public sealed interface NodeEvent extends Event {

  NodeId node();

  @Override
  default String subject() {
    return node().toString();
  }

  /// A machine was ordered, and its addresses were set aside. Unless the boot fails it runs at
  /// `bootedAt`.
  record Ordered(
      NodeId node,
      NodeSpec spec,
      NodeAddresses addresses,
      SortedMap<String, String> labels,
      Instant bootedAt)
      implements NodeEvent {}

  /// A machine of the account became a node under way. The cluster's operating system is put on it
  /// and runs at `installedAt`.
  ///
  /// @param createdAt since when there is the machine
  record Adopted(
      NodeId node,
      String name,
      NodeSpec spec,
      NodeAddresses addresses,
      SortedMap<String, String> labels,
      Instant createdAt,
      Instant installedAt)
      implements NodeEvent {}

  /// The order of a machine went through, which was not sure when it was placed. Unless the boot
  /// fails it runs at `bootedAt`.
  record Purchased(NodeId node, Instant bootedAt) implements NodeEvent {}

  /// The machine runs; the node is ready at `readyAt`.
  record Booted(NodeId node, Instant readyAt) implements NodeEvent {}

  /// The machine never came up; the node is gone. A machine that the account had before is as it
  /// was.
  record BootFailed(NodeId node, String reason) implements NodeEvent {}

  /// It is ready.
  ///
  /// @param outage when it fails by itself; null if it does not
  record Joined(NodeId node, @Nullable Outage outage) implements NodeEvent {}

  /// It has these labels too; those of the same keys give way.
  record Labelled(NodeId node, SortedMap<String, String> labels) implements NodeEvent {}

  /// It takes no new replicas.
  record Cordoned(NodeId node) implements NodeEvent {}

  /// It takes replicas again.
  record Uncordoned(NodeId node) implements NodeEvent {}

  /// The node is to go at `goneAt`; its machine is given back if `returned`, and else kept by the
  /// account.
  record RemovalStarted(NodeId node, boolean returned, Instant goneAt) implements NodeEvent {}

  record Removed(NodeId node) implements NodeEvent {}

  /// What happens to a node's kubelet, and what its cluster makes of it.
  sealed interface HealthChange extends NodeEvent {}

  /// Nothing is heard of the kubelet from now on. If it does not come back before, the node is not
  /// ready from `missedAt` on, and its pods may be evicted from `evictableAt` on.
  ///
  /// @param machineDown whether the machine is down, and all containers with it; else only the
  ///   network to it is lost
  /// @param returnsAt when it comes back; null if nobody knows
  record KubeletStopped(
      NodeId node,
      boolean machineDown,
      Instant missedAt,
      Instant evictableAt,
      @Nullable Instant returnsAt)
      implements HealthChange {}

  /// Its heartbeats have been missed; nothing is known of it any more.
  record ReadinessLost(NodeId node) implements HealthChange {}

  /// It does not come back when it would have: its machine is kept down, and nobody knows until
  /// when.
  record ReturnPutOff(NodeId node) implements HealthChange {}

  /// It has been away for so long that its pods are deleted, which takes until it comes back.
  record PodsEvicted(NodeId node) implements HealthChange {}

  /// It runs short of something.
  record PressureBegan(NodeId node, Pressure.Resource resource) implements HealthChange {}

  /// Its kubelet evicts a replica, if there is one, and looks again at `againAt`.
  record ReclaimAttempted(NodeId node, Pressure.Resource resource, Instant againAt)
      implements HealthChange {}

  /// Nothing is short any more. If it stays like that, its kubelet says so at `endsAt`.
  record PressureEased(NodeId node, Pressure.Resource resource, Instant endsAt)
      implements HealthChange {}

  record PressureEnded(NodeId node, Pressure.Resource resource) implements HealthChange {}

  /// The kubelet reports again.
  ///
  /// @param rebooted whether the machine started anew, and has to start all containers again
  /// @param outage when it fails by itself again; null if it does not
  record KubeletReturned(NodeId node, boolean rebooted, @Nullable Outage outage)
      implements HealthChange {}

  /// It is to fail together with another node.
  record OutageCaught(NodeId node, Outage outage) implements HealthChange {}
}
