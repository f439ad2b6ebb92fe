package drydock.monitor;

import drydock.cluster.Node;
import java.time.Duration;
import java.time.Instant;

/// A pull of a pod's images, from when its kubelet asked for them to when they were there. A node
/// pulls one image at a time, so it may have waited for others.
record Pull(Instant from, Instant to) {

  /// How long the pull itself took: from when the node was done with what came before.
  private Duration without(Node node) {
    Instant begun = from;
    for (Instant other : node.images().values()) {
      if (other.isAfter(begun) && other.isBefore(to)) {
        begun = other;
      }
    }
    return Duration.between(begun, to);
  }

  /// What 1.30 tells of it (pkg/kubelet/images/image_manager.go); the size where it is known, in
  /// bytes.
  String text(Node node, long bytes) {
    String times =
        " in %s (%s including waiting)"
            .formatted(GoDuration.text(without(node)), GoDuration.text(Duration.between(from, to)));
    return bytes == 0 ? times : times + ". Image size: " + bytes + " bytes.";
  }
}
