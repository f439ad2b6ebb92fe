package drydock.cluster;

import drydock.profile.Behaviours.Place;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A node as it is now.
///
/// @param name of its machine
/// @param born the position of the event that made it a node, which orders nodes by age
/// @param createdAt since when there is its machine
/// @param joinedAt when it became ready; null before
/// @param dueAt when its next phase begins; null if nothing is to come
/// @param cordoned whether it takes no new replicas
/// @param kept whether its machine stays with the account when the node has left
/// @param health of its kubelet, from when it is ready
/// @param images since when, or from when on if its pull succeeds, the node has each image
public record Node(
    NodeId id,
    String name,
    NodeSpec spec,
    NodeAddresses addresses,
    SortedMap<String, String> labels,
    NodePhase phase,
    long born,
    Instant createdAt,
    @Nullable Instant joinedAt,
    @Nullable Instant dueAt,
    boolean cordoned,
    boolean kept,
    Health health,
    SortedMap<String, Instant> images) {

  /// How a profile can speak of it.
  public Place place() {
    return new Place(id.machine(), addresses.lan(), spec.zone(), labels);
  }

  static Node ordered(NodeEvent.Ordered event, long position, Instant at) {
    return new Node(
        event.node(),
        event.node().cluster() + "_node",
        event.spec(),
        event.addresses(),
        event.labels(),
        NodePhase.BOOTING,
        position,
        at,
        null,
        event.bootedAt(),
        false,
        false,
        Health.GOOD,
        Collections.emptySortedMap());
  }

  static Node adopted(NodeEvent.Adopted event, long position) {
    return new Node(
        event.node(),
        event.name(),
        event.spec(),
        event.addresses(),
        event.labels(),
        NodePhase.INSTALLING,
        position,
        event.createdAt(),
        null,
        event.installedAt(),
        false,
        true,
        Health.GOOD,
        Collections.emptySortedMap());
  }

  Node purchased(Instant bootedAt) {
    return in(NodePhase.BOOTING, null, bootedAt, false);
  }

  /// Whether it is to be seen whether the order of its machine goes through.
  boolean orderOpen() {
    return phase == NodePhase.BOOTING && createdAt.equals(dueAt);
  }

  Node booted(Instant readyAt) {
    return in(NodePhase.JOINING, null, readyAt, false);
  }

  Node joined(Instant at, @Nullable Outage outage) {
    return in(NodePhase.READY, at, null, false).in(Health.GOOD.expecting(outage));
  }

  Node leaving(Instant goneAt, boolean keeping) {
    return in(NodePhase.LEAVING, joinedAt, goneAt, keeping);
  }

  private Node in(
      NodePhase next, @Nullable Instant joined, @Nullable Instant due, boolean keeping) {
    return new Node(
        id, name, spec, addresses, labels, next, born, createdAt, joined, due, cordoned, keeping,
        health, images);
  }

  Node labelled(SortedMap<String, String> more) {
    var all = new TreeMap<>(labels);
    all.putAll(more);
    return with(all, cordoned, health, images);
  }

  Node cordoned(boolean closed) {
    return with(labels, closed, health, images);
  }

  Node in(Health next) {
    return with(labels, cordoned, next, images);
  }

  /// The same node once it has an image from `availableAt` on.
  public Node holding(String image, Instant availableAt) {
    var more = new TreeMap<>(images);
    more.put(image, availableAt);
    return with(labels, cordoned, health, more);
  }

  /// Until when it pulls images; long past if it pulls none.
  public Instant pullsUntil() {
    Instant last = Instant.MIN;
    for (Instant availableAt : images.values()) {
      last = availableAt.isAfter(last) ? availableAt : last;
    }
    return last;
  }

  private Node with(
      SortedMap<String, String> itsLabels,
      boolean closed,
      Health itsHealth,
      SortedMap<String, Instant> itsImages) {
    return new Node(
        id, name, spec, addresses, itsLabels, phase, born, createdAt, joinedAt, dueAt, closed, kept,
        itsHealth, itsImages);
  }

  /// Whether it is ready, as far as its cluster knows, and takes new replicas.
  public boolean schedulable() {
    return phase == NodePhase.READY && !cordoned && health.ready();
  }

  /// The same node without an image.
  public Node lacking(String image) {
    var fewer = new TreeMap<>(images);
    fewer.remove(image);
    return with(labels, cordoned, health, fewer);
  }
}
