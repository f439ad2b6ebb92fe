package drydock.placement;

import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.cluster.NodePhase;
import drydock.profile.Profile.NodeImage;
import drydock.service.Replica;
import drydock.service.ServiceId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the nodes of every cluster hold and have left. It follows from nodes and replicas, and is
/// rebuilt from them.
public final class Capacity {

  private final NodeImage image;
  private final SortedMap<String, Map<String, NodeLoad>> byMachine = new TreeMap<>();
  private final SortedMap<String, Roster> rosters = new TreeMap<>();

  /// The node that each cloud disk is attached to. A disk can be attached to one node only, so
  /// whoever mounts it has to go there.
  private final SortedMap<String, NodeLoad> holders = new TreeMap<>();

  public Capacity(NodeImage image) {
    this.image = image;
  }

  /// The nodes that have joined a cluster, from the oldest to the youngest.
  public Collection<NodeLoad> nodes(String cluster) {
    return roster(cluster).nodes();
  }

  Roster roster(String cluster) {
    Roster roster = rosters.get(cluster);
    return roster == null ? new Roster() : roster;
  }

  public @Nullable NodeLoad node(NodeId id) {
    return byMachine.getOrDefault(id.cluster(), Map.of()).get(id.machine());
  }

  /// The nodes, of any cluster, that these cloud disks are attached to.
  List<NodeLoad> holders(Collection<String> disks) {
    Set<NodeLoad> all = new LinkedHashSet<>();
    for (String disk : disks) {
      NodeLoad holder = holders.get(disk);
      if (holder != null) {
        all.add(holder);
      }
    }
    return List.copyOf(all);
  }

  /// Takes note of what a node has become; nodes count from when they join. All nodes of a cluster
  /// are to be told of, from the oldest to the youngest.
  public void follow(Node node) {
    Roster roster = rosters.computeIfAbsent(node.id().cluster(), _ -> new Roster());
    roster.expect(node);
    NodeLoad known = node(node.id());
    if (known != null) {
      known.become(node);
      roster.change(known);
    } else if (node.phase() == NodePhase.READY || node.phase() == NodePhase.LEAVING) {
      var load = new NodeLoad(node, image);
      byMachine
          .computeIfAbsent(node.id().cluster(), _ -> new LinkedHashMap<>())
          .put(node.id().machine(), load);
      roster.join(load);
    }
  }

  public void forget(Node node) {
    String cluster = node.id().cluster();
    Roster roster = roster(cluster);
    roster.leave(node);
    Map<String, NodeLoad> machines = byMachine.get(cluster);
    if (machines != null) {
      machines.remove(node.id().machine());
    }
    if (roster.isEmpty()) {
      rosters.remove(cluster);
      byMachine.remove(cluster);
    }
  }

  /// Takes note of what a replica has become.
  public void follow(Replica replica) {
    NodeLoad load = of(replica);
    if (load != null && replica.evicted()) {
      forget(replica);
      load.keep(replica);
    } else if (load != null && load.put(replica)) {
      replica.share().disks().forEach(disk -> holders.put(disk, load));
      recount(load, replica.id().service(), 1);
    }
  }

  public void forget(Replica replica) {
    NodeLoad load = of(replica);
    if (load != null && load.remove(replica)) {
      for (String disk : replica.share().disks()) {
        if (!load.holds(disk)) {
          holders.remove(disk, load);
        }
      }
      recount(load, replica.id().service(), -1);
    }
  }

  private void recount(NodeLoad load, ServiceId service, int more) {
    Roster roster = roster(load.node().id().cluster());
    roster.change(load);
    roster.disperse(service, load, more);
  }

  /// Of the node that a replica is on.
  public @Nullable NodeLoad of(Replica replica) {
    String machine = replica.node();
    return machine == null ? null : node(new NodeId(replica.id().service().cluster(), machine));
  }
}
