package drydock.placement;

import drydock.kernel.Counts;
import drydock.service.Filtering;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How many nodes each obstacle keeps a replica off, kept as nodes change.
final class ObstacleCount {

  private final Map<Obstacle, Integer> counts = new EnumMap<>(Obstacle.class);
  private int nodes;
  private int feasible;

  /// What the counts come to, until they change.
  private @Nullable Filtering sum;

  /// So many nodes more, or fewer, have these obstacles.
  void add(List<Obstacle> obstacles, int more) {
    nodes += more;
    feasible += obstacles.isEmpty() ? more : 0;
    for (Obstacle obstacle : obstacles) {
      counts.merge(obstacle, more, Counts::sum);
    }
    sum = null;
  }

  Filtering filtering() {
    if (sum == null) {
      sum = feasible == nodes ? new Filtering(nodes, null, null) : partial();
    }
    return sum;
  }

  private Filtering partial() {
    SortedMap<String, Integer> ruledOut = new TreeMap<>();
    counts.forEach((obstacle, count) -> {
      if (!obstacle.filter().isEmpty()) {
        ruledOut.put(obstacle.filter(), count);
      }
    });
    return new Filtering(nodes, feasible, Collections.unmodifiableSortedMap(ruledOut));
  }
}
