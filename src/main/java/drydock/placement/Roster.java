package drydock.placement;

import drydock.cluster.Node;
import drydock.service.ServiceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The nodes of a cluster, numbered from the oldest to the youngest, so that a set of them is a set
/// of bits; with what placement keeps about them. Numbers say nothing but the order: those of nodes
/// that have gone stay free until too many are.
final class Roster {

  interface Reader {
    /// Sees a node as it is now; null if it has gone.
    void see(int number, @Nullable NodeLoad node);
  }

  /// So many kinds of replicas are kept a ranking for; of others it is made anew.
  private static final int RANKINGS_MAX = 256;

  private static final int FREE_NUMBERS_MIN = 64;

  /// Numbers by the births of nodes, those still on their way to join among them.
  private final SortedMap<Long, Integer> numbers = new TreeMap<>();

  private final List<@Nullable NodeLoad> nodes = new ArrayList<>();

  /// The nodes that have joined, by age.
  private final SortedMap<Long, NodeLoad> joined = new TreeMap<>();

  /// The numbers of the nodes that changed last.
  private final Recency changed = new Recency();

  private final Map<ServiceId, Dispersal> dispersals = new LinkedHashMap<>();
  private final SequencedMap<Kind, Ranking> rankings = new LinkedHashMap<>();
  private Holdings holdings = new Holdings();

  /// Nodes that have joined, from the oldest to the youngest.
  Collection<NodeLoad> nodes() {
    return Collections.unmodifiableCollection(joined.values());
  }

  boolean isEmpty() {
    return numbers.isEmpty();
  }

  /// Gives a node its number. Nodes come from the oldest to the youngest.
  void expect(Node node) {
    if (!numbers.containsKey(node.born())) {
      numbers.put(node.born(), nodes.size());
      nodes.add(null);
    }
  }

  void join(NodeLoad load) {
    joined.put(load.node().born(), load);
    load.number(Objects.requireNonNull(numbers.get(load.node().born())));
    nodes.set(load.number(), load);
    change(load);
  }

  void leave(Node node) {
    Integer number = numbers.remove(node.born());
    if (number != null) {
      joined.remove(node.born());
      nodes.set(number, null);
      changed.touch(number);
      if (nodes.size() > 2 * numbers.size() + FREE_NUMBERS_MIN) {
        renumber();
      }
    }
  }

  private void renumber() {
    nodes.clear();
    changed.clear();
    dispersals.clear();
    rankings.clear();
    holdings = new Holdings();
    numbers.replaceAll((born, _) -> {
      NodeLoad load = joined.get(born);
      if (load != null) {
        load.number(nodes.size());
      }
      nodes.add(load);
      return nodes.size() - 1;
    });
    for (NodeLoad load : joined.values()) {
      change(load);
      load.residents().forEach(each -> disperse(each.id().service(), load, 1));
    }
  }

  /// A node that has joined.
  NodeLoad node(int number) {
    return Objects.requireNonNull(nodes.get(number));
  }

  /// A node alone, if it is all of these; else none.
  BitSet only(List<NodeLoad> all) {
    var one = new BitSet();
    NodeLoad first = all.getFirst();
    if (all.size() == 1 && first.equals(joined.get(first.node().born()))) {
      one.set(first.number());
    }
    return one;
  }

  /// Takes note that a node is not what it was.
  void change(NodeLoad load) {
    changed.touch(load.number());
  }

  /// Takes note that a node has so many replicas of a service more, or fewer.
  void disperse(ServiceId service, NodeLoad load, int more) {
    Dispersal dispersal = dispersals.computeIfAbsent(service, _ -> new Dispersal());
    dispersal.add(load.number(), more);
    if (dispersal.isEmpty()) {
      dispersals.remove(service);
    }
  }

  /// How many changes there were.
  long changes() {
    return changed.touches();
  }

  /// Shows all nodes that have changed after the n-th change.
  void changedSince(long change, Reader reader) {
    changed.since(change, number -> reader.see(number, nodes.get(number)));
  }

  /// Where the replicas of a service are.
  Dispersal dispersal(ServiceId service) {
    return dispersals.getOrDefault(service, Dispersal.NONE);
  }

  /// How all nodes suit a kind of replica now.
  Ranking ranking(Kind kind) {
    Ranking ranking = rankings.remove(kind);
    if (ranking == null) {
      ranking = new Ranking(kind);
    }
    rankings.putLast(kind, ranking);
    if (rankings.size() > RANKINGS_MAX) {
      rankings.pollFirstEntry();
    }
    ranking.catchUp(this);
    return ranking;
  }

  /// Which nodes have which images. Nothing is kept about that where nobody asks.
  Holdings holdings(Instant now) {
    holdings.catchUp(this, now);
    return holdings;
  }
}
