package drydock.placement;

import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.cluster.NodePhase;
import drydock.profile.Profile.NodeImage;
import drydock.service.Replica;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the nodes of every cluster hold and have left. It follows from nodes and replicas, and is
/// rebuilt from them.
public final class Capacity {

  private static final SortedMap<Long, NodeLoad> NONE = Collections.emptySortedMap();

  private final NodeImage image;
  private final SortedMap<String, Map<String, NodeLoad>> byMachine = new TreeMap<>();

  /// The nodes of each cluster from the oldest to the youngest: their order must not depend on
  /// which joined first, since whoever rebuilds this does not know.
  private final SortedMap<String, SortedMap<Long, NodeLoad>> byAge = new TreeMap<>();

  public Capacity(NodeImage image) {
    this.image = image;
  }

  /// The nodes that have joined a cluster, from the oldest to the youngest.
  public Collection<NodeLoad> nodes(String cluster) {
    return Collections.unmodifiableCollection(byAge.getOrDefault(cluster, NONE).values());
  }

  public @Nullable NodeLoad node(NodeId id) {
    return byMachine.getOrDefault(id.cluster(), Map.of()).get(id.machine());
  }

  /// The nodes, of any cluster, that one of these cloud disks is attached to. A disk can be
  /// attached to one node only, so whoever mounts it has to go there.
  public List<NodeId> holders(Collection<String> disks) {
    if (disks.isEmpty()) {
      return List.of();
    }
    return byMachine.values().stream()
        .flatMap(machines -> machines.values().stream())
        .filter(load -> load.holdsOneOf(disks))
        .map(load -> load.node().id())
        .toList();
  }

  /// Takes note of what a node has become; nodes count from when they join.
  public void follow(Node node) {
    NodeLoad known = node(node.id());
    if (known != null) {
      known.become(node);
    } else if (node.phase() == NodePhase.READY || node.phase() == NodePhase.LEAVING) {
      var load = new NodeLoad(node, image);
      byMachine
          .computeIfAbsent(node.id().cluster(), _ -> new TreeMap<>())
          .put(node.id().machine(), load);
      byAge.computeIfAbsent(node.id().cluster(), _ -> new TreeMap<>()).put(node.born(), load);
    }
  }

  public void forget(Node node) {
    String cluster = node.id().cluster();
    Map<String, NodeLoad> machines = byMachine.get(cluster);
    if (machines != null && machines.remove(node.id().machine()) != null) {
      byAge.getOrDefault(cluster, NONE).remove(node.born());
      if (machines.isEmpty()) {
        byMachine.remove(cluster);
        byAge.remove(cluster);
      }
    }
  }

  /// Takes note of what a replica has become.
  public void follow(Replica replica) {
    NodeLoad load = of(replica);
    if (load != null) {
      load.put(replica);
    }
  }

  public void forget(Replica replica) {
    NodeLoad load = of(replica);
    if (load != null) {
      load.remove(replica);
    }
  }

  /// Of the node that a replica is on.
  public @Nullable NodeLoad of(Replica replica) {
    String machine = replica.node();
    return machine == null ? null : node(new NodeId(replica.id().service().cluster(), machine));
  }
}
