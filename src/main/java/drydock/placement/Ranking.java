package drydock.placement;

import drydock.service.Filtering;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How all nodes of a cluster suit one kind of replica, kept as they change: a replica that is
/// placed changes one node, and only that one is looked at again. Nodes are told by their numbers
/// in the [Roster].
final class Ranking {

  /// What a node is for replicas of the kind: what keeps them off it, or else its score, without
  /// what spreading adds. Company and disks are not in it.
  ///
  /// @param zone empty where the replicas there do not count for spreading
  record Rank(List<Obstacle> obstacles, String zone, int score) implements Comparable<Rank> {

    private static Rank of(Kind kind, NodeLoad node) {
      List<Obstacle> obstacles = Obstacles.of(kind, node);
      boolean feasible = obstacles.isEmpty();
      String zone = feasible || Spread.countsFull(kind, node) ? node.node().spec().zone() : "";
      return new Rank(obstacles, zone, feasible ? Score.of(kind, node) : 0);
    }

    boolean feasible() {
      return obstacles.isEmpty();
    }

    /// The highest score first.
    @Override
    public int compareTo(Rank other) {
      int order = Integer.compare(other.score, score);
      if (order == 0) {
        order = zone.compareTo(other.zone);
      }
      for (int i = 0; order == 0 && i < obstacles.size() && i < other.obstacles.size(); i++) {
        order = obstacles.get(i).compareTo(other.obstacles.get(i));
      }
      return order == 0 ? Integer.compare(obstacles.size(), other.obstacles.size()) : order;
    }
  }

  private final Kind kind;
  private final SortedMap<Rank, BitSet> groups = new TreeMap<>();

  /// The nodes of each zone whose replicas count for spreading.
  private final SortedMap<String, BitSet> zones = new TreeMap<>();

  /// The nodes that nothing keeps replicas off.
  private final BitSet feasible = new BitSet();

  private final List<@Nullable Rank> ranks = new ArrayList<>();

  private final ObstacleCount obstacles = new ObstacleCount();

  /// The nodes with company that the kind asks for.
  private final BitSet company = new BitSet();

  private long seen;

  Ranking(Kind kind) {
    this.kind = kind;
  }

  /// Looks at the nodes that have changed since it last did.
  void catchUp(Roster roster) {
    roster.changedSince(seen, this::look);
    seen = roster.changes();
  }

  private void look(int number, @Nullable NodeLoad node) {
    while (ranks.size() <= number) {
      ranks.add(null);
    }
    Rank before = ranks.get(number);
    Rank now = node == null ? null : Rank.of(kind, node);
    if (!Objects.equals(before, now)) {
      move(number, before, now);
      count(before, now);
      ranks.set(number, now);
    }
    company.set(number, node != null && PodAffinity.allows(kind, node));
  }

  private void move(int number, @Nullable Rank before, @Nullable Rank now) {
    if (before != null) {
      groups.computeIfPresent(before, (_, nodes) -> without(nodes, number));
      zones.computeIfPresent(before.zone, (_, nodes) -> without(nodes, number));
    }
    if (now != null) {
      groups.computeIfAbsent(now, _ -> new BitSet()).set(number);
      if (!now.zone.isEmpty()) {
        zones.computeIfAbsent(now.zone, _ -> new BitSet()).set(number);
      }
    }
    feasible.set(number, now != null && now.feasible());
  }

  private void count(@Nullable Rank before, @Nullable Rank now) {
    if (before != null && now != null && before.obstacles.equals(now.obstacles)) {
      return;
    }
    if (before != null) {
      obstacles.add(before.obstacles, -1);
    }
    if (now != null) {
      obstacles.add(now.obstacles, 1);
    }
  }

  /// Null if none are left.
  private static @Nullable BitSet without(BitSet nodes, int number) {
    nodes.clear(number);
    return nodes.isEmpty() ? null : nodes;
  }

  /// The nodes of each rank, those with the highest score first.
  SortedMap<Rank, BitSet> groups() {
    return groups;
  }

  /// The nodes of each zone whose replicas count for spreading.
  SortedMap<String, BitSet> zones() {
    return zones;
  }

  /// The nodes that nothing keeps replicas off.
  BitSet feasible() {
    return feasible;
  }

  /// What filters make of the nodes, company and disks aside.
  Filtering filtering() {
    return obstacles.filtering();
  }

  BitSet company() {
    return company;
  }
}
