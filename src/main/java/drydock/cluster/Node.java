package drydock.cluster;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A node as it is now.
///
/// @param born the position of the event that ordered it, which orders nodes by age
/// @param dueAt when its next phase begins; null if nothing is to come
/// @param joinedAt when it became ready; null before
/// @param images since when, or from when on if its pull succeeds, the node has each image
public record Node(
    NodeId id,
    NodeSpec spec,
    NodeAddresses addresses,
    SortedMap<String, String> labels,
    NodePhase phase,
    long born,
    Instant createdAt,
    @Nullable Instant joinedAt,
    @Nullable Instant dueAt,
    SortedMap<String, Instant> images) {

  static Node ordered(NodeEvent.Ordered event, long position, Instant at) {
    return new Node(
        event.node(),
        event.spec(),
        event.addresses(),
        event.labels(),
        NodePhase.BOOTING,
        position,
        at,
        null,
        event.bootedAt(),
        Collections.emptySortedMap());
  }

  Node booted(Instant readyAt) {
    return new Node(
        id, spec, addresses, labels, NodePhase.JOINING, born, createdAt, null, readyAt, images);
  }

  Node joined(Instant at) {
    return new Node(
        id, spec, addresses, labels, NodePhase.READY, born, createdAt, at, null, images);
  }

  Node leaving(Instant goneAt) {
    return new Node(
        id, spec, addresses, labels, NodePhase.LEAVING, born, createdAt, joinedAt, goneAt, images);
  }

  /// The same node once it has an image from `availableAt` on.
  public Node holding(String image, Instant availableAt) {
    var more = new TreeMap<>(images);
    more.put(image, availableAt);
    return new Node(id, spec, addresses, labels, phase, born, createdAt, joinedAt, dueAt, more);
  }

  /// The same node without an image, because it could not be pulled.
  public Node lacking(String image) {
    var fewer = new TreeMap<>(images);
    fewer.remove(image);
    return new Node(id, spec, addresses, labels, phase, born, createdAt, joinedAt, dueAt, fewer);
  }
}
