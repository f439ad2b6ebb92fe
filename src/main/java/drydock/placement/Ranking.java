package drydock.placement;

import drydock.service.Filtering;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How all nodes of a cluster suit one kind of replica, kept as they change: a replica that is
/// placed changes one node, and only that one is looked at again. Nodes are told by their numbers
/// in the [Roster].
final class Ranking {

  /// What a node is for replicas of the kind: what keeps them off it, or else its score, without
  /// what spreading adds. Company and disks are not in it.
  ///
  /// @param zone empty where the replicas there do not count for spreading
  record Rank(List<Obstacle> obstacles, String zone, int score) {

    private static Rank of(Kind kind, NodeLoad node) {
      List<Obstacle> obstacles = Obstacles.of(kind, node);
      boolean feasible = obstacles.isEmpty();
      String zone = feasible || Spread.countsFull(kind, node) ? node.node().spec().zone() : "";
      return new Rank(obstacles, zone, feasible ? Score.of(kind, node) : 0);
    }
  }

  private final Kind kind;
  private final Map<Rank, BitSet> groups = new LinkedHashMap<>();
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
    if (before != null && !before.equals(now)) {
      groups.computeIfPresent(before, (_, nodes) -> without(nodes, number));
    }
    if (now != null && !now.equals(before)) {
      groups.computeIfAbsent(now, _ -> new BitSet()).set(number);
    }
    count(before, now);
    ranks.set(number, now);
    company.set(number, node != null && PodAffinity.allows(kind, node));
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

  /// The nodes of each rank.
  Map<Rank, BitSet> groups() {
    return groups;
  }

  /// What filters make of the nodes, company and disks aside.
  Filtering filtering() {
    return obstacles.filtering();
  }

  BitSet company() {
    return company;
  }
}
