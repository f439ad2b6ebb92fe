package drydock.placement;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the constraints that every cluster of 1.30 has make of the spread: a skew of up to 3
/// between nodes and of up to 5 between zones, wished for and not demanded
/// (podtopologyspread/plugin.go and scoring.go). A place costs what its node and its zone have,
/// each the more the more of them there are; the dearest scores least.
///
/// @param inZones how many replicas each zone has in which a node will do
/// @param byNode what one replica on the node costs
/// @param byZone what one replica in the zone costs
record TopologySpread(
    SortedMap<String, Integer> inZones, double byNode, double byZone, long cheapest, long dearest)
    implements Spread {

  private static final int MAX = 100;
  private static final int WEIGHT = 2;
  private static final int NODE_SKEW = 3;
  private static final int ZONE_SKEW = 5;

  static TopologySpread of(Collection<Bunch> bunches) {
    SortedMap<String, Integer> inZones = new TreeMap<>();
    int nodes = 0;
    for (Bunch bunch : bunches) {
      if (bunch.feasible()) {
        inZones.put(bunch.zone(), 0);
        nodes += bunch.nodes();
      }
    }
    for (Bunch bunch : bunches) {
      inZones.computeIfPresent(
          bunch.zone(), (_, count) -> count + bunch.nodes() * bunch.replicas());
    }
    var unscaled = new TopologySpread(inZones, weight(nodes), weight(inZones.size()), 0, 0);
    long cheapest = Long.MAX_VALUE;
    long dearest = 0;
    for (Bunch bunch : bunches) {
      if (bunch.feasible()) {
        long cost = unscaled.cost(bunch.replicas(), bunch.zone());
        cheapest = Math.min(cheapest, cost);
        dearest = Math.max(dearest, cost);
      }
    }
    return new TopologySpread(inZones, unscaled.byNode, unscaled.byZone, cheapest, dearest);
  }

  private static double weight(int places) {
    return StrictMath.log(places + 2);
  }

  private long cost(int onNode, String zone) {
    double node = onNode * byNode + (NODE_SKEW - 1);
    double inZone = inZones.getOrDefault(zone, 0) * byZone + (ZONE_SKEW - 1);
    return Math.round(node + inZone);
  }

  /// From 0 to 200, for it counts twice.
  @Override
  public int score(int onNode, String zone) {
    return WEIGHT * (int) (MAX * (dearest + cheapest - cost(onNode, zone)) / dearest);
  }
}
