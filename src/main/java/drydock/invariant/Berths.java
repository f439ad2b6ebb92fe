package drydock.invariant;

import drydock.cluster.NodeId;
import drydock.placement.LabelMatch;
import drydock.placement.NodeLoad;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaPhase;
import drydock.service.Service;
import drydock.world.World;

/// Where replicas are placed. Pod affinity is not looked at: which pods were there at that moment
/// is known only to who placed it, because the first of them may go anywhere.
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
    Service service = world.services().find(event.replica().service());
    Replica replica = world.services().replica(event.replica());
    if (service == null || replica == null) {
      return false;
    }
    PodTemplate template = service.revision(replica.revision()).template();
    return LabelMatch.all(template.nodeAffinity(), load.node().labels());
  }
}
