package drydock.cluster;

import drydock.kernel.Event;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What happens to clusters.
public sealed interface ClusterEvent extends Event {

  String cluster();

  @Override
  default String subject() {
    return cluster();
  }

  /// The cluster was asked for.
  ///
  /// @param runsAt when it runs, where no nodes were ordered with it; null where they decide
  record Created(String cluster, ClusterSpec spec, @Nullable Instant runsAt)
      implements ClusterEvent {}

  record StatusChanged(String cluster, ClusterStatus status) implements ClusterEvent {}

  /// It goes by another name, description or project.
  record Described(String cluster, String name, String description, long project)
      implements ClusterEvent {}

  /// Machines were to be added and cannot be; `reasons` says why, by their ids.
  record MachinesRefused(String cluster, SortedMap<String, String> reasons)
      implements ClusterEvent {}

  /// Its API can be reached from outside from `opensAt` on.
  record EndpointOrdered(String cluster, String address, Instant opensAt) implements ClusterEvent {}

  record EndpointOpened(String cluster) implements ClusterEvent {}

  /// Its API cannot be reached from outside any more from `goneAt` on.
  record EndpointClosing(String cluster, Instant goneAt) implements ClusterEvent {}

  record EndpointClosed(String cluster) implements ClusterEvent {}

  record Deleted(String cluster) implements ClusterEvent {}
}
