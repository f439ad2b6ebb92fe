package drydock.fault;

import drydock.fault.FaultState.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The fold of all events of faults.
public final class Faults {

  /// From the oldest to the youngest.
  private final SortedMap<Long, Outbreak> all = new TreeMap<>();

  private final SortedMap<String, Outbreak> byId = new TreeMap<>();

  /// Those that strike.
  private final Map<FaultKind, List<Outbreak>> active = new EnumMap<>(FaultKind.class);

  /// Those that may call for something now. Follows from the others, and is never stored.
  private final SortedSet<Long> changed = new TreeSet<>();

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /// From the oldest to the youngest; those that have ended and still let go among them.
  public Collection<Outbreak> list() {
    return Collections.unmodifiableCollection(all.values());
  }

  /// One that has not ended; null if there is none.
  public @Nullable Outbreak find(String id) {
    Outbreak outbreak = byId.get(id);
    return outbreak == null || outbreak.phase() == Phase.ENDED ? null : outbreak;
  }

  /// Applies an event of a fault.
  ///
  /// @return the fault as it is now, which may be one that is forgotten
  public Outbreak evolve(FaultEvent event, long position, Instant at) {
    Outbreak outbreak =
        event instanceof FaultEvent.Started(var fault)
            ? Outbreak.of(fault, position, at)
            : known(event.id());
    outbreak.evolve(event);
    keep(outbreak);
    return outbreak;
  }

  private Outbreak known(String id) {
    Outbreak outbreak = byId.get(id);
    if (outbreak == null) {
      throw new IllegalStateException("an event tells of a fault that is not there: " + id);
    }
    return outbreak;
  }

  private void keep(Outbreak outbreak) {
    String id = outbreak.fault().id();
    List<Outbreak> striking =
        active.computeIfAbsent(outbreak.fault().kind(), _ -> new ArrayList<>());
    if (outbreak.active() && !striking.contains(outbreak)) {
      striking.add(outbreak);
      striking.sort((one, other) -> Long.compare(one.born(), other.born()));
    } else if (!outbreak.active()) {
      striking.remove(outbreak);
    }
    if (outbreak.over()) {
      all.remove(outbreak.born());
      byId.remove(id);
      changed.remove(outbreak.born());
    } else {
      all.put(outbreak.born(), outbreak);
      byId.put(id, outbreak);
      changed.add(outbreak.born());
    }
  }

  /// Something is not there any more, so no fault holds it.
  ///
  /// @return those that held it
  public List<Outbreak> forget(String subject) {
    List<Outbreak> holders =
        all.values().stream().filter(outbreak -> outbreak.holds(subject)).toList();
    for (Outbreak holder : holders) {
      holder.release(subject);
      keep(holder);
    }
    return holders;
  }

  /// Takes in what an earlier fold came to.
  public Outbreak restore(FaultState state) {
    var outbreak = new Outbreak(state);
    keep(outbreak);
    return outbreak;
  }

  public List<FaultState> state() {
    return all.values().stream().map(Outbreak::state).toList();
  }

  /// Those of a kind that strike, from the oldest to the youngest.
  public List<Outbreak> active(FaultKind kind) {
    return active.getOrDefault(kind, List.of());
  }

  /// The fault of a kind under whose effect something is; null if none is.
  public @Nullable Outbreak holder(FaultKind kind, String subject) {
    for (Outbreak outbreak : active(kind)) {
      if (outbreak.holds(subject)) {
        return outbreak;
      }
    }
    return null;
  }

  /// The first that may call for something now; null if none does.
  public @Nullable Outbreak firstChanged() {
    return changed.isEmpty() ? null : all.get(changed.first());
  }

  /// Nothing is called for by this one.
  public void done(Outbreak outbreak) {
    changed.remove(outbreak.born());
  }
}
