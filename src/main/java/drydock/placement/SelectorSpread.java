package drydock.placement;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/// The fewer of a service's replicas are on a node the better, and two thirds of it are the zone's
/// (Kubernetes 1.10, SelectorSpread; every node carries the label of its zone). Only nodes that
/// have room count.
///
/// @param mostOnNode the most replicas that one node has
/// @param inZones how many each zone has
record SelectorSpread(int mostOnNode, SortedMap<String, Integer> inZones, int mostInZone)
    implements Spread {

  private static final int MAX = 10;
  private static final double ZONE_WEIGHT = 2.0 / 3.0;

  static SelectorSpread of(Collection<Bunch> bunches) {
    SortedMap<String, Integer> inZones = new TreeMap<>();
    int most = 0;
    for (Bunch bunch : bunches) {
      if (bunch.feasible()) {
        inZones.merge(bunch.zone(), bunch.nodes() * bunch.replicas(), Integer::sum);
        most = Math.max(most, bunch.replicas());
      }
    }
    int mostInZone = inZones.values().stream().mapToInt(each -> each).max().orElse(0);
    return new SelectorSpread(most, inZones, mostInZone);
  }

  /// From 0 to 10, for a node of a zone that has so many replicas.
  @Override
  public int score(int onNode, String zone) {
    double byNode = share(onNode, mostOnNode);
    double byZone = share(inZones.getOrDefault(zone, 0), mostInZone);
    return (int) (byNode * (1.0 - ZONE_WEIGHT) + ZONE_WEIGHT * byZone);
  }

  private static double share(int here, int most) {
    return most == 0 ? MAX : MAX * ((double) (most - here) / most);
  }
}
