package drydock.service;

import drydock.kernel.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What happens to replicas.
public sealed interface ReplicaEvent extends Event {

  ReplicaId replica();

  @Override
  default String subject() {
    return replica().toString();
  }

  record Created(ReplicaId replica, String revision) implements ReplicaEvent {}

  /// It got a node and an address there; its images are there at `pulledAt`, if no pull fails.
  ///
  /// @param filtering what made it this node or one of the others; null in histories that were
  ///   written before nodes were counted
  record Scheduled(
      ReplicaId replica,
      String node,
      String address,
      Instant pulledAt,
      @Nullable Filtering filtering)
      implements ReplicaEvent {}

  /// No node would do, for the reasons given; placement tries again at `retryAt`.
  ///
  /// @param filtering the reasons, counted; null in histories that were written before they were
  /// @param waiting what may wake it before; null if nothing does
  record Unschedulable(
      ReplicaId replica,
      String message,
      Instant retryAt,
      @Nullable Filtering filtering,
      @Nullable Waiting waiting)
      implements ReplicaEvent {}

  /// Something happened that may help it to a node; placement tries again at `retryAt`, when its
  /// back-off is over.
  record Woken(ReplicaId replica, Instant retryAt) implements ReplicaEvent {}

  /// Its images are there; its containers run at `startedAt`.
  record Pulled(ReplicaId replica, Instant startedAt) implements ReplicaEvent {}

  /// An image could not be pulled; the next try is at `retryAt`.
  record PullFailed(ReplicaId replica, String image, String message, Instant retryAt)
      implements ReplicaEvent {}

  /// Another try to pull is under way, until `pulledAt`.
  record PullRetried(ReplicaId replica, Instant pulledAt) implements ReplicaEvent {}

  /// Its containers run; it is ready at `readyAt`.
  ///
  /// @param readyAt null if something will come in between, or if it never is
  /// @param courses what each container goes through, by its name, if one of them will do more than
  ///   become ready and run on; else null
  /// @param failing the probes of containers that will fail, by their names; null if none will
  record Started(
      ReplicaId replica,
      @Nullable Instant readyAt,
      @Nullable SortedMap<String, Course> courses,
      @Nullable SortedMap<String, List<FailedProbes>> failing)
      implements ReplicaEvent {}

  /// A container of it ended, and starts again at `restartAt`, after a back-off if that is not
  /// zero.
  ///
  /// @param streak what its checks had found, where they count on from it; else null
  record ContainerEnded(
      ReplicaId replica,
      String container,
      Course.Ending ending,
      Duration backOff,
      Instant restartAt,
      String message,
      @Nullable Streak streak)
      implements ReplicaEvent {}

  /// A container of it runs again.
  ///
  /// @param failing its probes that will fail, by its name; null if none will
  record ContainerRestarted(
      ReplicaId replica,
      String container,
      Course course,
      @Nullable SortedMap<String, List<FailedProbes>> failing)
      implements ReplicaEvent {}

  /// Containers of it that run go through something else from here on.
  ///
  /// @param courses what each of those goes through, by its name; of all its containers if nothing
  ///   was known of them before
  /// @param failing their probes that will fail, by their names; null if none will
  record Diverted(
      ReplicaId replica,
      SortedMap<String, Course> courses,
      @Nullable SortedMap<String, List<FailedProbes>> failing)
      implements ReplicaEvent {}

  /// What is under way of it, a pull or its end, is over at `dueAt` and not when it was to be.
  record Delayed(ReplicaId replica, Instant dueAt) implements ReplicaEvent {}

  /// It counts as ready, and as available at `availableAt`.
  record Ready(ReplicaId replica, Instant availableAt) implements ReplicaEvent {}

  /// A readiness check failed; it does not count as ready any more.
  record Unready(ReplicaId replica, String message) implements ReplicaEvent {}

  /// Its node is not ready any more, so neither does it count as ready.
  record Lost(ReplicaId replica) implements ReplicaEvent {}

  /// Its kubelet stopped it at once, because the node runs short of something.
  record Evicted(ReplicaId replica, String message) implements ReplicaEvent {}

  /// Its machine started anew: it has another address, and its containers are started again.
  ///
  /// @param restarts when each container runs again, by its name
  record SandboxRecreated(ReplicaId replica, String address, SortedMap<String, Instant> restarts)
      implements ReplicaEvent {}

  /// It has been ready for the service's minReadySeconds. Said only where that is more than
  /// nothing.
  record Available(ReplicaId replica) implements ReplicaEvent {}

  /// Other minReadySeconds were asked for: it counts as available at `availableAt`, which may be
  /// past.
  record Reconsidered(ReplicaId replica, Instant availableAt) implements ReplicaEvent {}

  /// It was told to stop, and is gone at `goneAt`.
  record Stopping(ReplicaId replica, StopReason reason, Instant goneAt) implements ReplicaEvent {}

  record Removed(ReplicaId replica) implements ReplicaEvent {}
}
