package drydock.cluster;

import drydock.profile.Catalogue.Subnet;
import java.util.BitSet;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// How the addresses of a cluster are shared out. Its block is cut into blocks for its nodes, whose
/// pods get their addresses from them; the top sixteenth is for services. Nodes have an address in
/// their subnet.
///
/// Example: of `172.16.0.0/16` the nodes get `172.16.0.0/24` … `172.16.239.0/24` and services
/// 172.16.240.1 and up.
public final class AddressPlan {

  /// The block of a node is a /24, or a sixteenth of a small cluster.
  private static final int NODE_MASK = 24;

  /// The first addresses of a subnet belong to its gateway and the cloud's name servers.
  private static final int SUBNET_RESERVED = 4;

  private final Cidr pods;
  private final int nodeMask;
  private final BitSet podBlocksTaken = new BitSet();
  private final Cidr subnet;
  private final BitSet hostsTaken = new BitSet();

  AddressPlan(
      Cidr pods, Subnet subnet, Collection<Node> nodesOfCluster, Collection<Node> allNodes) {
    this.pods = pods;
    this.nodeMask = Math.max(NODE_MASK, pods.mask() + 4);
    this.subnet = Cidr.of(subnet.cidr());
    for (Node node : nodesOfCluster) {
      podBlocksTaken.set(
          (int) ((Cidr.of(node.addresses().pods()).base() - pods.base()) >> (32 - nodeMask)));
    }
    for (Node node : allNodes) {
      if (node.spec().subnet().equals(subnet.id())) {
        hostsTaken.set((int) this.subnet.indexOf(node.addresses().lan()));
      }
    }
  }

  /// The next free addresses for a node; null when the subnet or the cluster's block is full.
  @Nullable NodeAddresses next(boolean publicAddress) {
    int block = podBlocksTaken.nextClearBit(0);
    int host = hostsTaken.nextClearBit(SUBNET_RESERVED);
    if (block >= (1 << (nodeMask - pods.mask())) / 16 * 15 || host >= subnet.size() - 1) {
      return null;
    }
    podBlocksTaken.set(block);
    hostsTaken.set(host);
    String wan = publicAddress ? PUBLIC.address(subnet.base() / 256 % 128 * 65536 + host) : "";
    return new NodeAddresses(subnet.address(host), wan, pods.block(block, nodeMask).toString());
  }

  /// Where public addresses come from: the block set aside for benchmarks (RFC 2544), so that none
  /// is anybody's.
  public static final Cidr PUBLIC = Cidr.of("198.18.0.0/15");

  /// The addresses of a cluster's services.
  public static Cidr services(Cidr cluster) {
    return cluster.block(15, cluster.mask() + 4);
  }
}
