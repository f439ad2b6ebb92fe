package drydock.service;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The replicas of a service, from the oldest to the youngest, and how many of each revision are
/// how far. The counts are kept as replicas change, so that asking for one costs nothing however
/// many there are.
public final class Fleet {

  /// How many replicas count, are ready, are available, and crash again and again.
  public record Tally(int active, int ready, int available, int crashing) {

    static final Tally NONE = new Tally(0, 0, 0, 0);

    private Tally plus(Replica replica, int sign) {
      return new Tally(
          active + (replica.active() ? sign : 0),
          ready + (replica.ready() ? sign : 0),
          available + (replica.state().available() ? sign : 0),
          crashing + (replica.crashLooping() ? sign : 0));
    }
  }

  private final Map<String, Replica> replicas = new LinkedHashMap<>();
  private final Map<String, Tally> tallies = new TreeMap<>();
  private final Map<String, Integer> sizes = new TreeMap<>();
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
    total = total.plus(replica, sign);
    sizes.merge(replica.revision(), sign, Integer::sum);
    tallies.merge(
        replica.revision(),
        Tally.NONE.plus(replica, sign),
        (tally, _) -> tally.plus(replica, sign));
  }
}
