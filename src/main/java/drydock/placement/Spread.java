package drydock.placement;

import drydock.service.ServiceId;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/// How the replicas of one service are spread over nodes and over their zones, and what that makes
/// of each node for another one: the fewer are there the better, and two thirds of it are the
/// zone's (Kubernetes 1.10, SelectorSpread; every node carries the label of its zone). Only nodes
/// that have room count.
///
/// @param mostOnNode the most replicas that one node has
/// @param inZones how many each zone has
record Spread(int mostOnNode, SortedMap<String, Integer> inZones, int mostInZone) {

  private static final int MAX = 10;
  private static final double ZONE_WEIGHT = 2.0 / 3.0;

  Spread(int mostOnNode, SortedMap<String, Integer> inZones) {
    this(mostOnNode, inZones, inZones.values().stream().mapToInt(each -> each).max().orElse(0));
  }

  static Spread of(ServiceId service, Collection<NodeLoad> nodes) {
    SortedMap<String, Integer> inZones = new TreeMap<>();
    int most = 0;
    for (NodeLoad node : nodes) {
      inZones.merge(node.node().spec().zone(), node.of(service), Integer::sum);
      most = Math.max(most, node.of(service));
    }
    return new Spread(most, inZones);
  }

  /// From 0 to 10, for a node of a zone that has so many replicas.
  int score(int onNode, String zone) {
    double byNode = share(onNode, mostOnNode);
    double byZone = share(inZones.getOrDefault(zone, 0), mostInZone);
    return (int) (byNode * (1.0 - ZONE_WEIGHT) + ZONE_WEIGHT * byZone);
  }

  private static double share(int here, int most) {
    return most == 0 ? MAX : MAX * ((double) (most - here) / most);
  }
}
