package drydock.cluster;

import drydock.profile.NodeControl;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The zones of each cluster: how many of their nodes are ready, whose pods wait to be evicted, and
/// how fast that may go. Where much has failed at once, the cluster rather thinks that it cannot
/// see, and evicts less or nothing (Kubernetes 1.7 to 1.10, nodelifecycle: ComputeZoneState,
/// handleDisruption).
public final class Zones {

  /// How much of a zone is not ready.
  public enum Disruption {
    NORMAL,
    /// More than two nodes, and too large a share of all.
    PARTIAL,
    /// All of it.
    FULL
  }

  /// What of a zone's past still counts, and does not follow from its nodes.
  ///
  /// @param evictedAt when the pods of a node there were last evicted; null if never
  /// @param resumedAt when a node of the cluster became ready again while none was; null if never
  public record Past(
      String cluster, String zone, @Nullable Instant evictedAt, @Nullable Instant resumedAt) {}

  private record Waiting(Instant since, long born, NodeId node) {
    private static final Comparator<Waiting> ORDER =
        Comparator.comparing(Waiting::since).thenComparingLong(Waiting::born);
  }

  private static final class Zone {
    private final SortedSet<Waiting> waiting = new TreeSet<>(Waiting.ORDER);
    private int nodes;
    private int notReady;
    private @Nullable Instant evictedAt;
    private @Nullable Instant resumedAt;

    private Disruption disruption(NodeControl control) {
      if (notReady == nodes) {
        return Disruption.FULL;
      }
      return notReady > 2 && (double) notReady / nodes >= control.unhealthyZone()
          ? Disruption.PARTIAL
          : Disruption.NORMAL;
    }

    private void count(Node node, int sign) {
      Health.Silence silence = node.health().silence();
      nodes += sign;
      if (silence == null || !silence.noticed()) {
        return;
      }
      notReady += sign;
      if (node.phase() == NodePhase.READY && silence.waiting()) {
        var one = new Waiting(silence.evictableAt(), node.born(), node.id());
        if (sign > 0) {
          waiting.add(one);
        } else {
          waiting.remove(one);
        }
      }
    }
  }

  private static final SortedMap<String, Zone> NONE = Collections.emptySortedMap();

  private final SortedMap<String, SortedMap<String, Zone>> zones = new TreeMap<>();

  /// Takes note of what a node has become; null before it is there and after it is gone. Nodes
  /// count from when they join.
  void follow(@Nullable Node before, @Nullable Node after) {
    if (before != null
        && after != null
        && before.phase() == after.phase()
        && before.health().equals(after.health())) {
      return;
    }
    if (before != null && joined(before)) {
      Zone zone = zone(before);
      zone.count(before, -1);
      if (zone.nodes == 0 && (after == null || !joined(after))) {
        zones.getOrDefault(before.id().cluster(), NONE).remove(before.spec().zone());
      }
    }
    if (after != null && joined(after)) {
      zone(after).count(after, 1);
    }
  }

  private static boolean joined(Node node) {
    return node.phase() == NodePhase.READY || node.phase() == NodePhase.LEAVING;
  }

  private Zone zone(Node node) {
    return zone(node.id().cluster(), node.spec().zone());
  }

  private Zone zone(String cluster, String name) {
    return zones
        .computeIfAbsent(cluster, _ -> new TreeMap<>())
        .computeIfAbsent(name, _ -> new Zone());
  }

  void forget(String cluster) {
    zones.remove(cluster);
  }

  void evicted(Node node, Instant at) {
    zone(node).evictedAt = at;
  }

  /// Whether no node of a cluster is ready: then nothing is evicted in it.
  public boolean standstill(String cluster) {
    SortedMap<String, Zone> all = zones.getOrDefault(cluster, NONE);
    return !all.isEmpty() && all.values().stream().allMatch(zone -> zone.notReady == zone.nodes);
  }

  /// The standstill of a cluster is over: who waits begins to wait anew.
  void resume(String cluster, Instant at) {
    zones.getOrDefault(cluster, NONE).values().forEach(zone -> zone.resumedAt = at);
  }

  /// How much of each zone of a cluster is not ready.
  public SortedMap<String, Disruption> disruptions(String cluster, NodeControl control) {
    SortedMap<String, Disruption> all = new TreeMap<>();
    zones
        .getOrDefault(cluster, NONE)
        .forEach((name, zone) -> all.put(name, zone.disruption(control)));
    return all;
  }

  /// The nodes of a cluster, one of each zone at most, whose pods are evicted next.
  public List<NodeId> next(String cluster) {
    List<NodeId> all = new ArrayList<>();
    for (Zone zone : zones.getOrDefault(cluster, NONE).values()) {
      if (!zone.waiting.isEmpty()) {
        all.add(zone.waiting.first().node());
      }
    }
    return all;
  }

  /// When the pods of a node are evicted; null if that has no end in sight, or if others of its
  /// zone come first.
  public @Nullable Instant evictionAt(Node node, NodeControl control) {
    Zone zone = zones.getOrDefault(node.id().cluster(), NONE).get(node.spec().zone());
    if (zone == null
        || zone.waiting.isEmpty()
        || !zone.waiting.first().node().equals(node.id())
        || standstill(node.id().cluster())) {
      return null;
    }
    double rate =
        switch (zone.disruption(control)) {
          case NORMAL, FULL -> control.evictionRate();
          case PARTIAL -> zone.nodes > control.largeZone() ? control.secondaryEvictionRate() : 0;
        };
    if (rate == 0) {
      return null;
    }
    Instant at = zone.waiting.first().since();
    if (zone.resumedAt != null) {
      at = later(at, zone.resumedAt.plus(control.evictionTimeout()));
    }
    return zone.evictedAt == null
        ? at
        : later(at, zone.evictedAt.plus(Duration.ofMillis(Math.round(1000 / rate))));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /// What does not follow from the nodes.
  public List<Past> past() {
    List<Past> all = new ArrayList<>();
    zones.forEach((cluster, members) ->
        members.forEach((name, zone) -> {
          if (zone.evictedAt != null || zone.resumedAt != null) {
            all.add(new Past(cluster, name, zone.evictedAt, zone.resumedAt));
          }
        }));
    return all;
  }

  /// Takes in what an earlier fold came to, once the nodes are there.
  public void restore(Past past) {
    Zone zone = zone(past.cluster(), past.zone());
    zone.evictedAt = past.evictedAt();
    zone.resumedAt = past.resumedAt();
  }
}
