package drydock.placement;

import drydock.cluster.NodeId;
import drydock.cluster.Pressure;
import drydock.service.PodTemplate;
import drydock.service.Qos;
import drydock.service.Replica;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What a replica asks of a node.
///
/// @param holders the nodes that the disks it mounts are attached to
/// @param anywhere whether it is the first of a kind that wants to be beside its like, and need not
///   be beside anybody
public record Demand(
    Replica replica, PodTemplate template, List<NodeId> holders, boolean anywhere) {

  static Demand of(
      Replica replica, PodTemplate template, Capacity capacity, Collection<NodeLoad> cluster) {
    String namespace = replica.id().service().namespace();
    return new Demand(
        replica,
        template,
        capacity.holders(replica.share().disks()),
        PodAffinity.waived(template, namespace, cluster));
  }

  boolean metBy(NodeLoad node) {
    return Fit.holds(replica, node)
        && pressures(node).isEmpty()
        && reachesDisks(node)
        && NodeAffinity.allows(template, node.node())
        && likesCompany(node);
  }

  /// What keeps the replica off a node; empty if nothing does. Of company nothing is said where
  /// something else is amiss.
  List<Obstacle> unmet(NodeLoad node) {
    List<Obstacle> obstacles = new ArrayList<>(Fit.shortages(replica, node));
    obstacles.addAll(pressures(node));
    if (!NodeAffinity.allows(template, node.node())) {
      obstacles.add(Obstacle.NODE_SELECTOR);
    }
    if (!reachesDisks(node)) {
      obstacles.add(Obstacle.DISK);
    }
    return !obstacles.isEmpty() || likesCompany(node)
        ? obstacles
        : List.of(Obstacle.POD_AFFINITY, Obstacle.POD_AFFINITY_RULES);
  }

  /// A node that runs short of memory keeps off those that asked for nothing, and one that runs
  /// short of disk everybody (CheckNodeMemoryPressure, CheckNodeDiskPressure).
  private List<Obstacle> pressures(NodeLoad node) {
    List<Obstacle> obstacles = new ArrayList<>();
    for (Pressure pressure : node.node().health().pressures()) {
      switch (pressure.resource()) {
        case MEMORY -> {
          if (Qos.of(template) == Qos.BEST_EFFORT) {
            obstacles.add(Obstacle.MEMORY_PRESSURE);
          }
        }
        case DISK -> obstacles.add(Obstacle.DISK_PRESSURE);
      }
    }
    return obstacles;
  }

  /// Whether no disk that the replica mounts is attached to another node.
  private boolean reachesDisks(NodeLoad node) {
    return holders.stream().allMatch(node.node().id()::equals);
  }

  private boolean likesCompany(NodeLoad node) {
    return anywhere || PodAffinity.allows(template, replica.id().service().namespace(), node);
  }
}
