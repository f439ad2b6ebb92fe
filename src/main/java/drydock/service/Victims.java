package drydock.service;

import drydock.profile.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which replicas of a revision go first where there are too many: the least useful ones
/// (Kubernetes' pkg/controller/controller_utils.go, ActivePods up to 1.10, ActivePodsWithRanks in
/// 1.30).
final class Victims {

  /// Who has no node, whose containers were not started, who is not ready.
  private static final Comparator<Replica> NOT_IN_USE_FIRST =
      Comparator.comparing((Replica replica) -> replica.node() != null)
          .thenComparing(replica -> replica.phase().compareTo(ReplicaPhase.RUNNING) >= 0)
          .thenComparing(Replica::ready);

  private static final Comparator<Replica> MOST_RESTARTED_FIRST =
      Comparator.comparing(Replica::restartsMax, Comparator.reverseOrder());

  /// Up to 1.10: then who is ready for the shortest time, was restarted most often, is youngest.
  static final Comparator<Replica> LEAST_USEFUL_FIRST =
      NOT_IN_USE_FIRST
          .thenComparing(
              replica -> replica.state().readyAt(),
              Comparator.nullsFirst(Comparator.reverseOrder()))
          .thenComparing(MOST_RESTARTED_FIRST)
          .thenComparing(Replica::born, Comparator.reverseOrder());

  private Victims() {}

  /// The first `count` of a revision.
  ///
  /// @param fleet all replicas of the service
  static List<Replica> of(Revision revision, int count, Fleet fleet, Release release, Instant now) {
    if (release.before(Release.MODERN)) {
      return fleet.leastUseful(revision, count);
    }
    return fleet.replicas().stream()
        .filter(replica -> replica.active() && replica.revision().equals(revision.name()))
        .sorted(modern(fleet, now))
        .limit(count)
        .toList();
  }

  /// Among those in use, first who shares its node with most others of the service. Ages count by
  /// their order of magnitude alone, so that those of the last update do not all go; among such as
  /// are of one age chance decides, which here are the letters at the end of their names.
  private static Comparator<Replica> modern(Fleet fleet, Instant now) {
    SortedMap<String, Integer> crowds = new TreeMap<>();
    for (Replica replica : fleet.replicas()) {
      if (replica.active() && replica.node() != null) {
        crowds.merge(replica.node(), 1, Integer::sum);
      }
    }
    return NOT_IN_USE_FIRST
        .thenComparingInt(
            replica -> replica.node() == null ? 0 : -crowds.getOrDefault(replica.node(), 0))
        .thenComparingInt(replica -> magnitude(replica.state().readyAt(), now))
        .thenComparingInt(replica -> replica.ready() ? 0 : -replica.restartsMax())
        .thenComparingInt(replica -> replica.ready() ? 0 : magnitude(replica.createdAt(), now))
        .thenComparing(replica -> replica.id().name());
  }

  /// The logarithm of an age, its fraction cut off; -1 for one of nothing.
  private static int magnitude(@Nullable Instant since, Instant now) {
    long nanos = since == null ? 0 : Duration.between(since, now).toNanos();
    return nanos <= 0 ? -1 : Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
  }
}
