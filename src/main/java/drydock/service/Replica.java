package drydock.service;

import static drydock.service.ReplicaPhase.CRASHED;
import static drydock.service.ReplicaPhase.EVICTED;
import static drydock.service.ReplicaPhase.PENDING;
import static drydock.service.ReplicaPhase.PULLING;
import static drydock.service.ReplicaPhase.PULL_BACK_OFF;
import static drydock.service.ReplicaPhase.READY;
import static drydock.service.ReplicaPhase.RUNNING;
import static drydock.service.ReplicaPhase.STARTING;
import static drydock.service.ReplicaPhase.STOPPING;

import java.time.Instant;
import java.util.List;
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
  /// the same. And the cloud disks that it mounts.
  public record Share(
      int cpu, int memory, int reckonedCpu, int reckonedMemory, List<String> disks) {

    /// What a container without a figure is reckoned at (Kubernetes, priorities/util/non_zero.go).
    private static final int CPU_UNASKED = 100;

    private static final int MEMORY_UNASKED = 200;

    /// The same without disks.
    public Share withoutDisks() {
      return disks.isEmpty()
          ? this
          : new Share(cpu, memory, reckonedCpu, reckonedMemory, List.of());
    }

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
      return new Share(cpu, memory, reckonedCpu, reckonedMemory, template.disks());
    }
  }

  /// How far it is.
  ///
  /// @param node the machine it is on; null before it is placed
  /// @param dueAt when something is next due for it; null if nothing is
  /// @param readyAt since when it has been ready; null if it is not
  /// @param availableAt when it counts as available; null if it is not ready, or has been for long
  ///   enough
  /// @param tries how often in a row placing it or pulling its image failed
  /// @param trouble what keeps it from being ready, in words, if something failed; else empty
  /// @param vitals of its containers; null if they only become ready and run on, like most
  /// @param waiting what may wake it before it is due; null if nothing does
  public record State(
      ReplicaPhase phase,
      @Nullable String node,
      String address,
      @Nullable Instant dueAt,
      @Nullable Instant readyAt,
      @Nullable Instant availableAt,
      int tries,
      String trouble,
      @Nullable Vitals vitals,
      @Nullable Waiting waiting) {

    public State(
        ReplicaPhase phase,
        @Nullable String node,
        String address,
        @Nullable Instant dueAt,
        @Nullable Instant readyAt,
        @Nullable Instant availableAt,
        int tries,
        String trouble,
        @Nullable Vitals vitals) {
      this(phase, node, address, dueAt, readyAt, availableAt, tries, trouble, vitals, null);
    }

    private static final String NODE_NOT_READY = "the node is not ready";

    static final State NEW = new State(PENDING, null, "", null, null, null, 0, "", null);

    State until(ReplicaPhase next, @Nullable Instant due) {
      return new State(next, node, address, due, null, null, 0, unseen() ? trouble : "", vitals);
    }

    State failing(Instant retryAt, String message) {
      return new State(PULL_BACK_OFF, node, address, retryAt, null, null, tries + 1, message, null);
    }

    State refused(ReplicaEvent.Unschedulable event) {
      return new State(
          PENDING,
          null,
          "",
          event.retryAt(),
          null,
          null,
          tries + 1,
          event.message(),
          null,
          event.waiting());
    }

    /// It is tried again at a moment that may be now.
    State woken(Instant retryAt, Instant at) {
      Instant due = retryAt.isAfter(at) ? retryAt : null;
      return new State(PENDING, null, "", due, null, null, tries, trouble, null);
    }

    State trying(Instant pulledAt) {
      return new State(PULLING, node, address, pulledAt, null, null, tries, "", null);
    }

    /// Its containers have become what `now` says, and it is not ready.
    State living(Vitals now, Instant at, String why) {
      ReplicaPhase next = now.down() ? CRASHED : RUNNING;
      return new State(next, node, address, now.dueAt(next, at), null, null, 0, why, now);
    }

    /// Its containers go through something else from here on.
    State diverted(SortedMap<String, Course> courses, Instant at) {
      Vitals next = vitals == null ? Vitals.of(courses) : vitals.diverted(courses);
      if (phase != READY) {
        return living(next, at, trouble);
      }
      Instant due = Vitals.earlier(availableAt, next.dueAt(READY, at));
      return new State(READY, node, address, due, readyAt, availableAt, tries, trouble, next);
    }

    State delayed(Instant due) {
      return new State(phase, node, address, due, readyAt, availableAt, tries, trouble, vitals);
    }

    /// Nobody sees its containers any more. If they just run, they are ready once somebody does.
    State lost(Instant at) {
      return vitals == null
          ? new State(RUNNING, node, address, at, null, null, 0, NODE_NOT_READY, null)
          : living(vitals, at, NODE_NOT_READY);
    }

    /// Whether it was ready when its node was lost, and nobody has said anything of its containers
    /// since.
    public boolean unseen() {
      return trouble.equals(NODE_NOT_READY);
    }

    State ready(Instant at, Instant enoughAt) {
      return readySince(at, at, enoughAt);
    }

    State reconsidered(Instant at, Instant enoughAt) {
      return readySince(readyAt, at, enoughAt);
    }

    private State readySince(@Nullable Instant since, Instant at, Instant enoughAt) {
      Instant later = enoughAt.isAfter(at) ? enoughAt : null;
      Instant due = Vitals.earlier(later, troubleAt(at));
      return new State(READY, node, address, due, since, later, 0, "", vitals);
    }

    State lasting(Instant at) {
      return new State(READY, node, address, troubleAt(at), readyAt, null, 0, "", vitals);
    }

    /// Whether it has been ready for long enough.
    public boolean available() {
      return phase == READY && availableAt == null;
    }

    private @Nullable Instant troubleAt(Instant at) {
      return vitals == null ? null : vitals.dueAt(READY, at);
    }

    private Vitals known() {
      if (vitals == null) {
        throw new IllegalStateException("nothing is known of the containers");
      }
      return vitals;
    }
  }

  /// Where what is planned for a replica leads to.
  public enum Prospect {
    /// It is on its way.
    MOVING,
    /// It tries again what failed.
    STUCK,
    /// It stays as it is, until some trouble comes.
    SETTLED
  }

  /// What it becomes by an event that does not make or end it.
  Replica evolve(ReplicaEvent event, Instant at) {
    State next =
        switch (event) {
          case ReplicaEvent.Created _, ReplicaEvent.Removed _ -> state;
          case ReplicaEvent.Scheduled e ->
              new State(PULLING, e.node(), e.address(), e.pulledAt(), null, null, 0, "", null);
          case ReplicaEvent.Unschedulable e -> state.refused(e);
          case ReplicaEvent.Woken e -> state.woken(e.retryAt(), at);
          case ReplicaEvent.Pulled e -> state.until(STARTING, e.startedAt());
          case ReplicaEvent.PullFailed e -> state.failing(e.retryAt(), e.message());
          case ReplicaEvent.PullRetried e -> state.trying(e.pulledAt());
          case ReplicaEvent.Started e ->
              e.courses() == null
                  ? state.until(RUNNING, e.readyAt())
                  : state.living(Vitals.of(e.courses()), at, "");
          case ReplicaEvent.ContainerEnded e -> ended(e, at);
          case ReplicaEvent.ContainerRestarted e ->
              state.living(state.known().restarted(e.container(), e.course()), at, state.trouble);
          case ReplicaEvent.Diverted e -> state.diverted(e.courses(), at);
          case ReplicaEvent.Delayed e -> state.delayed(e.dueAt());
          case ReplicaEvent.Ready e -> state.ready(at, e.availableAt());
          case ReplicaEvent.Unready e -> state.living(state.known(), at, e.message());
          case ReplicaEvent.Lost _ -> state.lost(at);
          case ReplicaEvent.SandboxRecreated e -> recreated(e, at);
          case ReplicaEvent.Evicted e ->
              new State(EVICTED, state.node, "", null, null, null, 0, e.message(), state.vitals);
          case ReplicaEvent.Available _ -> state.lasting(at);
          case ReplicaEvent.Reconsidered e -> state.reconsidered(at, e.availableAt());
          case ReplicaEvent.Stopping e -> state.until(STOPPING, e.goneAt());
        };
    return new Replica(id, revision, share, labels, born, createdAt, next);
  }

  private State ended(ReplicaEvent.ContainerEnded event, Instant at) {
    var crash =
        new ContainerState.Crash(
            event.ending(), event.backOff(), event.restartAt(), event.streak());
    return state.living(state.known().ended(event.container(), crash), at, event.message());
  }

  private State recreated(ReplicaEvent.SandboxRecreated event, Instant at) {
    Vitals before = state.vitals == null ? Vitals.NONE : state.vitals;
    State next = state.living(before.lost(event.restarts(), at), at, "");
    return new State(
        next.phase, next.node, event.address(), next.dueAt, null, null, 0, "", next.vitals);
  }

  public ReplicaPhase phase() {
    return state.phase;
  }

  public @Nullable String node() {
    return state.node;
  }

  /// Whether it counts among the replicas of its service: all do until they are told to stop or are
  /// evicted.
  public boolean active() {
    return state.phase != STOPPING && state.phase != EVICTED;
  }

  /// Whether it is only there to be looked at, and takes up nothing.
  public boolean evicted() {
    return state.phase == EVICTED;
  }

  public boolean ready() {
    return state.phase == READY;
  }

  /// Whether its containers were started and it was not told to stop.
  public boolean started() {
    return switch (state.phase) {
      case RUNNING, CRASHED, READY -> true;
      case PENDING, PULLING, PULL_BACK_OFF, STARTING, STOPPING, EVICTED -> false;
    };
  }

  /// A container of it; null where nothing more is known than of the replica.
  public @Nullable ContainerState container(String name) {
    return state.vitals == null ? null : state.vitals.containers().get(name);
  }

  /// Whether a container of it runs, as far as anybody looks: not any more once it is to stop.
  public boolean runs(String container) {
    ContainerState known = container(container);
    return switch (state.phase) {
      case RUNNING, CRASHED, READY -> known == null || known.course() != null;
      case PENDING, PULLING, PULL_BACK_OFF, STARTING, STOPPING, EVICTED -> false;
    };
  }

  /// How often its containers were started again, all of them together.
  public int restarts() {
    return state.vitals == null ? 0 : state.vitals.restarts();
  }

  /// How often that of its containers was started again which was so most often.
  int restartsMax() {
    return state.vitals == null ? 0 : state.vitals.restartsMax();
  }

  /// Whether it is not ready and a container of it has crashed again and again.
  public boolean crashLooping() {
    return (state.phase == CRASHED || state.phase == RUNNING)
        && state.vitals != null
        && state.vitals.looping();
  }

  /// Whether it cannot be placed, crashes or has lost its readiness.
  public boolean stuck() {
    return switch (state.phase) {
      case PENDING, CRASHED, RUNNING -> !state.trouble.isEmpty();
      case PULLING, PULL_BACK_OFF, STARTING, READY, STOPPING, EVICTED -> false;
    };
  }

  /// Where what is planned for it leads to.
  public Prospect prospect() {
    return switch (state.phase) {
      case PENDING, PULL_BACK_OFF -> Prospect.STUCK;
      case CRASHED -> crashLooping() ? Prospect.STUCK : Prospect.MOVING;
      case RUNNING ->
          state.vitals != null && state.vitals.lastUntil(state.dueAt)
              ? Prospect.SETTLED
              : Prospect.MOVING;
      case READY -> state.available() ? Prospect.SETTLED : Prospect.MOVING;
      case EVICTED -> Prospect.SETTLED;
      case PULLING, STARTING, STOPPING -> Prospect.MOVING;
    };
  }
}
