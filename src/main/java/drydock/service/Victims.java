package drydock.service;

import drydock.profile.Release;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// Which replicas of a revision go first where there are too many: the least useful ones
/// (Kubernetes' pkg/controller/controller_utils.go, ActivePods up to 1.10, ActivePodsWithRanks in
/// 1.30).
final class Victims {

  /// Who has no node, whose containers were not started, who is not ready.
  static final Comparator<Replica> NOT_IN_USE_FIRST =
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
    return fleet.leastUseful(revision, count, now);
  }
}
