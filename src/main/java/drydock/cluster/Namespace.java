package drydock.cluster;

import java.time.Instant;

/// A namespace of a cluster.
public record Namespace(
    String cluster, String name, String description, long born, Instant createdAt) {}
