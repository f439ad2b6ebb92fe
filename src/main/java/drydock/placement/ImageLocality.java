package drydock.placement;

import drydock.profile.Release;
import drydock.service.Container;
import drydock.service.PodTemplate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// What it is worth that a node has a replica's images (1.30, imagelocality/image_locality.go; not
/// among the defaults up to 1.10). An image is worth its size times the share of nodes that have
/// it: the first node that has one is not to draw all replicas to itself.
///
/// @param images of each container
/// @param worth in bytes, of each image that a node has
record ImageLocality(List<String> images, Map<String, Long> worth) {

  private static final int MAX = 100;
  private static final long MEBIBYTE = 1024 * 1024;
  private static final long LEAST = 23 * MEBIBYTE;
  private static final long MOST_PER_CONTAINER = 1000 * MEBIBYTE;

  /// What earlier releases make of it.
  private static final ImageLocality NONE = new ImageLocality(List.of(), Collections.emptyMap());

  /// @param share of the cluster's nodes that have an image
  static ImageLocality of(
      Release release, PodTemplate template, Images images, ToDoubleFunction<String> share) {
    return switch (release) {
      case K8S_1_7, K8S_1_8, K8S_1_9, K8S_1_10 -> NONE;
      case MODERN -> of(template, images, share);
    };
  }

  private static ImageLocality of(
      PodTemplate template, Images images, ToDoubleFunction<String> share) {
    List<String> names = template.containers().stream().map(Container::image).toList();
    Map<String, Long> worth = new LinkedHashMap<>();
    for (String image : names) {
      double spread = share.applyAsDouble(image);
      if (spread > 0) {
        worth.put(image, (long) (images.bytes().applyAsLong(image) * spread));
      }
    }
    return new ImageLocality(names, worth);
  }

  /// From 0 to 100, for a node that has some images.
  int score(Predicate<String> has) {
    if (worth.isEmpty()) {
      return 0;
    }
    long sum = 0;
    for (String image : images) {
      sum += has.test(image) ? worth.getOrDefault(image, 0L) : 0;
    }
    long most = MOST_PER_CONTAINER * images.size();
    return (int) (MAX * (Math.clamp(sum, LEAST, most) - LEAST) / (most - LEAST));
  }

  /// The nodes that it makes a difference for, by their scores.
  SortedMap<Integer, BitSet> scores(Function<String, BitSet> holders) {
    List<Alike> all = new ArrayList<>();
    for (String image : worth.keySet()) {
      BitSet having = holders.apply(image);
      BitSet others = (BitSet) having.clone();
      List<Alike> apart = new ArrayList<>();
      for (Alike each : all) {
        others.andNot(each.nodes);
        each.divide(image, having, apart);
      }
      apart.add(new Alike(List.of(image), others));
      apart.removeIf(each -> each.nodes.isEmpty());
      all = apart;
    }
    SortedMap<Integer, BitSet> scores = new TreeMap<>();
    for (Alike each : all) {
      int score = score(each.images::contains);
      if (score > 0) {
        scores.computeIfAbsent(score, _ -> new BitSet()).or(each.nodes);
      }
    }
    return scores;
  }

  /// Nodes with the same images.
  private record Alike(List<String> images, BitSet nodes) {
    void divide(String image, BitSet having, List<Alike> parts) {
      BitSet with = (BitSet) nodes.clone();
      with.and(having);
      List<String> more = new ArrayList<>(images);
      more.add(image);
      parts.add(new Alike(more, with));
      BitSet without = (BitSet) nodes.clone();
      without.andNot(having);
      parts.add(new Alike(images, without));
    }
  }
}
