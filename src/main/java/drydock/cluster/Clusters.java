package drydock.cluster;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The fold of all events of clusters, nodes and namespaces.
public final class Clusters {

  private final SortedMap<String, Cluster> clusters = new TreeMap<>();

  /// Nodes and namespaces of each cluster, from the oldest to the youngest.
  private final SortedMap<String, Map<String, Node>> nodes = new TreeMap<>();

  private final SortedMap<String, Map<String, Namespace>> namespaces = new TreeMap<>();

  private int nodeCount;

  public Collection<Cluster> list() {
    return Collections.unmodifiableCollection(clusters.values());
  }

  public @Nullable Cluster find(String cluster) {
    return clusters.get(cluster);
  }

  public Collection<Node> nodes(String cluster) {
    return Collections.unmodifiableCollection(nodes.getOrDefault(cluster, Map.of()).values());
  }

  public @Nullable Node node(NodeId id) {
    return nodes.getOrDefault(id.cluster(), Map.of()).get(id.machine());
  }

  /// How many nodes there are in all clusters.
  public int nodeCount() {
    return nodeCount;
  }

  public Collection<Namespace> namespaces(String cluster) {
    return Collections.unmodifiableCollection(namespaces.getOrDefault(cluster, Map.of()).values());
  }

  public boolean hasNamespace(String cluster, String name) {
    return namespaces.getOrDefault(cluster, Map.of()).containsKey(name);
  }

  public void evolve(ClusterEvent event, long position, Instant at) {
    switch (event) {
      case ClusterEvent.Created(var id, var spec) ->
          restore(new Cluster(id, spec, ClusterStatus.CREATING, position, at, at));
      case ClusterEvent.StatusChanged(var id, var status) ->
          clusters.computeIfPresent(id, (_, cluster) -> cluster.with(status, at));
      case ClusterEvent.Deleted(var id) -> {
        clusters.remove(id);
        nodeCount -= nodes(id).size();
        nodes.remove(id);
        namespaces.remove(id);
      }
    }
  }

  public void evolve(NodeEvent event, long position, Instant at) {
    NodeId id = event.node();
    switch (event) {
      case NodeEvent.Ordered ordered -> restore(Node.ordered(ordered, position, at));
      case NodeEvent.Booted booted -> replace(known(id).booted(booted.readyAt()));
      case NodeEvent.Joined _ -> replace(known(id).joined(at));
      case NodeEvent.RemovalStarted started -> replace(known(id).leaving(started.goneAt()));
      case NodeEvent.BootFailed _, NodeEvent.Removed _ -> remove(id);
    }
  }

  public void evolve(NamespaceEvent event, long position, Instant at) {
    switch (event) {
      case NamespaceEvent.Created(var cluster, var name, var description) ->
          restore(new Namespace(cluster, name, description, position, at));
      case NamespaceEvent.Deleted(var cluster, var name) ->
          members(namespaces, cluster).remove(name);
    }
  }

  /// Puts a node in place of its earlier self.
  public void replace(Node node) {
    if (members(nodes, node.id().cluster()).put(node.id().machine(), node) == null) {
      nodeCount++;
    }
  }

  private void remove(NodeId id) {
    if (members(nodes, id.cluster()).remove(id.machine()) != null) {
      nodeCount--;
    }
  }

  /// Takes in what an earlier fold came to; members from the oldest to the youngest.
  public void restore(Cluster cluster) {
    clusters.put(cluster.id(), cluster);
  }

  public void restore(Node node) {
    replace(node);
  }

  public void restore(Namespace namespace) {
    members(namespaces, namespace.cluster()).put(namespace.name(), namespace);
  }

  public List<Node> allNodes() {
    return nodes.values().stream().flatMap(each -> each.values().stream()).toList();
  }

  public List<Namespace> allNamespaces() {
    return namespaces.values().stream().flatMap(each -> each.values().stream()).toList();
  }

  private Node known(NodeId id) {
    Node node = node(id);
    if (node == null) {
      throw new IllegalStateException("an event tells of a node that is not there: " + id);
    }
    return node;
  }

  private static <T> Map<String, T> members(SortedMap<String, Map<String, T>> all, String cluster) {
    return all.computeIfAbsent(cluster, _ -> new LinkedHashMap<>());
  }
}
