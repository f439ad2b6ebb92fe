package drydock.monitor;

import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.kernel.Dice;
import drydock.monitor.Incident.Kind;
import drydock.monitor.Incident.Reason;
import drydock.profile.Release;
import drydock.registry.Registry;
import drydock.service.Container;
import drydock.service.FailedProbes;
import drydock.service.Probe;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaId;
import drydock.service.Service;
import drydock.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The replica of an event as Kubernetes knows it, and what is told of it.
///
/// @param replica null where the event is the one that makes it
/// @param node where it is; null if it is nowhere yet
/// @param release of its cluster, which words what is told
record Pod(
    ReplicaId id,
    @Nullable Replica replica,
    List<Container> containers,
    @Nullable Node node,
    Release release) {

  /// Of names that Kubernetes makes up (apimachinery, util/rand).
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

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
    Release release = world.clusters().release(event.replica().service().cluster());
    return new Pod(event.replica(), replica, containers, node, release);
  }

  String name() {
    return id.name();
  }

  String namespace() {
    return id.service().namespace();
  }

  /// Nodes are called by their address.
  String nodeName() {
    return node == null ? "" : node.addresses().lan();
  }

  String revision() {
    return replica == null ? "" : replica.revision();
  }

  Optional<Container> container(String name) {
    return containers.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /// What is told of its containers' probes that fail, by the containers' names.
  List<Refrain> failing(@Nullable SortedMap<String, List<FailedProbes>> failing) {
    List<Refrain> all = new ArrayList<>();
    if (failing != null) {
      failing.forEach((name, probes) -> probes.forEach(each -> all.add(failing(name, each))));
    }
    return all;
  }

  private Refrain failing(String container, FailedProbes failed) {
    Function<Container, @Nullable Probe> check =
        failed.check() == FailedProbes.Check.LIVENESS ? Container::live : Container::ready;
    Probe probe = container(container).map(check).orElse(null);
    String address = replica == null ? "" : replica.state().address();
    Incident incident =
        warning(Reason.UNHEALTHY, CheckFailure.text(failed, probe, address, release));
    long times = failed.times() == null ? Long.MAX_VALUE : failed.times();
    return new Refrain(container, incident, failed.firstAt(), failed.every(), times);
  }

  boolean runs(Container container) {
    return replica != null && replica.runs(container.name());
  }

  /// Whether a kubelet that looks after it can be heard.
  boolean seen() {
    return node != null && !node.health().silent();
  }

  Incident normal(Reason reason, String message) {
    return Incident.normal(Kind.POD, name(), reason, message);
  }

  Incident warning(Reason reason, String message) {
    return Incident.warning(Kind.POD, name(), reason, message);
  }

  Incident tell(Reason reason, Phrase phrase, Object... words) {
    return normal(reason, phrase.in(release, words));
  }

  /// A container that the kubelet could not start, for a reason of its own and in these words. 1.30
  /// tells the reason alone.
  Incident failedSync(String container, String why, String words) {
    return switch (release) {
      case K8S_1_7, K8S_1_8, K8S_1_9, K8S_1_10 ->
          warning(
              Reason.FAILED_SYNC,
              "Error syncing pod, skipping: failed to \"StartContainer\" for \""
                  + container
                  + "\" with "
                  + why
                  + ": \""
                  + words.replace("\"", "\\\"")
                  + "\"\n");
      case MODERN -> warning(Reason.FAILED, "Error: " + why);
    };
  }

  /// The volumes that its containers mount, and the token of its namespace's account, which every
  /// pod has (pkg/volume/util/operationexecutor). Nobody tells of them since 1.11.
  List<Incident> mounted() {
    if (release == Release.MODERN) {
      return List.of();
    }
    SortedSet<String> names = new TreeSet<>();
    containers.forEach(each -> each.mounts().forEach(mount -> names.add(mount.volume())));
    String account = id.service().cluster() + " " + namespace();
    names.add("default-token-" + new Dice(0).letters("token", account, 0, ALPHABET, 5));
    return names.stream()
        .map(name -> "MountVolume.SetUp succeeded for volume \"" + name + "\" ")
        .map(text -> normal(Reason.MOUNTED, text))
        .toList();
  }

  /// The pulls that begin: of images that the node did not have when the replica was made.
  List<Incident> pulling() {
    return containers.stream()
        .filter(this::pulls)
        .map(each -> tell(Reason.PULLING, Phrase.PULLING, each.image()))
        .toList();
  }

  /// The images are there.
  ///
  /// @param pull null if nobody saw it begin
  List<Incident> pulled(@Nullable Pull pull, Registry registry) {
    List<Incident> all = new ArrayList<>();
    for (Container each : containers) {
      String known =
          pull == null || node == null ? "" : pull.text(node, registry.bytes(each.image()));
      all.add(
          pulls(each) ? tell(Reason.PULLED, Phrase.PULLED, each.image(), known) : present(each));
    }
    return all;
  }

  private Incident present(Container container) {
    return normal(
        Reason.PULLED, "Container image \"" + container.image() + "\" already present on machine");
  }

  /// A container starts whose image has come.
  List<Incident> started(Container container) {
    return List.of(
        tell(Reason.CREATED, Phrase.CREATED, container.name()),
        tell(Reason.STARTED, Phrase.STARTED, container.name()));
  }

  /// A container starts again.
  List<Incident> restarted(Container container) {
    List<Incident> all = new ArrayList<>();
    all.add(present(container));
    all.addAll(started(container));
    return all;
  }

  private boolean pulls(Container container) {
    if (node == null || replica == null || container.pulledAlways()) {
      return true;
    }
    var availableAt = node.images().get(container.image());
    return availableAt == null || !availableAt.isBefore(replica.createdAt());
  }
}
