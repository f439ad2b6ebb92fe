package drydock.placement;

import drydock.cluster.Cidr;
import drydock.cluster.Node;
import drydock.kernel.Counts;
import drydock.profile.Profile.NodeImage;
import drydock.service.Replica;
import drydock.service.Replica.Share;
import drydock.service.ServiceId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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

  /// Its number in the [Roster].
  private int number;

  private final NodeImage image;
  private final Cidr pods;
  private final int podsMax;

  private final Residents residents = new Residents();

  /// Replicas that were evicted here and take up nothing.
  private final SortedMap<Long, Replica> evicted = new TreeMap<>();

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

  int number() {
    return number;
  }

  void number(int given) {
    number = given;
  }

  NodeImage image() {
    return image;
  }

  void become(Node now) {
    node = now;
  }

  public Collection<Replica> residents() {
    return residents.list();
  }

  /// Replicas that were evicted here and are still listed, from the oldest to the youngest.
  public Collection<Replica> evicted() {
    return Collections.unmodifiableCollection(evicted.values());
  }

  /// How many replicas of a service are here: they are counted.
  int of(ServiceId service) {
    int count = 0;
    for (Replica resident : residents.list()) {
      count += resident.id().service().equals(service) ? 1 : 0;
    }
    return count;
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

  /// The share of the pods that the node takes which are there, from 0 to 1.
  public double fill() {
    return (double) residents.size() / podsMax;
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

  /// The lowest addresses that no replica here has, as many as there are of those asked for.
  public List<String> freeAddresses(int count) {
    List<String> free = new ArrayList<>();
    for (int next = addresses.nextClearBit(ADDRESS_FIRST);
        free.size() < count && next < pods.size() - 1;
        next = addresses.nextClearBit(next + 1)) {
      free.add(pods.address(next));
    }
    return free;
  }

  /// Takes note of what a replica here has become.
  ///
  /// @return whether it is new here
  boolean put(Replica replica) {
    Replica before = residents.put(replica);
    String address = replica.state().address();
    if (before == null) {
      addresses.set((int) pods.indexOf(address));
      count(replica.share(), 1);
    } else if (!before.state().address().equals(address)) {
      addresses.clear((int) pods.indexOf(before.state().address()));
      addresses.set((int) pods.indexOf(address));
    }
    return before == null;
  }

  /// Keeps a replica that was evicted here.
  void keep(Replica replica) {
    evicted.put(replica.born(), replica);
  }

  /// Takes note that a replica is gone.
  ///
  /// @return whether it was here
  boolean remove(Replica replica) {
    evicted.remove(replica.born());
    Replica before = residents.remove(replica);
    if (before != null) {
      addresses.clear((int) pods.indexOf(before.state().address()));
      count(replica.share(), -1);
    }
    return before != null;
  }

  private void count(Share share, int sign) {
    cpu += sign * share.cpu();
    memory += sign * share.memory();
    reckonedCpu += sign * share.reckonedCpu();
    reckonedMemory += sign * share.reckonedMemory();
    for (String disk : share.disks()) {
      disks.merge(disk, sign, Counts::sum);
    }
  }
}
