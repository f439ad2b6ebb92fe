package drydock.service;

import drydock.kernel.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The active replicas of a service, the least useful of each revision first, as since Kubernetes
/// 1.22 (pkg/controller/controller_utils.go, ActivePodsWithRanks). Among those in use, first who
/// shares its node with most others of the service. Ages count by their order of magnitude alone,
/// so that those of the last update do not all go; among such as are of one age chance decides,
/// which here are the letters at the end of their names.
///
/// Who shares a node has the same crowd around it. So only the first of each node are compared by
/// it, and when somebody comes or goes, those beside it keep their places. And an age is of one
/// magnitude until it has doubled, so that a replica gets a new rank rarely.
final class Usefulness {

  /// @param age in nanoseconds, since it was ready or, if it is not, was made; cut down to a power
  ///   of two, or 0
  /// @param until when the age is the next power of two
  private record Rank(Replica replica, long age, Instant until) {

    static Rank of(Replica replica, Instant now) {
      Instant readyAt = replica.state().readyAt();
      Instant since = readyAt == null ? replica.createdAt() : readyAt;
      long age = Long.highestOneBit(Math.max(0, Duration.between(since, now).toNanos()));
      Instant until = age == 0 ? since.plusNanos(1) : since.plusNanos(age).plusNanos(age);
      return new Rank(replica, age, until);
    }

    String name() {
      return replica.id().name();
    }

    int restarts() {
      return replica.ready() ? 0 : replica.restartsMax();
    }
  }

  /// The first of a revision on a node.
  ///
  /// @param crowd how many of the service are there
  private record Head(Rank rank, int crowd) {}

  private static final Comparator<Rank> NOT_IN_USE_FIRST =
      Comparator.comparing(Rank::replica, Victims.NOT_IN_USE_FIRST);

  private static final Comparator<Rank> MOST_RESTARTED_FIRST =
      Comparator.comparingInt(Rank::restarts)
          .reversed()
          .thenComparingLong(Rank::age)
          .thenComparing(Rank::name);

  private static final Comparator<Rank> ON_ONE_NODE =
      NOT_IN_USE_FIRST.thenComparing(MOST_RESTARTED_FIRST);

  private static final Comparator<Head> ON_ALL_NODES =
      Comparator.comparing(Head::rank, NOT_IN_USE_FIRST)
          .thenComparing(Comparator.comparingInt(Head::crowd).reversed())
          .thenComparing(Head::rank, MOST_RESTARTED_FIRST);

  private static final Comparator<Rank> DUE_FIRST =
      Comparator.comparing(Rank::until).thenComparing(Rank::name);

  private static final String NOWHERE = "";

  private final Collection<Replica> replicas;
  private final Map<String, Integer> crowds = new TreeMap<>();

  /// By revision, from when it is first asked for.
  private final Map<String, Line> lines = new TreeMap<>();

  /// Nodes where somebody came, went or got another rank since anybody was asked for.
  private final SortedSet<String> stirred = new TreeSet<>();

  private Instant now;

  /// @param replicas of the service, as they are whenever they are looked at
  Usefulness(Collection<Replica> replicas, Instant now) {
    this.replicas = replicas;
    this.now = now;
    for (Replica replica : replicas) {
      if (replica.active()) {
        crowd(replica, 1);
      }
    }
  }

  /// So many of a revision, the least useful first.
  ///
  /// @param at not before the last one
  List<Replica> least(Revision revision, int count, Instant at) {
    now = at;
    Line line = lines.computeIfAbsent(revision.name(), this::line);
    line.age();
    lines.values().forEach(each -> each.compareAnew(stirred));
    stirred.clear();
    return line.first(count);
  }

  private Line line(String revision) {
    Line line = new Line();
    for (Replica replica : replicas) {
      if (replica.active() && replica.revision().equals(revision)) {
        line.add(replica);
      }
    }
    return line;
  }

  /// An active replica comes or goes; one that changes goes as it was and comes as it is.
  void count(Replica replica, int sign) {
    crowd(replica, sign);
    stirred.add(place(replica));
    lines.computeIfPresent(
        replica.revision(),
        (_, line) -> {
          if (sign > 0) {
            line.add(replica);
          } else {
            line.remove(replica);
          }
          return line.ranks.isEmpty() ? null : line;
        });
  }

  private void crowd(Replica replica, int sign) {
    crowds.merge(place(replica), sign, Counts::sum);
  }

  private static String place(Replica replica) {
    String node = replica.node();
    return node == null ? NOWHERE : node;
  }

  /// Those of one revision.
  private final class Line {

    private final Map<String, Rank> ranks = new TreeMap<>();
    private final NavigableSet<Rank> due = new TreeSet<>(DUE_FIRST);
    private final Map<String, NavigableSet<Rank>> nodes = new TreeMap<>();
    private final Map<String, Head> heads = new TreeMap<>();
    private final NavigableSet<Head> order = new TreeSet<>(ON_ALL_NODES);

    void add(Replica replica) {
      Rank rank = Rank.of(replica, now);
      ranks.put(rank.name(), rank);
      due.add(rank);
      nodes.computeIfAbsent(place(replica), _ -> new TreeSet<>(ON_ONE_NODE)).add(rank);
      stirred.add(place(replica));
    }

    void remove(Replica replica) {
      Rank rank = ranks.remove(replica.id().name());
      if (rank == null) {
        throw new IllegalStateException("a replica has no rank: " + replica.id());
      }
      due.remove(rank);
      nodes.computeIfPresent(
          place(replica),
          (_, there) -> {
            there.remove(rank);
            return there.isEmpty() ? null : there;
          });
      stirred.add(place(replica));
    }

    /// Gives new ranks to those whose age is of another magnitude by now.
    void age() {
      while (!due.isEmpty() && !due.first().until.isAfter(now)) {
        Replica replica = due.first().replica;
        remove(replica);
        add(replica);
      }
    }

    /// Compares nodes by who is first there now. All go before any comes, for who moved has been
    /// the first of one node and may be that of another.
    void compareAnew(SortedSet<String> some) {
      for (String node : some) {
        Head before = heads.remove(node);
        if (before != null) {
          order.remove(before);
        }
      }
      for (String node : some) {
        NavigableSet<Rank> there = nodes.get(node);
        if (there != null) {
          Head head = new Head(there.first(), crowds.getOrDefault(node, 0));
          heads.put(node, head);
          order.add(head);
        }
      }
    }

    /// Merges the nodes; no more of them can matter than are asked for.
    List<Replica> first(int count) {
      NavigableSet<Head> next = new TreeSet<>(ON_ALL_NODES);
      order.stream().limit(count).forEach(next::add);
      List<Replica> first = new ArrayList<>();
      while (first.size() < count && !next.isEmpty()) {
        Head least = next.removeFirst();
        first.add(least.rank.replica);
        Rank after = beside(least.rank).higher(least.rank);
        if (after != null) {
          next.add(new Head(after, least.crowd));
        }
      }
      return first;
    }

    private NavigableSet<Rank> beside(Rank rank) {
      return nodes.getOrDefault(place(rank.replica), Collections.emptyNavigableSet());
    }
  }
}
