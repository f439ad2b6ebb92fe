package drydock.cluster;

import drydock.profile.Catalogue;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The machines in no cluster: those that the catalogue tells of and no cluster has ever had, and
/// those that were kept when their nodes left. What a machine is goes into the event that makes it
/// a node, so a fold needs no catalogue.
public final class Spares {

  private final SortedMap<String, Spare> kept = new TreeMap<>();

  /// Machines that the catalogue no longer speaks for, because they became nodes once.
  private final SortedSet<String> claimed = new TreeSet<>();

  /// By their ids.
  public Collection<Spare> list(Catalogue catalogue) {
    SortedMap<String, Spare> all = new TreeMap<>(kept);
    for (Catalogue.Machine machine : catalogue.machines()) {
      if (!claimed.contains(machine.id())) {
        all.put(machine.id(), Spare.of(machine, catalogue));
      }
    }
    return all.values();
  }

  public @Nullable Spare find(String id, Catalogue catalogue) {
    Spare spare = kept.get(id);
    Catalogue.Machine machine = catalogue.machine(id);
    return spare == null && machine != null && !claimed.contains(id)
        ? Spare.of(machine, catalogue)
        : spare;
  }

  /// The machine is a node from now on.
  public void claim(String id) {
    kept.remove(id);
    claimed.add(id);
  }

  public void keep(Spare spare) {
    kept.put(spare.id(), spare);
  }

  public Collection<Spare> kept() {
    return Collections.unmodifiableCollection(kept.values());
  }

  public Collection<String> claimed() {
    return Collections.unmodifiableCollection(claimed);
  }
}
