package drydock.fault;

import drydock.fault.FaultState.Held;
import drydock.fault.FaultState.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A fault as it stands: the fold of its events.
public final class Outbreak {

  /// Nothing that runs is left to be looked at.
  static final long ALL = Long.MAX_VALUE;

  private static final Comparator<Held> BY_END =
      Comparator.comparing(Held::until, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Held::subject);

  private final Fault fault;
  private final long born;
  private Phase phase;
  private long reached;
  private long occasions;
  private long effects;
  private final SortedMap<String, Held> held = new TreeMap<>();
  private final SortedSet<Held> byEnd = new TreeSet<>(BY_END);

  Outbreak(FaultState state) {
    fault = state.fault();
    born = state.born();
    phase = state.phase();
    reached = state.reached();
    occasions = state.occasions();
    effects = state.effects();
    state.held().forEach(this::hold);
  }

  static Outbreak of(Fault fault, long position, Instant at) {
    boolean begins = !fault.startsAt().isAfter(at);
    Phase phase = begins ? Phase.ACTIVE : Phase.SCHEDULED;
    long reached = fault.kind().strikesRunning() ? 0 : ALL;
    return new Outbreak(new FaultState(fault, position, phase, reached, 0, 0, List.of()));
  }

  FaultState state() {
    return new FaultState(
        fault, born, phase, reached, occasions, effects, List.copyOf(held.values()));
  }

  void evolve(FaultEvent event) {
    switch (event) {
      case FaultEvent.Started _ -> {
        // That it is there says all.
      }
      case FaultEvent.Began _ -> phase = Phase.ACTIVE;
      case FaultEvent.Struck(_, var of, var until) -> {
        occasions++;
        effects++;
        if (fault.kind().holds()) {
          release(of);
          hold(new Held(of, until));
        }
      }
      case FaultEvent.Spared _ -> occasions++;
      case FaultEvent.Reached(_, var upTo) -> reached = upTo;
      case FaultEvent.Released(_, var subjects) -> subjects.forEach(this::release);
      case FaultEvent.Ended _ -> phase = Phase.ENDED;
    }
  }

  private void hold(Held subject) {
    held.put(subject.subject(), subject);
    byEnd.add(subject);
  }

  /// A subject is not under its effect any more, if it was.
  void release(String subject) {
    Held before = held.remove(subject);
    if (before != null) {
      byEnd.remove(before);
    }
  }

  public Fault fault() {
    return fault;
  }

  public Phase phase() {
    return phase;
  }

  /// The position of the event that started it, which orders faults by age.
  public long born() {
    return born;
  }

  public long occasions() {
    return occasions;
  }

  public long effects() {
    return effects;
  }

  /// Whether it strikes when asked.
  public boolean active() {
    return phase == Phase.ACTIVE;
  }

  public boolean holds(String subject) {
    return held.containsKey(subject);
  }

  public int holding() {
    return held.size();
  }

  /// Up to which service its beginning has been carried to what runs.
  public long reached() {
    return reached;
  }

  /// Whether there may be containers that ran when it began and were not looked at.
  public boolean reaching() {
    return active() && reached != ALL;
  }

  /// Whether it could strike here, with luck or without.
  public boolean threatens(Target target) {
    return active() && !spent() && fault.selector().selects(target);
  }

  /// Whether it may have so many effects more.
  public boolean affords(int more) {
    return fault.budget() == null || effects + more <= fault.budget();
  }

  /// Whether it has had all the effects that it may have.
  boolean spent() {
    return fault.budget() != null && effects >= fault.budget();
  }

  /// Whether it is nothing but a memory: it strikes no more and holds nothing.
  boolean over() {
    return phase == Phase.ENDED && held.isEmpty();
  }

  /// Some of what it holds and is to let go: all of it if the fault has ended, and what has been
  /// held for long enough.
  public List<String> toRelease(Instant now, int max) {
    List<String> subjects = new ArrayList<>();
    if (phase == Phase.ENDED) {
      held.keySet().stream().limit(max).forEach(subjects::add);
      return subjects;
    }
    for (Held each : byEnd) {
      if (each.until() == null || each.until().isAfter(now) || subjects.size() == max) {
        break;
      }
      subjects.add(each.subject());
    }
    return subjects;
  }

  /// When something is next due for it; null if nothing is.
  public @Nullable Instant dueAt() {
    return switch (phase) {
      case SCHEDULED -> fault.startsAt();
      case ENDED -> null;
      case ACTIVE -> {
        Instant until = byEnd.isEmpty() ? null : byEnd.getFirst().until();
        Instant end = fault.endsAt();
        yield until == null || (end != null && end.isBefore(until)) ? end : until;
      }
    };
  }
}
