package drydock.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.cluster.ClusterCommand;
import drydock.cluster.UpkeepCommand;
import drydock.profile.Release;
import drydock.service.Replica;
import drydock.service.Service;
import drydock.service.ServiceId;
import drydock.world.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Scores reckoned by hand from the formulas of Kubernetes 1.10
/// (pkg/scheduler/algorithm/priorities) and 1.30 (pkg/scheduler/framework/plugins: noderesources,
/// podtopologyspread, imagelocality). Nodes have 4000m and 8092 MiB to give; a replica asks for
/// 100m and 64 MiB.
class ScoreTest {

  private static final long MEBIBYTE = 1024 * 1024;

  private final Sandbox sandbox = new Sandbox("instant", 1);

  /// Of images, in bytes; others have none.
  private final SortedMap<String, Long> sizes = new TreeMap<>();

  /// What each node, from the oldest, is worth to another replica of a service.
  private List<@Nullable Integer> scores(ServiceId id, Release release) {
    Service service = Objects.requireNonNull(sandbox.world.services().find(id));
    Replica one = sandbox.world.services().fleet(id).replicas().iterator().next();
    var template = service.revision(one.revision()).template();
    List<@Nullable Integer> scores = new ArrayList<>();
    var images = new Images(sandbox.world.now(), image -> sizes.getOrDefault(image, 0L));
    Placement.verdicts(one, template, release, sandbox.world.capacity(), images)
        .forEach(verdict -> scores.add(verdict.score()));
    return scores;
  }

  /// The node that has the replica would have 3800 of 4000m free and 7964 of 8092 MiB, the other
  /// 3900m and 8028 MiB.
  ///
  /// 1.10: free (9 + 9) / 2 on both; evenness 9.6 and 9.8, so 9; spreading 0, and a third of 10 for
  /// the empty node in the zone that has all. 1.30: free (95 + 98) / 2 and (97 + 99) / 2; evenness
  /// 98 and 99; spreading costs 1 · ln 4 + 2 + 1 · ln 3 + 4 = 8.5 and 7.1, so 8 and 7, of which 87
  /// and 100 come out, twice.
  @Test
  void aNodeIsWorthWhatIsLeftOfItAndMoreTheFewerOfTheServiceItHas() {
    ServiceId web = sandbox.service(sandbox.cluster(2), "web", 1);
    for (Release each : Release.values()) {
      List<Integer> sorted =
          scores(web, each).stream().map(Objects::requireNonNull).sorted().toList();
      assertEquals(
          each == Release.MODERN ? List.of(96 + 98 + 174, 98 + 99 + 200) : List.of(18, 21), sorted);
    }
  }

  /// As above, and the node that has the replica has its image: half of 600 MiB of the 23 to 1000
  /// that count, (300 − 23) / 977 = 28.4 in a hundred. 1.10 does not ask for images.
  @Test
  void aNodeIsWorthMoreWithTheImageSince111() {
    ServiceId web = sandbox.service(sandbox.cluster(2), "web", 1);
    sizes.put("nginx:1.0", 600 * MEBIBYTE);
    for (Release each : Release.values()) {
      List<Integer> sorted =
          scores(web, each).stream().map(Objects::requireNonNull).sorted().toList();
      assertEquals(
          each == Release.MODERN ? List.of(96 + 98 + 174 + 28, 98 + 99 + 200) : List.of(18, 21),
          sorted);
    }
  }

  /// A cordoned node has four replicas. 1.10 does not look at it, so that a new node in its zone is
  /// as good as one in another zone. To 1.30 its replicas are in the zone all the same: that costs
  /// 4 · ln 4 + 6 = 11.5, so 12, and nobody's zone 6.
  @Test
  void replicasOnANodeThatTakesNoneCountInItsZoneSince111() {
    String cluster = sandbox.cluster(1);
    ServiceId web = sandbox.service(cluster, "web", 4);
    String first = sandbox.world.clusters().nodes(cluster).iterator().next().id().machine();
    sandbox.ask(new UpkeepCommand.Cordon(cluster, List.of(first), true));
    sandbox.ask(new ClusterCommand.AddNodes(cluster, Sandbox.order(1)));
    sandbox.ask(new ClusterCommand.AddNodes(cluster, Sandbox.elsewhere(1)));
    List<@Nullable Integer> then = new ArrayList<>();
    then.add(null);
    then.addAll(List.of(18 + 10, 18 + 10));
    assertEquals(then, scores(web, Release.K8S_1_10));
    List<@Nullable Integer> today = new ArrayList<>();
    today.add(null);
    today.addAll(List.of(197 + 100, 197 + 200));
    assertEquals(today, scores(web, Release.MODERN));
  }
}
