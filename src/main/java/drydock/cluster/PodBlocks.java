package drydock.cluster;

import java.util.BitSet;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// The blocks that a cluster's block is cut into, one for the pods of each node.
///
/// Example: of `172.16.0.0/16` the nodes get `172.16.0.0/24` … `172.16.239.0/24`.
final class PodBlocks {

  /// The block of a node is a /24, or a sixteenth of a small cluster.
  private static final int NODE_MASK = 24;

  private final Cidr pods;
  private final int mask;
  private final BitSet taken = new BitSet();

  PodBlocks(Cidr pods, Collection<Node> nodes) {
    this.pods = pods;
    this.mask = Math.max(NODE_MASK, pods.mask() + 4);
    for (Node node : nodes) {
      long above = Cidr.of(node.addresses().pods()).base() - pods.base();
      taken.set((int) (above >> (32 - mask)));
    }
  }

  /// The next free block; null when there is none. The top sixteenth is for services.
  @Nullable String next() {
    int block = taken.nextClearBit(0);
    if (block >= (1 << (mask - pods.mask())) / 16 * 15) {
      return null;
    }
    taken.set(block);
    return pods.block(block, mask).toString();
  }
}
