package drydock.invariant;

import drydock.cluster.NodeId;
import drydock.placement.LabelMatch;
import drydock.placement.NodeLoad;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaPhase;
import drydock.service.Revision;
import drydock.world.World;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Where replicas are placed.
final class Berths {

  private final World world;
  private final Findings findings;

  Berths(World world, Findings findings) {
    this.world = world;
    this.findings = findings;
  }

  void beforePlaced(ReplicaEvent.Scheduled event) {
    Replica replica = world.services().replica(event.replica());
    findings.expect(
        replica != null && replica.phase() == ReplicaPhase.PENDING && replica.node() == null,
        Invariant.PLACEMENT,
        event.replica(),
        "is placed and did not wait for it");
    findings.expect(
        replica == null || inCompany(replica, event.node()),
        Invariant.PLACEMENT,
        event.replica(),
        "is placed on " + event.node() + ", without the pods it wants beside it");
  }

  /// Whether such a pod is there as its pod affinity asks for; none is anywhere, and it is the
  /// first of them itself (Kubernetes' first-pod rule, predicates.go of 1.7 to 1.10).
  private boolean inCompany(Replica replica, String machine) {
    PodTemplate template = template(replica);
    if (template == null || template.podAffinity().isEmpty()) {
      return true;
    }
    String cluster = replica.id().service().cluster();
    NodeLoad there = world.capacity().node(new NodeId(cluster, machine));
    return (there != null && companion(replica, template, there))
        || (LabelMatch.all(template.podAffinity(), template.labels())
            && world.capacity().nodes(cluster).stream()
                .noneMatch(node -> companion(replica, template, node)));
  }

  private boolean companion(Replica replica, PodTemplate template, NodeLoad node) {
    String namespace = replica.id().service().namespace();
    SortedMap<String, String> platform = world.profile().nodes().podLabels();
    boolean beside =
        namespace.equals("default")
            && !platform.isEmpty()
            && LabelMatch.all(template.podAffinity(), platform);
    return beside
        || node.residents().stream()
            .anyMatch(each ->
                each.id().service().namespace().equals(namespace)
                    && LabelMatch.all(template.podAffinity(), each.labels()));
  }

  void placed(ReplicaEvent.Scheduled event) {
    var id = new NodeId(event.replica().service().cluster(), event.node());
    NodeLoad load = world.capacity().node(id);
    if (load == null) {
      findings.expect(
          false, Invariant.PLACEMENT, event.replica(), "is placed where no node is: " + id);
      return;
    }
    findings.expect(
        load.node().schedulable(),
        Invariant.PLACEMENT,
        event.replica(),
        "is placed on " + id + ", which takes none");
    findings.expect(
        matches(event, load),
        Invariant.PLACEMENT,
        event.replica(),
        "is placed on " + id + ", which is not what it asks for");
    findings.expect(
        load.cpuFree() >= 0 && load.memoryFree() >= 0 && load.podsFree() >= 0,
        Invariant.CAPACITY,
        id,
        "holds more than fits, with " + event.replica());
  }

  private boolean matches(ReplicaEvent.Scheduled event, NodeLoad load) {
    Replica replica = world.services().replica(event.replica());
    PodTemplate template = replica == null ? null : template(replica);
    return template != null && LabelMatch.all(template.nodeAffinity(), load.node().labels());
  }

  private @Nullable PodTemplate template(Replica replica) {
    Revision revision = world.services().revision(replica);
    return revision == null ? null : revision.template();
  }
}
