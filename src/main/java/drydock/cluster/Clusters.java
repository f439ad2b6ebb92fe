package drydock.cluster;

import drydock.profile.Catalogue;
import drydock.profile.Release;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The fold of all events of clusters, nodes and namespaces, and of the machines that nodes leave.
public final class Clusters {

  private final SortedMap<String, Cluster> clusters = new TreeMap<>();

  /// Nodes and namespaces of each cluster, from the oldest to the youngest.
  private final SortedMap<String, Map<String, Node>> nodes = new TreeMap<>();

  private final SortedMap<String, Map<String, Namespace>> namespaces = new TreeMap<>();

  private final Spares spares = new Spares();
  private final Zones zones = new Zones();
  private final Pulls pulls = new Pulls();

  private int nodeCount;

  public Collection<Cluster> list() {
    return Collections.unmodifiableCollection(clusters.values());
  }

  public @Nullable Cluster find(String cluster) {
    return clusters.get(cluster);
  }

  /// How the Kubernetes of a cluster behaves; like one of today if the cluster is gone.
  public Release release(String cluster) {
    Cluster known = find(cluster);
    return known == null ? Release.MODERN : known.release();
  }

  public Collection<Node> nodes(String cluster) {
    return Collections.unmodifiableCollection(nodes.getOrDefault(cluster, Map.of()).values());
  }

  public @Nullable Node node(NodeId id) {
    return nodes.getOrDefault(id.cluster(), Map.of()).get(id.machine());
  }

  /// The node that a machine is, in whichever cluster; null if it is none.
  public @Nullable Node nodeOf(String machine) {
    for (Map<String, Node> members : nodes.values()) {
      Node node = members.get(machine);
      if (node != null) {
        return node;
      }
    }
    return null;
  }

  public Zones zones() {
    return zones;
  }

  public Pulls pulls() {
    return pulls;
  }

  public Spares spares() {
    return spares;
  }

  /// How many nodes there are in all clusters.
  public int nodeCount() {
    return nodeCount;
  }

  public Collection<Namespace> namespaces(String cluster) {
    return Collections.unmodifiableCollection(namespaces.getOrDefault(cluster, Map.of()).values());
  }

  public @Nullable Namespace namespace(String cluster, String name) {
    return namespaces.getOrDefault(cluster, Map.of()).get(name);
  }

  public boolean hasNamespace(String cluster, String name) {
    return namespace(cluster, name) != null;
  }

  public boolean isTerminating(String cluster, String name) {
    Namespace namespace = namespace(cluster, name);
    return namespace != null && namespace.terminating();
  }

  public void evolve(ClusterEvent event, long position, Instant at) {
    String id = event.cluster();
    switch (event) {
      case ClusterEvent.Created created -> restore(Cluster.created(created, position, at));
      case ClusterEvent.StatusChanged(_, var status) -> restore(known(id).with(status, at));
      case ClusterEvent.Described(_, var name, var description, var project) ->
          restore(known(id).with(known(id).spec().described(name, description, project), at));
      case ClusterEvent.MachinesRefused _ -> {}
      case ClusterEvent.EndpointOrdered(_, var address, var opensAt) ->
          restore(known(id).with(new ApiEndpoint(ApiEndpoint.Phase.OPENING, address), opensAt, at));
      case ClusterEvent.EndpointOpened _ ->
          restore(known(id).with(known(id).endpoint().in(ApiEndpoint.Phase.OPEN), null, at));
      case ClusterEvent.EndpointClosing(_, var goneAt) ->
          restore(known(id).with(known(id).endpoint().in(ApiEndpoint.Phase.CLOSING), goneAt, at));
      case ClusterEvent.EndpointClosed _ -> restore(known(id).with(ApiEndpoint.NONE, null, at));
      case ClusterEvent.Deleted _ -> {
        clusters.remove(id);
        nodeCount -= nodes(id).size();
        nodes.remove(id);
        zones.forget(id);
        namespaces.remove(id);
      }
    }
  }

  public void evolve(NodeEvent event, long position, Instant at) {
    NodeId id = event.node();
    boolean stood = zones.standstill(id.cluster());
    fold(event, position, at);
    if (stood && !zones.standstill(id.cluster())) {
      zones.resume(id.cluster(), at);
    }
  }

  private void fold(NodeEvent event, long position, Instant at) {
    NodeId id = event.node();
    switch (event) {
      case NodeEvent.Ordered ordered -> restore(Node.ordered(ordered, position, at));
      case NodeEvent.Adopted adopted -> {
        spares.claim(id.machine());
        restore(Node.adopted(adopted, position));
      }
      case NodeEvent.Purchased purchased -> replace(known(id).purchased(purchased.bootedAt()));
      case NodeEvent.Booted booted -> replace(known(id).booted(booted.readyAt()));
      case NodeEvent.Joined joined -> replace(known(id).joined(at, joined.outage()));
      case NodeEvent.Labelled labelled -> replace(known(id).labelled(labelled.labels()));
      case NodeEvent.Cordoned _ -> replace(known(id).cordoned(true));
      case NodeEvent.Uncordoned _ -> replace(known(id).cordoned(false));
      case NodeEvent.RemovalStarted started ->
          replace(known(id).leaving(started.goneAt(), !started.returned()));
      case NodeEvent.BootFailed _, NodeEvent.Removed _ -> remove(known(id));
      case NodeEvent.HealthChange change -> {
        replace(known(id).in(known(id).health().evolve(change, at)));
        if (change instanceof NodeEvent.ImagesDeleted deleted) {
          deleted.images().forEach(image -> replace(known(id).lacking(image)));
        }
        if (change instanceof NodeEvent.PodsEvicted) {
          zones.evicted(known(id), at);
        }
      }
    }
  }

  public void evolve(NamespaceEvent event, long position, Instant at) {
    switch (event) {
      case NamespaceEvent.Created(var cluster, var name, var description) ->
          restore(new Namespace(cluster, name, description, false, position, at));
      case NamespaceEvent.Described(var cluster, var name, var description) ->
          restore(known(cluster, name).described(description));
      case NamespaceEvent.TerminationStarted(var cluster, var name) ->
          restore(known(cluster, name).ending());
      case NamespaceEvent.Deleted(var cluster, var name) ->
          members(namespaces, cluster).remove(name);
    }
  }

  /// Puts a node in place of its earlier self.
  public void replace(Node node) {
    Node before = members(nodes, node.id().cluster()).put(node.id().machine(), node);
    if (before == null) {
      nodeCount++;
    }
    zones.follow(before, node);
    pulls.follow(before, node);
  }

  private void remove(Node node) {
    members(nodes, node.id().cluster()).remove(node.id().machine());
    nodeCount--;
    zones.follow(node, null);
    pulls.follow(node, null);
    if (node.kept()) {
      spares.keep(Spare.of(node));
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

  /// Every address that a node, another machine of the account or the endpoint of a cluster has.
  public List<String> addresses(Catalogue catalogue) {
    List<String> all = new ArrayList<>();
    for (Node node : allNodes()) {
      all.add(node.addresses().lan());
      all.add(node.addresses().wan());
    }
    for (Spare spare : spares.list(catalogue)) {
      all.add(spare.lan());
      all.add(spare.wan());
    }
    list().forEach(cluster -> all.add(cluster.endpoint().address()));
    all.removeIf(String::isEmpty);
    return all;
  }

  private Cluster known(String cluster) {
    return present(find(cluster), cluster);
  }

  private Node known(NodeId id) {
    return present(node(id), id);
  }

  private Namespace known(String cluster, String name) {
    return present(namespace(cluster, name), cluster + "/" + name);
  }

  private static <T> T present(@Nullable T thing, Object id) {
    if (thing == null) {
      throw new IllegalStateException("an event tells of what is not there: " + id);
    }
    return thing;
  }

  private static <T> Map<String, T> members(SortedMap<String, Map<String, T>> all, String cluster) {
    return all.computeIfAbsent(cluster, _ -> new LinkedHashMap<>());
  }
}
