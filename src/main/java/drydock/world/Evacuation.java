package drydock.world;

import drydock.cluster.Cluster;
import drydock.cluster.NodeId;
import drydock.cluster.NodePhase;
import drydock.kernel.Event;
import drydock.placement.NodeLoad;
import drydock.service.Replenishing;
import drydock.service.Replica;
import drydock.service.StopReason;
import java.util.ArrayList;
import java.util.List;

/// Telling replicas to leave their nodes; their services replace them elsewhere.
final class Evacuation {

  private final World world;
  private final Replenishing replenishing;

  Evacuation(World world, Replenishing replenishing) {
    this.world = world;
    this.replenishing = replenishing;
  }

  /// From all nodes of a cluster that leave it.
  List<Event> leaving(Cluster cluster) {
    List<Event> events = new ArrayList<>();
    for (NodeLoad load : world.capacity().nodes(cluster.id())) {
      if (load.node().phase() == NodePhase.LEAVING) {
        stop(load, StopReason.NODE_REMOVED, events);
      }
    }
    return events;
  }

  /// From a node that is drained.
  List<Event> drained(NodeId node) {
    List<Event> events = new ArrayList<>();
    NodeLoad load = world.capacity().node(node);
    if (load != null) {
      stop(load, StopReason.NODE_DRAINED, events);
    }
    return events;
  }

  private void stop(NodeLoad load, StopReason why, List<Event> events) {
    for (Replica resident : load.residents()) {
      if (resident.active()) {
        events.add(replenishing.stop(resident, why, world.now()));
      }
    }
  }
}
