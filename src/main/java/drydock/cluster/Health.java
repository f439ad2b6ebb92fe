package drydock.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a node's kubelet reports to its cluster, and what the cluster makes of it.
///
/// @param returnedAt since when it has reported after its last silence; null if there was none
/// @param silence null while it reports
public record Health(@Nullable Instant returnedAt, @Nullable Silence silence) {

  static final Health GOOD = new Health(null, null);

  /// A kubelet that does not report.
  ///
  /// @param machineDown whether its machine is down, and its containers with it; else only the
  ///   network to it is lost, and they run on unseen
  /// @param missedAt when the cluster notices
  /// @param evictableAt from when on the pods of the node may be evicted
  /// @param returnsAt when it reports again; null if nobody knows
  /// @param noticed whether the cluster has noticed
  /// @param evicted whether the pods of the node were evicted
  public record Silence(
      boolean machineDown,
      Instant missedAt,
      Instant evictableAt,
      @Nullable Instant returnsAt,
      boolean noticed,
      boolean evicted) {

    Silence afterNotice() {
      return new Silence(machineDown, missedAt, evictableAt, returnsAt, true, evicted);
    }

    Silence afterEviction() {
      return new Silence(machineDown, missedAt, evictableAt, returnsAt, noticed, true);
    }

    /// Whether the pods of the node wait to be evicted.
    boolean waiting() {
      return noticed && !evicted;
    }
  }

  /// What it becomes by an event.
  Health evolve(NodeEvent.HealthChange event, Instant at) {
    return switch (event) {
      case NodeEvent.KubeletStopped e ->
          new Health(
              returnedAt,
              new Silence(
                  e.machineDown(), e.missedAt(), e.evictableAt(), e.returnsAt(), false, false));
      case NodeEvent.ReadinessLost _ -> new Health(returnedAt, known().afterNotice());
      case NodeEvent.PodsEvicted _ -> new Health(returnedAt, known().afterEviction());
      case NodeEvent.KubeletReturned _ -> new Health(at, null);
    };
  }

  private Silence known() {
    if (silence == null) {
      throw new IllegalStateException("an event tells of a silence that is none");
    }
    return silence;
  }

  /// Whether nothing is heard of the kubelet, whether or not the cluster has noticed.
  public boolean silent() {
    return silence != null;
  }

  /// Whether its machine is down.
  public boolean down() {
    return silence != null && silence.machineDown;
  }

  /// Whether the cluster takes the node for ready. If it does not, the node's conditions are
  /// unknown.
  public boolean ready() {
    return silence == null || !silence.noticed;
  }
}
