package drydock.placement;

import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaId;
import drydock.service.Waiting;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a replica that found no node is tried again, which is what the queue of a scheduler
/// decides.
///
/// Up to 1.10 that is after a back-off and not before, whatever happens. In 1.30 a replica waits
/// for something that may help it, and is tried in any case when it has waited for more than five
/// minutes. The tickers of a queue start with its scheduler; here they tick at the full second and
/// the full half minute of the world's clock.
public final class SchedulingQueue {

  /// Doubling up to a minute, and from the start again, because the queue forgets a replica that
  /// waited a minute (Kubernetes 1.7 to 1.10, factory.go).
  private static final int[] BACK_OFF_SECONDS = {1, 2, 4, 8, 16, 32, 60};

  /// Doubling up to ten seconds, and staying there (1.30, internal/queue/scheduling_queue.go, as
  /// all that follows).
  private static final int[] BACK_OFF_SECONDS_MODERN = {1, 2, 4, 8, 10};

  private static final Duration BACK_OFF_TICK = Duration.ofSeconds(1);
  private static final Duration UNSCHEDULABLE_MAX = Duration.ofMinutes(5);
  private static final Duration UNSCHEDULABLE_TICK = Duration.ofSeconds(30);

  private SchedulingQueue() {}

  /// A replica has found no node and waits.
  public static ReplicaEvent.Unschedulable refused(
      Replica replica, Placement.Choice.None none, Instant now) {
    int failures = replica.state().tries();
    return switch (none.release()) {
      case K8S_1_7, K8S_1_8, K8S_1_9, K8S_1_10 ->
          refusal(
              replica,
              none,
              now.plusSeconds(BACK_OFF_SECONDS[failures % BACK_OFF_SECONDS.length]),
              null);
      case MODERN -> {
        int which = Math.min(failures, BACK_OFF_SECONDS_MODERN.length - 1);
        Instant backOffUntil = now.plusSeconds(BACK_OFF_SECONDS_MODERN[which]);
        Instant leftOverAt = next(now.plus(UNSCHEDULABLE_MAX).plusMillis(1), UNSCHEDULABLE_TICK);
        boolean company = none.keptOffBy(obstacle -> obstacle == Obstacle.POD_AFFINITY);
        boolean room = company || none.keptOffBy(Obstacle::resolvable);
        yield refusal(replica, none, leftOverAt, new Waiting(backOffUntil, room, company));
      }
    };
  }

  private static ReplicaEvent.Unschedulable refusal(
      Replica replica, Placement.Choice.None none, Instant retryAt, @Nullable Waiting waiting) {
    return new ReplicaEvent.Unschedulable(
        replica.id(), none.message(), retryAt, none.filtering(), waiting);
  }

  /// Something may help a replica that waits.
  public static ReplicaEvent.Woken woken(ReplicaId replica, Waiting waiting, Instant now) {
    Instant until = waiting.backOffUntil();
    return new ReplicaEvent.Woken(replica, until.isAfter(now) ? next(until, BACK_OFF_TICK) : now);
  }

  /// The first tick that is not before a moment.
  private static Instant next(Instant moment, Duration tick) {
    long millis = tick.toMillis();
    return Instant.ofEpochMilli(Math.ceilDiv(moment.toEpochMilli(), millis) * millis);
  }
}
