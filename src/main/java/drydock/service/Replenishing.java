package drydock.service;

import drydock.kernel.Dice;
import drydock.kernel.Event;
import drydock.profile.Profile;
import drydock.profile.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Keeps as many replicas of each revision as are wanted of it: makes those that are missing, and
/// stops those that are too many, the least useful first (Kubernetes' ReplicaSet controller, 1.7 to
/// 1.10).
public final class Replenishing {

  /// So many replicas are made or stopped in one step (burstReplicas of the ReplicaSet controller).
  private static final int BURST = 500;

  private static final int NAME_LETTERS = 5;

  /// The name of a replica is cut so that it stays a DNS label (apiserver, names.GenerateName).
  private static final int BASE_LENGTH_MAX = 58;

  private final Dice dice;
  private final Grace grace;

  public Replenishing(Profile profile, Dice dice) {
    this.dice = dice;
    this.grace = new Grace(profile, dice);
  }

  /// The next replicas of a service to be made or stopped; none when their numbers are right.
  ///
  /// @param release of its cluster
  /// @param position that of the first event this leads to
  public List<Event> step(
      Service service, Fleet fleet, Release release, long position, Instant now) {
    for (Revision revision : service.progress().revisions()) {
      int active = fleet.of(revision).active();
      if (active < revision.replicas()) {
        int missing = Math.min(BURST, revision.replicas() - active);
        List<Event> events = new ArrayList<>(missing);
        for (String name : fresh(revision, fleet, missing, release, position)) {
          events.add(new ReplicaEvent.Created(new ReplicaId(service.id(), name), revision.name()));
        }
        return events;
      }
      if (active > revision.replicas()) {
        int excess = Math.min(BURST, active - revision.replicas());
        return Victims.of(revision, excess, fleet, release, now).stream()
            .<Event>map(replica -> stop(replica, StopReason.SCALED_DOWN, now))
            .toList();
      }
    }
    return List.of();
  }

  /// Names for replicas of a revision that none of the service has.
  private Set<String> fresh(
      Revision revision, Fleet fleet, int count, Release release, long position) {
    String dashed = revision.name() + "-";
    String base = dashed.substring(0, Math.min(dashed.length(), BASE_LENGTH_MAX));
    String alphabet = RevisionName.alphabet(release);
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      long which = position + i;
      String name;
      do {
        name = base + dice.letters("replica.name", base, which, alphabet, NAME_LETTERS);
        which += 1L << 32;
      } while (fleet.find(name) != null || !names.add(name));
    }
    return names;
  }

  /// Tells a replica to stop. One that has no node is gone at once, and one that has is once the
  /// last of its containers has ended.
  public ReplicaEvent.Stopping stop(Replica replica, StopReason reason, Instant now) {
    if (replica.node() == null) {
      return new ReplicaEvent.Stopping(replica.id(), reason, now);
    }
    ReplicaId id = replica.id();
    Duration usual =
        Grace.atMost(dice.lognormal(grace.usual(id.service()), "replica.stop", id.name(), 0));
    Vitals vitals = replica.state().vitals();
    Duration takes = vitals == null ? usual : vitals.stopping(usual);
    return new ReplicaEvent.Stopping(id, reason, now.plus(takes));
  }
}
