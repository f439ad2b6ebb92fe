package drydock.placement;

import drydock.service.ServiceId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// How the replicas of one service are spread over nodes and over their zones, and what that makes
/// of each node for another one: the fewer are there the better, and two thirds of it are the
/// zone's (Kubernetes 1.10, SelectorSpread; every node carries the label of its zone). Only nodes
/// that have room count.
final class Spread {

  private static final int MAX = 10;
  private static final double ZONE_WEIGHT = 2.0 / 3.0;

  private final int[] onNode;
  private final int[] zoneOf;
  private final int[] inZone;
  private final int mostOnNode;
  private final int mostInZone;

  Spread(ServiceId service, List<NodeLoad> nodes) {
    onNode = new int[nodes.size()];
    zoneOf = new int[nodes.size()];
    List<String> zones = new ArrayList<>();
    for (int i = 0; i < onNode.length; i++) {
      onNode[i] = nodes.get(i).of(service);
      String zone = nodes.get(i).node().spec().zone();
      zoneOf[i] = zones.indexOf(zone);
      if (zoneOf[i] < 0) {
        zoneOf[i] = zones.size();
        zones.add(zone);
      }
    }
    inZone = new int[zones.size()];
    for (int i = 0; i < onNode.length; i++) {
      inZone[zoneOf[i]] += onNode[i];
    }
    mostOnNode = IntStream.of(onNode).max().orElse(0);
    mostInZone = IntStream.of(inZone).max().orElse(0);
  }

  /// From 0 to 10, for the n-th of the nodes.
  int score(int node) {
    double byNode = share(onNode[node], mostOnNode);
    double byZone = share(inZone[zoneOf[node]], mostInZone);
    return (int) (byNode * (1.0 - ZONE_WEIGHT) + ZONE_WEIGHT * byZone);
  }

  private static double share(int here, int most) {
    return most == 0 ? MAX : MAX * ((double) (most - here) / most);
  }
}
