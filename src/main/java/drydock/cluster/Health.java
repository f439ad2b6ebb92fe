package drydock.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a node's kubelet reports to its cluster, and what the cluster makes of it.
///
/// @param returnedAt since when it has reported after its last silence; null if there was none
/// @param silence null while it reports
/// @param pressures what it runs short of, each resource once, in their order
/// @param lookAt when its kubelet next evicts a replica if something is short then; null if it
///   never did
/// @param outage when it fails by itself, or did the last time; null for never
public record Health(
    @Nullable Instant returnedAt,
    @Nullable Silence silence,
    List<Pressure> pressures,
    @Nullable Instant lookAt,
    @Nullable Outage outage) {

  public static final Health GOOD = new Health(null, null, List.of(), null, null);

  /// A kubelet that does not report.
  ///
  /// @param since its last report, or later
  /// @param machineDown whether its machine is down, and its containers with it; else only the
  ///   network to it is lost, and they run on unseen
  /// @param missedAt when the cluster notices
  /// @param evictableAt from when on the pods of the node may be evicted
  /// @param returnsAt when it reports again; null if nobody knows
  /// @param noticed whether the cluster has noticed
  /// @param evicted whether the pods of the node were evicted
  public record Silence(
      Instant since,
      boolean machineDown,
      Instant missedAt,
      Instant evictableAt,
      @Nullable Instant returnsAt,
      boolean noticed,
      boolean evicted) {

    Silence afterNotice() {
      return new Silence(since, machineDown, missedAt, evictableAt, returnsAt, true, evicted);
    }

    Silence afterEviction() {
      return new Silence(since, machineDown, missedAt, evictableAt, returnsAt, noticed, true);
    }

    Silence withoutEnd() {
      return new Silence(since, true, missedAt, evictableAt, null, noticed, evicted);
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
          with(
              new Silence(
                  at, e.machineDown(), e.missedAt(), e.evictableAt(), e.returnsAt(), false, false));
      case NodeEvent.ReadinessLost _ -> with(known().afterNotice());
      case NodeEvent.ReturnPutOff _ -> with(known().withoutEnd());
      case NodeEvent.PodsEvicted _ -> with(known().afterEviction());
      case NodeEvent.KubeletReturned e -> new Health(at, null, pressures, lookAt, e.outage());
      case NodeEvent.OutageCaught e -> expecting(e.outage());
      case NodeEvent.PressureBegan e -> with(e.resource(), new Pressure(e.resource(), null));
      case NodeEvent.ReclaimAttempted e ->
          new Health(returnedAt, silence, pressures, e.againAt(), outage);
      case NodeEvent.PressureEased e -> with(e.resource(), new Pressure(e.resource(), e.endsAt()));
      case NodeEvent.PressureEnded e -> with(e.resource(), null);
    };
  }

  private Health with(Silence next) {
    return new Health(returnedAt, next, pressures, lookAt, outage);
  }

  Health expecting(@Nullable Outage next) {
    return new Health(returnedAt, silence, pressures, lookAt, next);
  }

  private Health with(Pressure.Resource resource, @Nullable Pressure next) {
    List<Pressure> all = new ArrayList<>(pressures);
    all.removeIf(each -> each.resource() == resource);
    if (next != null) {
      all.add(next);
    }
    all.sort(Comparator.comparing(Pressure::resource));
    return new Health(returnedAt, silence, List.copyOf(all), lookAt, outage);
  }

  private Silence known() {
    if (silence == null) {
      throw new IllegalStateException("an event tells of a silence that is none");
    }
    return silence;
  }

  /// What it runs short of at present; null for nothing. Memory comes before disk.
  public Pressure.@Nullable Resource shortOf() {
    for (Pressure pressure : pressures) {
      if (pressure.endsAt() == null) {
        return pressure.resource();
      }
    }
    return null;
  }

  /// The pressure of a resource, as far as the cluster knows; null if there is none.
  public @Nullable Pressure pressure(Pressure.Resource resource) {
    for (Pressure pressure : pressures) {
      if (pressure.resource() == resource) {
        return pressure;
      }
    }
    return null;
  }

  /// Whether nothing is heard of the kubelet, whether or not the cluster has noticed.
  public boolean silent() {
    return silence != null;
  }

  /// Whether it is away because of an outage of its own that ends by itself.
  public boolean hasOwnOutage() {
    return silence != null
        && silence.returnsAt != null
        && outage != null
        && outage.at().equals(silence.since);
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
