package drydock.service;

import drydock.kernel.Counts;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The replicas of a service, from the oldest to the youngest, and how many of each revision are
/// how far. The counts are kept as replicas change, so that asking for one costs nothing however
/// many there are.
public final class Fleet {

  /// How many replicas count, are ready, are available, crash again and again, and cannot be
  /// placed, crash or have lost their readiness.
  public record Tally(int active, int ready, int available, int crashing, int stuck) {

    static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    private static Tally of(Replica replica) {
      return new Tally(
          replica.active() ? 1 : 0,
          replica.ready() ? 1 : 0,
          replica.state().available() ? 1 : 0,
          replica.crashLooping() ? 1 : 0,
          replica.stuck() ? 1 : 0);
    }

    private Tally plus(Tally other, int sign) {
      return new Tally(
          active + sign * other.active,
          ready + sign * other.ready,
          available + sign * other.available,
          crashing + sign * other.crashing,
          stuck + sign * other.stuck);
    }
  }

  private final Map<String, Replica> replicas = new LinkedHashMap<>();
  private final Map<String, Tally> tallies = new TreeMap<>();
  private final Map<String, Integer> sizes = new TreeMap<>();
  private final Map<Condition, Integer> conditions = new EnumMap<>(Condition.class);

  /// The active replicas of a revision, the least useful first, from when they are first asked for.
  private final Map<String, SortedSet<Replica>> byUse = new TreeMap<>();

  /// The same as since 1.22; null until it is first asked for.
  private @Nullable Usefulness usefulness;

  private Tally total = Tally.NONE;

  public Collection<Replica> replicas() {
    return Collections.unmodifiableCollection(replicas.values());
  }

  public @Nullable Replica find(String name) {
    return replicas.get(name);
  }

  public int size() {
    return replicas.size();
  }

  /// How many of a revision there are, those on their way out among them.
  int size(Revision revision) {
    return sizes.getOrDefault(revision.name(), 0);
  }

  public boolean isEmpty() {
    return replicas.isEmpty();
  }

  /// Replicas of all revisions.
  public Tally total() {
    return total;
  }

  public Tally of(Revision revision) {
    return tallies.getOrDefault(revision.name(), Tally.NONE);
  }

  /// How many active replicas are in each condition.
  public Map<Condition, Integer> conditions() {
    return Collections.unmodifiableMap(conditions);
  }

  /// So many of the active replicas of a revision, the least useful first, as up to 1.10.
  List<Replica> leastUseful(Revision revision, int count) {
    return byUse.computeIfAbsent(revision.name(), this::sorted).stream().limit(count).toList();
  }

  /// The same as since 1.22, where ages change the order.
  ///
  /// @param now not before the last one
  List<Replica> leastUseful(Revision revision, int count, Instant now) {
    if (usefulness == null) {
      usefulness = new Usefulness(replicas(), now);
    }
    return usefulness.least(revision, count, now);
  }

  private SortedSet<Replica> sorted(String revision) {
    SortedSet<Replica> sorted = new TreeSet<>(Victims.LEAST_USEFUL_FIRST);
    for (Replica replica : replicas.values()) {
      if (replica.active() && replica.revision().equals(revision)) {
        sorted.add(replica);
      }
    }
    return sorted;
  }

  void put(Replica replica) {
    Replica before = replicas.put(replica.id().name(), replica);
    if (before != null) {
      count(before, -1);
    }
    count(replica, 1);
  }

  void remove(String name) {
    Replica before = replicas.remove(name);
    if (before != null) {
      count(before, -1);
    }
  }

  private void count(Replica replica, int sign) {
    Tally one = Tally.of(replica);
    total = total.plus(one, sign);
    sizes.merge(replica.revision(), sign, Counts::sum);
    tallies.merge(
        replica.revision(),
        one,
        (tally, more) -> {
          Tally sum = tally.plus(more, sign);
          return sum.equals(Tally.NONE) ? null : sum;
        });
    if (replica.active()) {
      conditions.merge(Condition.of(replica), sign, Counts::sum);
      byUse.computeIfPresent(replica.revision(), (_, sorted) -> recount(sorted, replica, sign));
      if (usefulness != null) {
        usefulness.count(replica, sign);
      }
    }
  }

  private static @Nullable SortedSet<Replica> recount(
      SortedSet<Replica> sorted, Replica replica, int sign) {
    if (sign > 0) {
      sorted.add(replica);
    } else {
      sorted.remove(replica);
    }
    return sorted.isEmpty() ? null : sorted;
  }
}
