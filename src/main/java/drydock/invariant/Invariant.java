package drydock.invariant;

import java.util.Locale;

/// What never fails to hold. The first nine are looked at with each event that could break them
/// ([Watch]); the others take a count of the whole world ([Audit]).
public enum Invariant {
  /// Positions are 1, 2, 3, … without a hole.
  DENSE_POSITIONS,
  /// Time never runs backwards.
  FORWARD_TIME,
  /// A replica is placed once, on a node that is ready, takes replicas and is what its template
  /// asks for at that moment.
  PLACEMENT,
  /// What is on a node fits there: requests for CPU and memory, and the number of pods.
  CAPACITY,
  /// A rollout never wants more replicas than were asked for and maxSurge, and no more are made
  /// than are wanted.
  SURGE,
  /// A rolling update stops no available replica unless as many others are available as were asked
  /// for less maxUnavailable, or, in 1.30, in place of one that is ready and not yet available.
  AVAILABILITY,
  /// The number of a revision is higher than all before it.
  REVISIONS,
  /// A node whose last heartbeat is older than its grace loses its readiness at the next look, and
  /// no other does.
  HEARTBEATS,
  /// A task that was started settles once.
  TASKS,
  /// Counts that are kept are what is counted anew.
  COUNTS,
  /// A world goes on from its checkpoint as it would have gone on itself.
  CHECKPOINT,
  /// When all is quiet, nothing is left to do, and there are as many replicas as are wanted.
  REST;

  /// As metrics spell it.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
