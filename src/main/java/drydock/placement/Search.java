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

  /// The nodes with the highest score of those that were offered.
  private static final class Best {
    private int score;
    private final BitSet nodes = new BitSet();

    void offer(int offered, BitSet those) {
      if (offered > score && !those.isEmpty()) {
        score = offered;
        nodes.clear();
      }
      if (offered == score) {
        nodes.or(those);
      }
    }
  }

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
    List<Bunch> bunches = bunches();
    if (bunches.stream().noneMatch(Bunch::feasible)) {
      return new BitSet();
    }
    SortedMap<Integer, BitSet> local = byLocality(images);
    var spread = Spread.of(release, bunches);
    int most = local.isEmpty() ? 0 : local.lastKey();
    int more = most + highest(spread, bunches);
    var best = new Best();
    for (var group : ranking.groups().entrySet()) {
      Ranking.Rank rank = group.getKey();
      if (rank.score() + more < best.score) {
        break;
      }
      if (rank.feasible()) {
        BitSet nodes = both(both(group.getValue(), reaching), company);
        local.forEach((score, having) -> offer(rank, score, both(nodes, having), spread, best));
        offer(rank, 0, without(nodes, local.values()), spread, best);
      }
    }
    return best.nodes;
  }

  private static int highest(Spread spread, List<Bunch> bunches) {
    return bunches.stream()
        .filter(Bunch::feasible)
        .mapToInt(each -> spread.score(each.replicas(), each.zone()))
        .max()
        .orElse(0);
  }

  private void offer(Ranking.Rank rank, int more, BitSet nodes, Spread spread, Best best) {
    for (int count = 0; count <= dispersal.most(); count++) {
      int score = rank.score() + more + spread.score(count, rank.zone());
      if (score >= best.score) {
        best.offer(score, dispersal.of(nodes, count));
      }
    }
  }

  private SortedMap<Integer, BitSet> byLocality(Images images) {
    Function<String, BitSet> holders = image -> roster.holdings(images.now()).of(image);
    double nodes = roster.nodes().size();
    return ImageLocality.of(
            release, template, images, image -> holders.apply(image).cardinality() / nodes)
        .scores(holders);
  }

  private List<Bunch> bunches() {
    List<Bunch> bunches = new ArrayList<>();
    BitSet feasible = both(both(ranking.feasible(), reaching), company);
    ranking
        .zones()
        .forEach((zone, nodes) -> {
          for (int count = 0; count <= dispersal.most(); count++) {
            BitSet alike = dispersal.of(nodes, count);
            int all = alike.cardinality();
            alike.and(feasible);
            int open = alike.cardinality();
            if (open > 0) {
              bunches.add(new Bunch(zone, count, open, true));
            }
            if (all > open) {
              bunches.add(new Bunch(zone, count, all - open, false));
            }
          }
        });
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
