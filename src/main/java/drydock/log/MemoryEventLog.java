package drydock.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The log, the worlds and their checkpoints for as long as the process lives: what Postgres does,
/// without one. For tests, and for trying something out.
public final class MemoryEventLog implements EventLog, Worlds, Checkpoints {
  private final Map<Long, History> histories = new LinkedHashMap<>();
  private long lastId;

  /// What belongs to one world. `writers` has the writer of each entry.
  private static final class History {
    final long id;
    final String name;
    final List<Entry> entries = new ArrayList<>();
    final List<Long> writers = new ArrayList<>();
    final NavigableMap<Long, Checkpoint> checkpoints = new TreeMap<>();
    long writer;
    @Nullable Instant clock;

    History(long id, String name) {
      this.id = id;
      this.name = name;
    }

    Known known() {
      return new Known(id, name, entries.size(), clock);
    }

    void reach(Instant moment) {
      if (clock == null || moment.isAfter(clock)) {
        clock = moment;
      }
    }
  }

  @Override
  public synchronized Ownership takeOver(long world) {
    History history = histories.get(world);
    if (history == null) {
      throw new IllegalArgumentException("there is no world " + world);
    }
    history.writer++;
    return new Ownership(world, history.writer, history.entries.size(), history.clock);
  }

  @Override
  public synchronized Appended append(Ownership owner, List<Entry> entries) {
    long first = Entry.firstOf(entries);
    History history = ownedBy(owner);
    if (history == null || history.entries.size() != first - 1) {
      return Appended.FENCED;
    }
    for (Entry entry : entries) {
      history.entries.add(entry);
      history.writers.add(owner.writer());
    }
    history.reach(entries.getLast().at());
    return Appended.DURABLE;
  }

  @Override
  public synchronized boolean wrote(Ownership owner, long position) {
    History history = histories.get(owner.world());
    return history != null
        && position >= 1
        && position <= history.writers.size()
        && history.writers.get((int) position - 1) == owner.writer();
  }

  @Override
  public synchronized Appended advance(Ownership owner, Instant clock) {
    Milliseconds.check(clock);
    History history = ownedBy(owner);
    if (history == null) {
      return Appended.FENCED;
    }
    history.reach(clock);
    return Appended.DURABLE;
  }

  private @Nullable History ownedBy(Ownership owner) {
    History history = histories.get(owner.world());
    return history == null || history.writer != owner.writer() ? null : history;
  }

  @Override
  public synchronized List<Entry> read(long world, long after, int limit, Filter filter) {
    History history = histories.get(world);
    if (history == null) {
      return List.of();
    }
    int size = history.entries.size();
    int from = Math.clamp(after, 0, size);
    return history.entries.subList(from, size).stream()
        .filter(filter::matches)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Known open(String name) {
    History found = named(name);
    return found == null ? create(name).known() : found.known();
  }

  private @Nullable History named(String name) {
    for (History history : histories.values()) {
      if (history.name.equals(name)) {
        return history;
      }
    }
    return null;
  }

  private History create(String name) {
    History history = new History(++lastId, Text.check(name));
    histories.put(history.id, history);
    return history;
  }

  @Override
  public synchronized List<Known> list() {
    return histories.values().stream().map(History::known).toList();
  }

  @Override
  public synchronized Known fork(String name, long origin, long position) {
    History past = histories.get(origin);
    if (named(name) != null || past == null || past.entries.size() < position || position < 0) {
      throw new IllegalArgumentException(
          "%s exists already, or world %d has no event %d".formatted(name, origin, position));
    }
    History fork = create(name);
    for (Entry entry : past.entries.subList(0, (int) position)) {
      fork.entries.add(entry);
      fork.writers.add(0L);
      fork.reach(entry.at());
    }
    return fork.known();
  }

  @Override
  public synchronized void reset(long world) {
    History history = histories.get(world);
    if (history != null) {
      history.entries.clear();
      history.writers.clear();
      history.checkpoints.clear();
      history.clock = null;
      history.writer++;
    }
  }

  @Override
  public synchronized void remove(long world) {
    histories.remove(world);
  }

  @Override
  public synchronized void save(Ownership owner, Checkpoint checkpoint) {
    Milliseconds.check(checkpoint.at());
    Text.check(checkpoint.format());
    History history = ownedBy(owner);
    if (history != null && checkpoint.position() <= history.entries.size()) {
      history.checkpoints.put(checkpoint.position(), checkpoint);
    }
  }

  @Override
  public synchronized Optional<Checkpoint> latest(long world, String format, long position) {
    return newestFirst(world).stream()
        .filter(checkpoint -> checkpoint.format().equals(format))
        .filter(checkpoint -> checkpoint.position() <= position)
        .findFirst();
  }

  @Override
  public synchronized Optional<Checkpoint> latest(long world, String format, Instant at) {
    return newestFirst(world).stream()
        .filter(checkpoint -> checkpoint.format().equals(format))
        .filter(checkpoint -> !checkpoint.at().isAfter(at))
        .findFirst();
  }

  private List<Checkpoint> newestFirst(long world) {
    History history = histories.get(world);
    return history == null ? List.of() : List.copyOf(history.checkpoints.descendingMap().values());
  }

  @Override
  public synchronized List<Long> positions(long world) {
    History history = histories.get(world);
    return history == null ? List.of() : List.copyOf(history.checkpoints.keySet());
  }

  @Override
  public synchronized void delete(long world, List<Long> positions) {
    History history = histories.get(world);
    if (history != null) {
      history.checkpoints.keySet().removeAll(positions);
    }
  }
}
