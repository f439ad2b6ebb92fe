package drydock.service;

import java.time.Instant;

/// What a replica, or a container of it, is in, as those are told who ask how a service does. From
/// the worst that a container can be in to the mildest, where several of one replica are down.
public enum Condition {
  RUNNING,
  NOT_STARTED,
  NOT_READY,
  CRASH_LOOP,
  CRASHED,
  COMPLETED,
  OUT_OF_MEMORY,
  PULL_FAILED,
  NO_NODE,
  STOPPING,
  EVICTED;

  public static Condition of(Replica replica) {
    return switch (replica.phase()) {
      case PENDING -> replica.state().trouble().isEmpty() ? NOT_STARTED : NO_NODE;
      case PULLING, STARTING -> replica.state().tries() > 0 ? PULL_FAILED : NOT_STARTED;
      case PULL_BACK_OFF -> PULL_FAILED;
      case CRASHED -> crashed(replica);
      case RUNNING -> NOT_READY;
      case READY -> RUNNING;
      case STOPPING -> STOPPING;
      case EVICTED -> EVICTED;
    };
  }

  /// The worst of what its containers that are down are in.
  private static Condition crashed(Replica replica) {
    Condition worst = null;
    if (replica.state().vitals() != null) {
      for (ContainerState each : replica.state().vitals().containers().values()) {
        if (each.course() == null && each.crash() != null) {
          Condition one = of(each.crash());
          worst = worst == null || one.compareTo(worst) < 0 ? one : worst;
        }
      }
    }
    return worst == null ? CRASHED : worst;
  }

  /// Kubernetes tells how a container ended until it keeps it waiting.
  private static Condition of(ContainerState.Crash crash) {
    if (crash.looping()) {
      return CRASH_LOOP;
    }
    return switch (crash.ending().why()) {
      case OUT_OF_MEMORY -> OUT_OF_MEMORY;
      case CANNOT_RUN -> CRASHED;
      case EXITED, UNHEALTHY, MACHINE_LOST -> crash.ending().exitCode() == 0 ? COMPLETED : CRASHED;
    };
  }

  /// Of a container of a replica that has a node.
  public static Condition of(Replica replica, ContainerState state, Instant now) {
    if (!replica.active()) {
      return of(replica);
    }
    if (state.course() == null && state.crash() != null) {
      return of(state.crash());
    }
    return state.readyAt(now) ? RUNNING : NOT_READY;
  }
}
