package drydock.placement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which nodes of a cluster have which images, kept as nodes change and as pulls end: asked about
/// an image, nobody looks at nodes. Nodes are told by their numbers in the [Roster].
final class Holdings {

  private static final BitSet NOBODY = new BitSet();

  /// An image that a node has from a moment on.
  private record Arrival(Instant at, int node, String image) {}

  private final Map<String, BitSet> holders = new LinkedHashMap<>();

  /// What had not arrived when this last caught up.
  private final TreeSet<Arrival> coming =
      new TreeSet<>(
          Comparator.comparing(Arrival::at)
              .thenComparingInt(Arrival::node)
              .thenComparing(Arrival::image));

  /// The images of each node, by its number, as they were last seen.
  private final List<SortedMap<String, Instant>> known = new ArrayList<>();

  private long seen;

  /// Looks at the nodes that have changed since it last did, and at what has arrived.
  void catchUp(Roster roster, Instant now) {
    roster.changedSince(seen, this::look);
    seen = roster.changes();
    while (!coming.isEmpty() && !coming.getFirst().at.isAfter(now)) {
      Arrival arrival = coming.removeFirst();
      holders.computeIfAbsent(arrival.image, _ -> new BitSet()).set(arrival.node);
    }
  }

  private void look(int number, @Nullable NodeLoad node) {
    while (known.size() <= number) {
      known.add(Collections.emptySortedMap());
    }
    SortedMap<String, Instant> before = known.get(number);
    SortedMap<String, Instant> now =
        node == null ? Collections.emptySortedMap() : node.node().images();
    // Mostly it is another replica that has changed the node, and the map is the very same.
    if (!before.equals(now)) {
      before.forEach((image, at) -> {
        if (!at.equals(now.get(image))) {
          drop(new Arrival(at, number, image));
        }
      });
      now.forEach((image, at) -> {
        if (!at.equals(before.get(image))) {
          coming.add(new Arrival(at, number, image));
        }
      });
      known.set(number, now);
    }
  }

  private void drop(Arrival arrival) {
    if (!coming.remove(arrival)) {
      holders.computeIfPresent(
          arrival.image,
          (_, nodes) -> {
            nodes.clear(arrival.node);
            return nodes.isEmpty() ? null : nodes;
          });
    }
  }

  /// The nodes that have an image.
  BitSet of(String image) {
    return holders.getOrDefault(image, NOBODY);
  }
}
