package drydock.service;

import static drydock.service.ReplicaPhase.PENDING;
import static drydock.service.ReplicaPhase.PULLING;
import static drydock.service.ReplicaPhase.PULL_BACK_OFF;
import static drydock.service.ReplicaPhase.READY;
import static drydock.service.ReplicaPhase.RUNNING;
import static drydock.service.ReplicaPhase.STARTING;
import static drydock.service.ReplicaPhase.STOPPING;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A replica as it is now: what Kubernetes calls a pod.
///
/// @param labels those of its template, which placement of others looks at
/// @param born the position of the event that made it
public record Replica(
    ReplicaId id,
    String revision,
    Share share,
    SortedMap<String, String> labels,
    long born,
    Instant createdAt,
    State state) {

  /// What it takes up on a node: thousandths of a core and MiB that placement sets aside, and what
  /// it is reckoned at when nodes are compared, where a container that asks for nothing counts all
  /// the same.
  public record Share(int cpu, int memory, int reckonedCpu, int reckonedMemory) {

    /// What a container without a figure is reckoned at (Kubernetes, priorities/util/non_zero.go).
    private static final int CPU_UNASKED = 100;

    private static final int MEMORY_UNASKED = 200;

    static Share of(PodTemplate template) {
      int cpu = 0;
      int memory = 0;
      int reckonedCpu = 0;
      int reckonedMemory = 0;
      for (Container container : template.containers()) {
        Container.Resources asked = container.resources();
        cpu += asked.cpu();
        memory += asked.memory();
        reckonedCpu += asked.cpu() == 0 ? CPU_UNASKED : asked.cpu();
        reckonedMemory += asked.memory() == 0 ? MEMORY_UNASKED : asked.memory();
      }
      return new Share(cpu, memory, reckonedCpu, reckonedMemory);
    }
  }

  /// How far it is.
  ///
  /// @param node the machine it is on; null before it is placed
  /// @param dueAt when something is next due for it; null if nothing is
  /// @param readyAt since when it has been ready; null if it is not
  /// @param available whether it has been ready for long enough
  /// @param tries how often in a row placing it or pulling its image failed
  /// @param trouble the last such failure in words; empty if there is none
  public record State(
      ReplicaPhase phase,
      @Nullable String node,
      String address,
      @Nullable Instant dueAt,
      @Nullable Instant readyAt,
      boolean available,
      int tries,
      String trouble) {

    static final State NEW = new State(PENDING, null, "", null, null, false, 0, "");

    State until(ReplicaPhase next, @Nullable Instant due) {
      return new State(next, node, address, due, null, false, 0, "");
    }

    State failing(ReplicaPhase next, Instant retryAt, String message) {
      return new State(next, node, address, retryAt, null, false, tries + 1, message);
    }
  }

  /// What it becomes by an event that does not make or end it.
  Replica evolve(ReplicaEvent event, Instant at) {
    State next =
        switch (event) {
          case ReplicaEvent.Created _, ReplicaEvent.Removed _ -> state;
          case ReplicaEvent.Scheduled e ->
              new State(PULLING, e.node(), e.address(), e.pulledAt(), null, false, 0, "");
          case ReplicaEvent.Unschedulable e -> state.failing(PENDING, e.retryAt(), e.message());
          case ReplicaEvent.Pulled e -> state.until(STARTING, e.startedAt());
          case ReplicaEvent.PullFailed e -> state.failing(PULL_BACK_OFF, e.retryAt(), e.message());
          case ReplicaEvent.PullRetried e ->
              new State(
                  PULLING, state.node, state.address, e.pulledAt(), null, false, state.tries, "");
          case ReplicaEvent.Started e -> state.until(RUNNING, e.readyAt());
          case ReplicaEvent.Ready e -> ready(at, e.availableAt());
          case ReplicaEvent.Available _ ->
              new State(READY, state.node, state.address, null, state.readyAt, true, 0, "");
          case ReplicaEvent.Stopping e -> state.until(STOPPING, e.goneAt());
        };
    return new Replica(id, revision, share, labels, born, createdAt, next);
  }

  private State ready(Instant at, Instant availableAt) {
    boolean available = !availableAt.isAfter(at);
    return new State(
        READY, state.node, state.address, available ? null : availableAt, at, available, 0, "");
  }

  public ReplicaPhase phase() {
    return state.phase;
  }

  public @Nullable String node() {
    return state.node;
  }

  /// Whether it counts among the replicas of its service: all do until they are told to stop.
  public boolean active() {
    return state.phase != STOPPING;
  }

  public boolean ready() {
    return state.phase == READY;
  }
}
