package drydock.cluster;

import drydock.profile.Catalogue;
import drydock.profile.Catalogue.Subnet;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The addresses of new nodes: in their subnet, on the internet, and for their pods.
public final class AddressPlan {

  /// Where public addresses come from: the block set aside for benchmarks (RFC 2544), so that none
  /// is anybody's. Its lower half is for nodes, its upper half for what stands before them.
  public static final Cidr PUBLIC = Cidr.of("198.18.0.0/15");

  private static final int PUBLIC_OF_NODES = 1 << 16;

  /// The first addresses of a subnet belong to its gateway and the cloud's name servers.
  private static final int SUBNET_RESERVED = 4;

  private final PodBlocks pods;
  private final Cidr subnet;
  private final BitSet lans = new BitSet();
  private final BitSet wans = new BitSet();

  AddressPlan(PodBlocks pods, Subnet subnet, Clusters clusters, Catalogue catalogue) {
    this.pods = pods;
    this.subnet = Cidr.of(subnet.cidr());
    for (String address : clusters.addresses(catalogue)) {
      mark(lans, this.subnet, address);
      mark(wans, PUBLIC, address);
    }
  }

  private static void mark(BitSet taken, Cidr block, String address) {
    long index = block.indexOf(address);
    if (index >= 0 && index < block.size()) {
      taken.set((int) index);
    }
  }

  /// The next free addresses for a node; null when the subnet or the cluster's block is full.
  @Nullable NodeAddresses next(boolean publicAddress) {
    String block = pods.next();
    int host = lans.nextClearBit(SUBNET_RESERVED);
    int outside = wans.nextClearBit(host);
    if (block == null || host >= subnet.size() - 1 || outside >= PUBLIC_OF_NODES) {
      return null;
    }
    lans.set(host);
    if (publicAddress) {
      wans.set(outside);
    }
    return new NodeAddresses(
        subnet.address(host), publicAddress ? PUBLIC.address(outside) : "", block);
  }

  /// A free public address for the endpoint of a cluster.
  static String endpoint(Clusters clusters) {
    var taken = new BitSet();
    for (Cluster cluster : clusters.list()) {
      if (!cluster.endpoint().address().isEmpty()) {
        mark(taken, PUBLIC, cluster.endpoint().address());
      }
    }
    return PUBLIC.address(taken.nextClearBit(PUBLIC_OF_NODES + 1));
  }

  /// The addresses of a cluster's services: the top sixteenth of its block.
  public static Cidr services(Cidr cluster) {
    return cluster.block(15, cluster.mask() + 4);
  }
}
