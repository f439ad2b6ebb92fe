package drydock.service;

import drydock.kernel.Event;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What happens to services and their revisions.
public sealed interface ServiceEvent extends Event {

  ServiceId service();

  @Override
  default String subject() {
    return service().toString();
  }

  /// The service was asked for.
  ///
  /// @param address inside the cluster; empty if there is none
  /// @param balancer the load balancer that is being made for it; null if it needs none
  record Created(ServiceId service, ServiceSpec spec, String address, @Nullable Balancer balancer)
      implements ServiceEvent {}

  /// Everything was asked for anew. Where the template is another, that is an update; the rest
  /// holds at once.
  ///
  /// @param address inside the cluster; empty if there is none
  /// @param balancer the load balancer it keeps, or that is being made for it; null if it needs
  ///   none
  record Modified(ServiceId service, ServiceSpec spec, String address, @Nullable Balancer balancer)
      implements ServiceEvent {}

  record Described(ServiceId service, String description) implements ServiceEvent {}

  /// The service, and not its pods, has other labels beside that of the system.
  record Labelled(ServiceId service, SortedMap<String, String> labels) implements ServiceEvent {}

  /// Another template was asked for.
  record Updated(ServiceId service, PodTemplate template) implements ServiceEvent {}

  /// The template of an earlier revision was asked for again.
  record RolledBack(ServiceId service, String revision) implements ServiceEvent {}

  /// Another number of replicas was asked for.
  record Scaled(ServiceId service, int replicas) implements ServiceEvent {}

  record Paused(ServiceId service) implements ServiceEvent {}

  record Resumed(ServiceId service) implements ServiceEvent {}

  /// All replicas are of the current revision and available.
  record RolloutFinished(ServiceId service, String revision) implements ServiceEvent {}

  /// The rollout has not got on for longer than its deadline. Nothing follows from it.
  record ProgressTimedOut(ServiceId service, @Nullable String revision) implements ServiceEvent {}

  /// The load balancer serves.
  record BalancerCreated(ServiceId service) implements ServiceEvent {}

  /// The load balancer could not be made; the next try is over at `retryAt`.
  record BalancerFailed(ServiceId service, String message, Instant retryAt)
      implements ServiceEvent {}

  /// Making the load balancer is over at `dueAt` and not when it was to be.
  record BalancerDelayed(ServiceId service, Instant dueAt) implements ServiceEvent {}

  record Deleted(ServiceId service) implements ServiceEvent {}

  /// The template asked for became a revision.
  ///
  /// @param deadlineSeconds how long its rollout may go without progress; null if there is no limit
  record RevisionCreated(
      ServiceId service, String revision, int number, @Nullable Integer deadlineSeconds)
      implements ServiceEvent {}

  /// An earlier revision became the current one again, under a new number.
  ///
  /// @param deadlineSeconds how long its rollout may go without progress; null if there is no limit
  record RevisionRenumbered(
      ServiceId service, String revision, int number, @Nullable Integer deadlineSeconds)
      implements ServiceEvent {}

  /// The number of replicas wanted of a revision changed, or stays for another reason.
  ///
  /// @param aim what it was reckoned for; null for what the one before was
  record RevisionScaled(
      ServiceId service, String revision, int from, int to, Revision.@Nullable Aim aim)
      implements ServiceEvent {}

  /// An earlier revision is forgotten.
  record RevisionRemoved(ServiceId service, String revision) implements ServiceEvent {}
}
