package drydock.placement;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Which nodes of a cluster have how many replicas of one service.
final class Dispersal {

  /// That of a service without replicas.
  static final Dispersal NONE = new Dispersal();

  /// The nodes that have one, those that have two, and so on; the last is not empty.
  private final List<BitSet> levels = new ArrayList<>();

  /// A node has so many of them more, or fewer.
  void add(int node, int more) {
    int before = count(node);
    int now = before + more;
    while (levels.size() < now) {
      levels.add(new BitSet());
    }
    if (before > 0) {
      levels.get(before - 1).clear(node);
    }
    if (now > 0) {
      levels.get(now - 1).set(node);
    }
    while (!levels.isEmpty() && levels.getLast().isEmpty()) {
      levels.removeLast();
    }
  }

  private int count(int node) {
    int count = levels.size();
    while (count > 0 && !levels.get(count - 1).get(node)) {
      count--;
    }
    return count;
  }

  boolean isEmpty() {
    return levels.isEmpty();
  }

  /// The most that one node has.
  int most() {
    return levels.size();
  }

  /// Those of some nodes that have so many.
  BitSet of(BitSet nodes, int count) {
    BitSet those = (BitSet) nodes.clone();
    if (count > 0) {
      those.and(levels.get(count - 1));
    } else {
      levels.forEach(those::andNot);
    }
    return those;
  }
}
