package drydock.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.profile.Release;
import drydock.service.Container;
import drydock.world.Sandbox;
import java.time.Instant;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Reckoned by hand from Kubernetes 1.30,
/// pkg/scheduler/framework/plugins/imagelocality/image_locality.go.
class ImageLocalityTest {

  private static final long MEBIBYTE = 1024 * 1024;

  /// In MiB.
  private static final Map<String, Long> SIZES =
      Map.of("app", 800L, "side", 400L, "tiny", 22L, "huge", 5000L);

  private static ImageLocality locality(Map<String, Double> shares, String... images) {
    Container[] containers =
        IntStream.range(0, images.length)
            .mapToObj(i -> Sandbox.container("c" + i, images[i], null, null))
            .toArray(Container[]::new);
    return ImageLocality.of(
        Release.MODERN,
        Sandbox.spec("web", 1, containers).template(),
        new Images(Instant.EPOCH, image -> SIZES.get(image) * MEBIBYTE),
        image -> shares.getOrDefault(image, 0.0));
  }

  private static int score(ImageLocality locality, String... having) {
    return locality.score(Set.of(having)::contains);
  }

  /// Two containers, so 23 to 2000 MiB count. 800 / 2 + 400 / 4 = 500: (500 − 23) / 1977 = 24.1 %;
  /// of the one image 377 / 1977 = 19.1 %, of the other 77 / 1977 = 3.9 %.
  @Test
  void anImageIsWorthItsSizeTimesTheShareOfNodesThatHaveIt() {
    ImageLocality locality = locality(Map.of("app", 0.5, "side", 0.25), "app", "side");
    assertEquals(24, score(locality, "app", "side"));
    assertEquals(19, score(locality, "app"));
    assertEquals(3, score(locality, "side", "huge"));
    assertEquals(0, score(locality, "huge"));
  }

  /// (1600 − 23) / 1977 = 79.8 %.
  @Test
  void anImageOfTwoContainersCountsTwice() {
    assertEquals(79, score(locality(Map.of("app", 1.0), "app", "app"), "app"));
  }

  @Test
  void sizesCountWithinBounds() {
    assertEquals(0, score(locality(Map.of("tiny", 1.0), "tiny"), "tiny"));
    assertEquals(100, score(locality(Map.of("huge", 0.2), "huge"), "huge"));
    assertEquals(99, score(locality(Map.of("huge", 0.1999), "huge"), "huge"));
    assertEquals(0, score(locality(Map.of(), "huge"), "huge"));
  }

  /// The first and second of four nodes have one image, the second and third the other: 800 / 2 +
  /// 400 / 2 = 600, so 577 / 1977 = 29.2 %, 377 / 1977 = 19.1 % and 177 / 1977 = 8.95 %.
  @Test
  void nodesAreToldApartByWhatTheyHave() {
    Map<String, BitSet> holders = Map.of("app", set(0, 1), "side", set(1, 2));
    var scores = new TreeMap<Integer, BitSet>();
    scores.put(29, set(1));
    scores.put(19, set(0));
    scores.put(8, set(2));
    ImageLocality locality = locality(Map.of("app", 0.5, "side", 0.5), "app", "side");
    assertEquals(scores, locality.scores(holders::get));
  }

  private static BitSet set(int... nodes) {
    BitSet set = new BitSet();
    IntStream.of(nodes).forEach(set::set);
    return set;
  }
}
