package drydock.placement;

import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.cluster.NodePhase;
import drydock.profile.Profile.NodeImage;
import drydock.service.Replica;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the nodes of every cluster hold and have left. It follows from nodes and replicas, and is
/// rebuilt from them.
public final class Capacity {

  private final NodeImage image;
  private final SortedMap<String, Map<String, NodeLoad>> loads = new TreeMap<>();

  public Capacity(NodeImage image) {
    this.image = image;
  }

  /// The nodes that have joined a cluster, from the first.
  public Collection<NodeLoad> nodes(String cluster) {
    return Collections.unmodifiableCollection(loads.getOrDefault(cluster, Map.of()).values());
  }

  public @Nullable NodeLoad node(NodeId id) {
    return loads.getOrDefault(id.cluster(), Map.of()).get(id.machine());
  }

  /// Takes note of what a node has become; nodes count from when they join.
  public void follow(Node node) {
    NodeLoad known = node(node.id());
    if (known != null) {
      known.become(node);
    } else if (node.phase() == NodePhase.READY || node.phase() == NodePhase.LEAVING) {
      loads
          .computeIfAbsent(node.id().cluster(), _ -> new LinkedHashMap<>())
          .put(node.id().machine(), new NodeLoad(node, image));
    }
  }

  public void forget(NodeId id) {
    Map<String, NodeLoad> cluster = loads.get(id.cluster());
    if (cluster != null && cluster.remove(id.machine()) != null && cluster.isEmpty()) {
      loads.remove(id.cluster());
    }
  }

  /// Takes note of what a replica has become.
  public void follow(Replica replica) {
    NodeLoad load = loadOf(replica);
    if (load != null) {
      load.put(replica);
    }
  }

  public void forget(Replica replica) {
    NodeLoad load = loadOf(replica);
    if (load != null) {
      load.remove(replica);
    }
  }

  private @Nullable NodeLoad loadOf(Replica replica) {
    String machine = replica.node();
    return machine == null ? null : node(new NodeId(replica.id().service().cluster(), machine));
  }
}
