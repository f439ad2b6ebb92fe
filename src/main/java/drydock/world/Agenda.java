package drydock.world;

import drydock.fault.Outbreak;
import drydock.service.ReplicaId;
import drydock.service.ServiceId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a world has to look at: what falls due later, in order, and what changed and may call for
/// something now. It follows from the world's state, so it is never stored. Looking at something
/// once too often does no harm: whoever looks goes by what is there.
final class Agenda {

  /// Something falls due for a node, a service or a replica; `born` tells which, and orders what is
  /// due at once.
  record Due(Instant at, long born, Object subject) {
    private static final Comparator<Due> ORDER =
        Comparator.comparing(Due::at).thenComparingLong(Due::born);
  }

  private final SortedSet<Due> dues = new TreeSet<>(Due.ORDER);
  private final Map<Long, Due> byBirth = new LinkedHashMap<>();

  /// Replicas that wait for a better day: no node would do, an image could not be pulled, or their
  /// containers crash again and again.
  private final SortedMap<Long, ReplicaId> stuck = new TreeMap<>();

  /// Replicas that are as far as they get, but for trouble that is to come.
  private final Set<Long> resting = new LinkedHashSet<>();

  private final SortedMap<Long, ReplicaId> placeable = new TreeMap<>();
  private final SortedSet<String> clusters = new TreeSet<>();
  private final SortedSet<ServiceId> services = new TreeSet<>();
  private boolean tasks;

  /// Something is due for a subject at `at`, in place of what was due for it before; at no time if
  /// null.
  void plan(long born, Object subject, @Nullable Instant at) {
    Due before = at == null ? byBirth.remove(born) : byBirth.get(born);
    if (before != null) {
      dues.remove(before);
    }
    if (at != null) {
      var due = new Due(at, born, subject);
      dues.add(due);
      byBirth.put(born, due);
    }
  }

  /// A subject is gone.
  void forget(long born, Object subject) {
    plan(born, subject, null);
    free(born);
  }

  @Nullable Due first() {
    return dues.isEmpty() ? null : dues.first();
  }

  int planned() {
    return dues.size();
  }

  /// A replica is to be placed at once.
  void place(long born, ReplicaId replica) {
    plan(born, replica, null);
    free(born);
    placeable.put(born, replica);
  }

  @Nullable ReplicaId firstPlaceable() {
    return placeable.isEmpty() ? null : placeable.get(placeable.firstKey());
  }

  void stick(long born, ReplicaId replica) {
    free(born);
    stuck.put(born, replica);
  }

  /// What is planned for a replica, if anything is, does not bring it further.
  void rest(long born) {
    free(born);
    if (byBirth.containsKey(born)) {
      resting.add(born);
    }
  }

  /// What is due for a fault keeps no world from being at rest.
  void follow(Outbreak fault) {
    plan(fault.born(), fault, fault.dueAt());
    rest(fault.born());
  }

  /// A replica neither waits to be placed nor is stuck nor rests.
  void free(long born) {
    placeable.remove(born);
    stuck.remove(born);
    resting.remove(born);
  }

  Collection<ReplicaId> stuck() {
    return Collections.unmodifiableCollection(stuck.values());
  }

  void look(String cluster) {
    clusters.add(cluster);
    tasks = true;
  }

  void lookAtTasks() {
    tasks = true;
  }

  void look(ServiceId service) {
    services.add(service);
  }

  @Nullable String firstCluster() {
    return clusters.isEmpty() ? null : clusters.first();
  }

  @Nullable ServiceId firstService() {
    return services.isEmpty() ? null : services.first();
  }

  boolean tasks() {
    return tasks;
  }

  void done(String cluster) {
    clusters.remove(cluster);
  }

  void done(ServiceId service) {
    services.remove(service);
  }

  void tasksDone() {
    tasks = false;
  }

  /// What is to come, as values that do not change any more.
  Outlook outlook() {
    SortedMap<Long, Instant> planned = new TreeMap<>();
    dues.forEach(due -> planned.put(due.born(), due.at()));
    return new Outlook(
        planned,
        new TreeMap<>(stuck),
        List.copyOf(new TreeSet<>(resting)),
        new TreeMap<>(placeable));
  }

  /// Whether nothing is in progress: all that is planned is for replicas that are stuck or rest.
  boolean onlyStuck() {
    return dues.size() == stuck.size() + resting.size() && placeable.isEmpty();
  }
}
