package drydock.cluster;

import drydock.kernel.Counts;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How many nodes pull images: they share what the registry sends. A node pulls one image after the
/// other, so it counts once, until the last is there. It follows from nodes, and is rebuilt from
/// them.
public final class Pulls {

  /// How many nodes are done at each moment to come.
  private final NavigableMap<Instant, Integer> ends = new TreeMap<>();

  private int pulling;

  /// How many nodes other than this one pull at a moment. Moments that are asked about never run
  /// backwards, so what is over by then is forgotten.
  public int others(Node node, Instant now) {
    for (var first = ends.firstEntry();
        first != null && !first.getKey().isAfter(now);
        first = ends.firstEntry()) {
      add(first.getKey(), -first.getValue());
    }
    return node.pullsUntil().isAfter(now) ? pulling - 1 : pulling;
  }

  void follow(@Nullable Node before, @Nullable Node after) {
    Instant from = before == null ? null : before.pullsUntil();
    Instant to = after == null ? null : after.pullsUntil();
    if (Objects.equals(from, to)) {
      return;
    }
    if (from != null && ends.containsKey(from)) {
      add(from, -1);
    }
    if (to != null) {
      add(to, 1);
    }
  }

  private void add(Instant end, int more) {
    ends.merge(end, more, Counts::sum);
    pulling += more;
  }
}
