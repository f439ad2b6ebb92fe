package drydock.placement;

import drydock.cluster.Cidr;
import drydock.cluster.Node;
import drydock.profile.Profile.NodeImage;
import drydock.service.Replica;
import drydock.service.Replica.Share;
import drydock.service.ServiceId;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A node and what is on it: the figures that placement asks for, kept as replicas come and go.
/// Replicas that stop count until they are gone.
public final class NodeLoad {

  /// The first and last addresses of a node's block are its bridge's and the broadcast's.
  private static final int ADDRESS_FIRST = 2;

  private Node node;
  private final NodeImage image;
  private final Cidr pods;
  private final int podsMax;

  /// From the oldest to the youngest, so that their order does not depend on when they came here.
  private final SortedMap<Long, Replica> residents = new TreeMap<>();

  private final Map<ServiceId, Integer> perService = new LinkedHashMap<>();

  /// How many residents mount each cloud disk. Few do, and those of one disk are all here.
  private final Map<String, Integer> disks = new LinkedHashMap<>();

  private final BitSet addresses = new BitSet();
  private int cpu;
  private int memory;
  private int reckonedCpu;
  private int reckonedMemory;

  NodeLoad(Node node, NodeImage image) {
    this.node = node;
    this.image = image;
    this.pods = Cidr.of(node.addresses().pods());
    this.podsMax = (int) Math.min(image.podsMax(), pods.size() - ADDRESS_FIRST - 1);
  }

  public Node node() {
    return node;
  }

  NodeImage image() {
    return image;
  }

  void become(Node now) {
    node = now;
  }

  public Collection<Replica> residents() {
    return Collections.unmodifiableCollection(residents.values());
  }

  int of(ServiceId service) {
    return perService.getOrDefault(service, 0);
  }

  /// How many replicas of each service it has.
  Map<ServiceId, Integer> perService() {
    return Collections.unmodifiableMap(perService);
  }

  boolean holds(String disk) {
    return disks.containsKey(disk);
  }

  int cpuMax() {
    return node.spec().machine().cpu() * 1000;
  }

  int memoryMax() {
    return node.spec().machine().memory() * 1024 - image.reservedMemory();
  }

  public int cpuFree() {
    return cpuMax() - cpu;
  }

  public int memoryFree() {
    return memoryMax() - memory;
  }

  public int podsFree() {
    return podsMax - residents.size();
  }

  int reckonedCpu() {
    return reckonedCpu;
  }

  int reckonedMemory() {
    return reckonedMemory;
  }

  /// The lowest address that no replica here has; null when all are taken.
  @Nullable String freeAddress() {
    int free = addresses.nextClearBit(ADDRESS_FIRST);
    return free < pods.size() - 1 ? pods.address(free) : null;
  }

  /// Takes note of what a replica here has become.
  ///
  /// @return whether it is new here
  boolean put(Replica replica) {
    boolean came = residents.put(replica.born(), replica) == null;
    if (came) {
      perService.merge(replica.id().service(), 1, Integer::sum);
      addresses.set((int) pods.indexOf(replica.state().address()));
      count(replica.share(), 1);
    }
    return came;
  }

  /// Takes note that a replica is gone.
  ///
  /// @return whether it was here
  boolean remove(Replica replica) {
    boolean went = residents.remove(replica.born()) != null;
    if (went) {
      perService.computeIfPresent(
          replica.id().service(), (_, count) -> count == 1 ? null : count - 1);
      addresses.clear((int) pods.indexOf(replica.state().address()));
      count(replica.share(), -1);
    }
    return went;
  }

  private void count(Share share, int sign) {
    cpu += sign * share.cpu();
    memory += sign * share.memory();
    reckonedCpu += sign * share.reckonedCpu();
    reckonedMemory += sign * share.reckonedMemory();
    for (String disk : share.disks()) {
      disks.merge(disk, sign, (count, more) -> count + more == 0 ? null : count + more);
    }
  }
}
