package drydock.placement;

import drydock.profile.Release;
import drydock.service.Filtering;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The search for a node for one replica, over sets of nodes: however many there are, those of one
/// zone, one score and one number of the service's replicas are looked at as one. It comes to what
/// [Placement#verdicts] says of each node.
final class Search {

  /// Nodes that are alike, but for how many replicas of the service they have.
  private record Group(String zone, int score, BitSet nodes, boolean feasible) {}

  private final Release release;
  private final PodTemplate template;
  private final Roster roster;
  private final Ranking ranking;
  private final Dispersal dispersal;

  /// The nodes that reach the replica's disks; null if all do.
  private final @Nullable BitSet reaching;

  /// The nodes with the company it wants; null if any will do.
  private final @Nullable BitSet company;

  Search(Replica replica, PodTemplate template, Release release, Capacity capacity) {
    this.release = release;
    this.template = template;
    roster = capacity.roster(replica.id().service().cluster());
    ranking = roster.ranking(Kind.of(replica, template, release));
    dispersal = roster.dispersal(replica.id().service());
    List<NodeLoad> holders = capacity.holders(replica.share().disks());
    reaching = holders.isEmpty() ? null : roster.only(holders);
    boolean anywhere =
        template.podAffinity().isEmpty()
            || (PodAffinity.meetsItself(template) && ranking.company().isEmpty());
    company = anywhere ? null : ranking.company();
  }

  /// The nodes with the highest score; none if no node will do.
  BitSet best(Images images) {
    List<Group> groups = groups(byLocality(images));
    var spread = Spread.of(release, bunches(groups));
    var best = new BitSet();
    int top = 0;
    for (Group group : groups) {
      for (int count = 0; group.feasible && count <= dispersal.most(); count++) {
        int score = group.score + spread.score(count, group.zone);
        BitSet those = score < top ? new BitSet() : dispersal.of(group.nodes, count);
        if (score > top && !those.isEmpty()) {
          top = score;
          best.clear();
        }
        best.or(those);
      }
    }
    return best;
  }

  /// All nodes that will do, and those others whose replicas count for spreading.
  ///
  /// @param local what some score more than others, for the images that they have
  private List<Group> groups(SortedMap<Integer, BitSet> local) {
    List<Group> groups = new ArrayList<>();
    ranking
        .groups()
        .forEach((rank, nodes) -> {
          boolean open = rank.obstacles().isEmpty();
          BitSet left = open ? both(both(nodes, reaching), company) : new BitSet();
          local.forEach((more, having) -> {
            BitSet those = both(left, having);
            if (!those.isEmpty()) {
              groups.add(new Group(rank.zone(), rank.score() + more, those, true));
            }
          });
          BitSet plain = without(left, local.values());
          if (!plain.isEmpty()) {
            groups.add(new Group(rank.zone(), rank.score(), plain, true));
          }
          if (!rank.zone().isEmpty() && left.cardinality() < nodes.cardinality()) {
            groups.add(new Group(rank.zone(), 0, without(nodes, List.of(left)), false));
          }
        });
    return groups;
  }

  private SortedMap<Integer, BitSet> byLocality(Images images) {
    Function<String, BitSet> holders = image -> roster.holdings(images.now()).of(image);
    double nodes = roster.nodes().size();
    return ImageLocality.of(
            release, template, images, image -> holders.apply(image).cardinality() / nodes)
        .scores(holders);
  }

  private List<Bunch> bunches(List<Group> groups) {
    List<Bunch> bunches = new ArrayList<>();
    for (Group group : groups) {
      for (int count = 0; count <= dispersal.most(); count++) {
        int nodes = dispersal.of(group.nodes, count).cardinality();
        if (nodes > 0) {
          bunches.add(new Bunch(group.zone, count, nodes, group.feasible));
        }
      }
    }
    return bunches;
  }

  /// How many nodes will do, and what rules out the others.
  Filtering filtering() {
    if (reaching == null && company == null) {
      return ranking.filtering();
    }
    var count = new ObstacleCount();
    refusals().forEach(each -> count.add(each.obstacles(), each.nodes()));
    return count.filtering();
  }

  /// What keeps the replica off how many nodes; nothing off those that will do.
  List<Refusal> refusals() {
    List<Refusal> refusals = new ArrayList<>();
    ranking
        .groups()
        .forEach((rank, nodes) -> {
          BitSet near = both(nodes, reaching);
          BitSet away = without(nodes, List.of(near));
          refuse(refusals, rank.obstacles(), near, true);
          refuse(refusals, rank.obstacles(), away, false);
        });
    return refusals;
  }

  private void refuse(List<Refusal> refusals, List<Obstacle> own, BitSet nodes, boolean near) {
    int all = nodes.cardinality();
    int liked = both(nodes, company).cardinality();
    if (liked > 0) {
      refusals.add(new Refusal(Obstacles.complete(own, release, near, true), liked));
    }
    if (all > liked) {
      refusals.add(new Refusal(Obstacles.complete(own, release, near, false), all - liked));
    }
  }

  private static BitSet both(BitSet one, @Nullable BitSet other) {
    if (other == null) {
      return one;
    }
    BitSet those = (BitSet) one.clone();
    those.and(other);
    return those;
  }

  private static BitSet without(BitSet all, Collection<BitSet> those) {
    if (those.isEmpty()) {
      return all;
    }
    BitSet others = (BitSet) all.clone();
    those.forEach(others::andNot);
    return others;
  }

  /// The n-th of some nodes, from the oldest.
  NodeLoad node(BitSet of, int n) {
    long[] words = of.toLongArray();
    int before = 0;
    int word = 0;
    while (before + Long.bitCount(words[word]) <= n) {
      before += Long.bitCount(words[word]);
      word++;
    }
    int number = of.nextSetBit(word * Long.SIZE);
    for (int i = before; i < n; i++) {
      number = of.nextSetBit(number + 1);
    }
    return roster.node(number);
  }
}
