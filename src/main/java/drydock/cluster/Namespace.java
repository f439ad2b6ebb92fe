package drydock.cluster;

import java.time.Instant;

/// A namespace of a cluster. One that is `terminating` waits for the last replica in it.
public record Namespace(
    String cluster,
    String name,
    String description,
    boolean terminating,
    long born,
    Instant createdAt) {

  Namespace described(String other) {
    return new Namespace(cluster, name, other, terminating, born, createdAt);
  }

  Namespace ending() {
    return new Namespace(cluster, name, description, true, born, createdAt);
  }
}
