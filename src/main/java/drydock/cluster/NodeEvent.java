package drydock.cluster;

import drydock.kernel.Event;
import java.time.Instant;
import java.util.SortedMap;

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

  record Joined(NodeId node) implements NodeEvent {}

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
}
