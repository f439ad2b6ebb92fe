package drydock.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What is unlike others: of all entries that a profile has, the first that fits counts. Names of
/// images are compared once each, because thousands of containers are made from one.
public final class Behaviours {

  /// How many images are remembered.
  private static final int IMAGES_MAX = 10_000;

  /// The machine that something is on, and how it can be named: by its id, its address or a label.
  public record Place(
      String machine, String address, String zone, SortedMap<String, String> labels) {}

  private final List<ImageBehaviour> ofContainers;
  private final List<ImageBehaviour> ofMachines;
  private final Map<String, List<ImageBehaviour>> byImage = new LinkedHashMap<>();

  public Behaviours(List<ImageBehaviour> all) {
    ofContainers = all.stream().filter(each -> !each.speaksOfMachines()).toList();
    ofMachines = all.stream().filter(ImageBehaviour::speaksOfMachines).toList();
  }

  /// What is known of a container; nothing if no entry fits.
  ///
  /// @param service as `namespace/name`
  /// @param place where it is; null if it is nowhere yet
  public ImageBehaviour of(String image, String service, @Nullable Place place) {
    for (ImageBehaviour each : candidates(image)) {
      if (each.fitsService(service) && each.fitsPlace(place)) {
        return each;
      }
    }
    return ImageBehaviour.USUAL;
  }

  /// What is known of a machine; nothing if no entry fits.
  public ImageBehaviour of(Place place) {
    for (ImageBehaviour each : ofMachines) {
      if (each.fitsPlace(place)) {
        return each;
      }
    }
    return ImageBehaviour.USUAL;
  }

  private List<ImageBehaviour> candidates(String image) {
    List<ImageBehaviour> known = byImage.get(image);
    if (known == null) {
      known = ofContainers.stream().filter(each -> each.fitsImage(image)).toList();
      if (byImage.size() == IMAGES_MAX) {
        byImage.clear();
      }
      byImage.put(image, known);
    }
    return known;
  }
}
