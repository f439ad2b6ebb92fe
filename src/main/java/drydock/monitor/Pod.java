package drydock.monitor;

import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.monitor.Incident.Kind;
import drydock.monitor.Incident.Reason;
import drydock.service.Container;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.Service;
import drydock.world.World;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The replica of an event as Kubernetes knows it, and what is told of it.
///
/// @param replica null where the event is the one that makes it
/// @param node where it is; null if it is nowhere yet
record Pod(
    String name, @Nullable Replica replica, List<Container> containers, @Nullable Node node) {

  static Pod of(ReplicaEvent event, World world) {
    Replica replica = world.services().replica(event.replica());
    Service service = world.services().find(event.replica().service());
    List<Container> containers =
        service == null || replica == null ? List.of() : service.containers(replica);
    String machine =
        event instanceof ReplicaEvent.Scheduled scheduled
            ? scheduled.node()
            : replica == null ? null : replica.node();
    Node node =
        machine == null
            ? null
            : world.clusters().node(new NodeId(event.replica().service().cluster(), machine));
    return new Pod(event.replica().name(), replica, containers, node);
  }

  /// Nodes are called by their address.
  String nodeName() {
    return node == null ? "" : node.addresses().lan();
  }

  String revision() {
    return replica == null ? "" : replica.revision();
  }

  boolean runs(Container container) {
    return replica != null && replica.runs(container.name());
  }

  /// Whether a kubelet that looks after it can be heard.
  boolean seen() {
    return node != null && !node.health().silent();
  }

  Incident normal(Reason reason, String message) {
    return Incident.normal(Kind.POD, name, reason, message);
  }

  Incident warning(Reason reason, String message) {
    return Incident.warning(Kind.POD, name, reason, message);
  }

  Incident killing(String container, String why) {
    return normal(Reason.KILLING, "Killing container with id docker://" + container + ":" + why);
  }

  /// A container that the kubelet could not start, for a reason of its own and in these words.
  Incident failedSync(String container, String why, String words) {
    return warning(
        Reason.FAILED_SYNC,
        "Error syncing pod, skipping: failed to \"StartContainer\" for \""
            + container
            + "\" with "
            + why
            + ": \""
            + words.replace("\"", "\\\"")
            + "\"\n");
  }

  List<Incident> each(Function<Container, Incident> tell) {
    return containers.stream().map(tell).toList();
  }

  /// The pulls that begin: of images that the node did not have when the replica was made.
  List<Incident> pulling() {
    return containers.stream()
        .filter(this::pulls)
        .map(each -> normal(Reason.PULLING, "pulling image \"" + each.image() + "\""))
        .toList();
  }

  Incident pulled(Container container) {
    String image = "\"" + container.image() + "\"";
    return normal(
        Reason.PULLED,
        pulls(container)
            ? "Successfully pulled image " + image
            : "Container image " + image + " already present on machine");
  }

  /// A container starts whose image has come.
  List<Incident> started() {
    return List.of(
        normal(Reason.CREATED, "Created container"), normal(Reason.STARTED, "Started container"));
  }

  private boolean pulls(Container container) {
    if (node == null || replica == null || container.pulledAlways()) {
      return true;
    }
    var availableAt = node.images().get(container.image());
    return availableAt == null || !availableAt.isBefore(replica.createdAt());
  }
}
