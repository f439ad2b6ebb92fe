package drydock.cluster;

import drydock.kernel.Event;

/// What happens to clusters.
public sealed interface ClusterEvent extends Event {

  String cluster();

  @Override
  default String subject() {
    return cluster();
  }

  record Created(String cluster, ClusterSpec spec) implements ClusterEvent {}

  record StatusChanged(String cluster, ClusterStatus status) implements ClusterEvent {}

  record Deleted(String cluster) implements ClusterEvent {}
}
