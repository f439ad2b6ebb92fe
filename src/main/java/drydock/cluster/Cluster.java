package drydock.cluster;

import java.time.Instant;

/// A cluster as it is now. `born` is the position of the event that made it, which orders clusters
/// by age.
public record Cluster(
    String id,
    ClusterSpec spec,
    ClusterStatus status,
    long born,
    Instant createdAt,
    Instant updatedAt) {

  Cluster with(ClusterStatus next, Instant at) {
    return new Cluster(id, spec, next, born, createdAt, at);
  }
}
