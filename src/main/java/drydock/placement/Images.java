package drydock.placement;

import drydock.cluster.Node;
import java.time.Instant;
import java.util.function.ToLongFunction;

/// What placement asks of images at a moment.
///
/// @param bytes how large one is, as the replica to be placed would pull it
public record Images(Instant now, ToLongFunction<String> bytes) {

  /// Whether a node has an image: from the moment on when its pull is done. A real scheduler learns
  /// of it with the node's next status, which lists the 50 largest.
  boolean on(Node node, String image) {
    Instant availableAt = node.images().get(image);
    return availableAt != null && !availableAt.isAfter(now);
  }
}
