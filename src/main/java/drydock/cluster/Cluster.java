package drydock.cluster;

import drydock.profile.Release;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A cluster as it is now.
///
/// @param born the position of the event that made it, which orders clusters by age
/// @param dueAt when its masters run, or its endpoint opens or closes; null if nothing is to come
public record Cluster(
    String id,
    ClusterSpec spec,
    ClusterStatus status,
    long born,
    Instant createdAt,
    Instant updatedAt,
    ApiEndpoint endpoint,
    @Nullable Instant dueAt) {

  static Cluster created(ClusterEvent.Created event, long position, Instant at) {
    return new Cluster(
        event.cluster(),
        event.spec(),
        ClusterStatus.CREATING,
        position,
        at,
        at,
        ApiEndpoint.NONE,
        event.runsAt());
  }

  /// How its Kubernetes behaves.
  public Release release() {
    return Release.of(spec.kubernetes());
  }

  Cluster with(ClusterStatus next, Instant at) {
    Instant due = status == ClusterStatus.CREATING ? null : dueAt;
    return new Cluster(id, spec, next, born, createdAt, at, endpoint, due);
  }

  Cluster with(ClusterSpec other, Instant at) {
    return new Cluster(id, other, status, born, createdAt, at, endpoint, dueAt);
  }

  Cluster with(ApiEndpoint other, @Nullable Instant due, Instant at) {
    return new Cluster(id, spec, status, born, createdAt, at, other, due);
  }
}
