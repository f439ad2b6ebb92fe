package drydock.cluster;

import static drydock.kernel.Rejection.Reason.INVALID;
import static drydock.kernel.Rejection.Reason.NAMESPACE_EXISTS;
import static drydock.kernel.Rejection.Reason.NAMESPACE_NOT_FOUND;
import static drydock.kernel.Rejection.Reason.NAMESPACE_TERMINATING;
import static drydock.kernel.Rejection.Reason.NODE_NOT_FOUND;

import drydock.kernel.Decision;
import drydock.kernel.Dice;
import drydock.kernel.Event;
import drydock.profile.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is asked of clusters, nodes and namespaces and done at once: ModifyClusterAttributes,
/// ModifyProjectId, ModifyClusterNodeLabel, ModifyClusterNodeSchedulable, DrainClusterNode,
/// CreateClusterNamespace, ModifyNamespaceDescription, DeleteClusterNamespace.
public final class Upkeep {

  /// Namespaces that a cluster cannot be without.
  private static final List<String> PERMANENT = List.of("default", "kube-system");

  /// A name can be changed at any time before the end.
  private static final Set<ClusterStatus> PRESENT =
      EnumSet.complementOf(EnumSet.of(ClusterStatus.DELETING));

  private final Clusters clusters;
  private final EndpointRules endpoints;

  public Upkeep(Clusters clusters, Profile profile, Dice dice) {
    this.clusters = clusters;
    this.endpoints = new EndpointRules(clusters, profile, dice);
  }

  /// Decides; what a drained node loses is for the caller to add, who knows its replicas.
  public Decision decide(UpkeepCommand command, Instant now) {
    Set<ClusterStatus> allowed =
        command instanceof UpkeepCommand.Describe describe && describe.open() == null
            ? PRESENT
            : Standing.ANSWERING;
    return Standing.in(
        allowed,
        clusters.find(command.cluster()),
        command.cluster(),
        cluster -> decide(command, cluster, now));
  }

  private Decision decide(UpkeepCommand command, Cluster cluster, Instant now) {
    return switch (command) {
      case UpkeepCommand.Describe describe -> describe(describe, cluster, now);
      case UpkeepCommand.Label(var node, var labels) ->
          clusters.node(node) == null
              ? noNode(node)
              : Decision.accept(new NodeEvent.Labelled(node, labels));
      case UpkeepCommand.Cordon(var id, var machines, var cordoned) ->
          cordon(id, machines, cordoned);
      case UpkeepCommand.Drain(var node) -> cordon(node.cluster(), List.of(node.machine()), true);
      case UpkeepCommand.CreateNamespace(var id, var name, var description) ->
          clusters.hasNamespace(id, name)
              ? Decision.reject(NAMESPACE_EXISTS, "name " + name + " is taken in " + id)
              : Decision.accept(new NamespaceEvent.Created(id, name, description));
      case UpkeepCommand.DescribeNamespace(var id, var name, var description) ->
          clusters.hasNamespace(id, name)
              ? Decision.accept(new NamespaceEvent.Described(id, name, description))
              : noNamespace("name", id, name);
      case UpkeepCommand.DeleteNamespaces(var id, var names) -> deleteNamespaces(id, names);
    };
  }

  private Decision describe(UpkeepCommand.Describe command, Cluster cluster, Instant now) {
    List<Event> events = new ArrayList<>();
    ClusterSpec is = cluster.spec();
    String name = or(command.name(), is.name());
    String description = or(command.description(), is.description());
    long project = or(command.project(), is.project());
    if (!is.described(name, description, project).equals(is)) {
      events.add(new ClusterEvent.Described(cluster.id(), name, description, project));
    }
    if (command.open() == null) {
      return Decision.accept(events);
    }
    return switch (endpoints.decide(cluster, command.open(), now)) {
      case Decision.Rejected rejected -> rejected;
      case Decision.Accepted(var more) -> {
        events.addAll(more);
        yield Decision.accept(events);
      }
    };
  }

  private static <T> T or(@Nullable T asked, T otherwise) {
    return asked == null ? otherwise : asked;
  }

  private Decision cordon(String cluster, List<String> machines, boolean cordoned) {
    List<Event> events = new ArrayList<>();
    for (String machine : new LinkedHashSet<>(machines)) {
      var id = new NodeId(cluster, machine);
      Node node = clusters.node(id);
      if (node == null) {
        return noNode(id);
      }
      if (node.cordoned() != cordoned) {
        events.add(cordoned ? new NodeEvent.Cordoned(id) : new NodeEvent.Uncordoned(id));
      }
    }
    return Decision.accept(events);
  }

  private Decision deleteNamespaces(String cluster, List<String> names) {
    List<Event> events = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      if (PERMANENT.contains(name)) {
        return Decision.reject(INVALID, "names: " + name + " cannot be deleted");
      }
      Namespace namespace = clusters.namespace(cluster, name);
      if (namespace == null) {
        return noNamespace("names", cluster, name);
      }
      if (namespace.terminating()) {
        return Decision.reject(
            NAMESPACE_TERMINATING, "names: " + name + " is being deleted already");
      }
      events.add(new NamespaceEvent.TerminationStarted(cluster, name));
    }
    return Decision.accept(events);
  }

  private static Decision noNode(NodeId id) {
    return Decision.reject(
        NODE_NOT_FOUND, "instanceId " + id.machine() + " is no node of " + id.cluster());
  }

  private static Decision noNamespace(String parameter, String cluster, String name) {
    return Decision.reject(
        NAMESPACE_NOT_FOUND, parameter + " " + name + " is no namespace of " + cluster);
  }
}
