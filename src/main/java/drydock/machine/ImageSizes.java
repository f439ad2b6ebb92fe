package drydock.machine;

import drydock.cluster.Clusters;
import drydock.kernel.Dice;
import drydock.kernel.Lognormal;
import drydock.placement.Images;
import drydock.profile.ImageBehaviour;
import drydock.profile.Profile;
import drydock.registry.ImageName;
import drydock.registry.Manifest;
import drydock.registry.Registry;
import drydock.service.Replica;
import java.time.Instant;

/// How large images are: what the profile says, else the registry, else by chance, for an image the
/// same everywhere.
public final class ImageSizes {

  private final Lognormal size;
  private final Registry registry;
  private final Traits traits;
  private final Dice dice;

  ImageSizes(Profile profile, Registry registry, Traits traits, Dice dice) {
    this.size = profile.timings().imagePull().size();
    this.registry = registry;
    this.traits = traits;
    this.dice = dice;
  }

  public static ImageSizes of(Profile profile, Registry registry, Clusters clusters, Dice dice) {
    return new ImageSizes(profile, registry, new Traits(profile, clusters), dice);
  }

  double megabytes(String image, ImageBehaviour own) {
    if (own.megabytes() != null) {
      return own.megabytes();
    }
    ImageName name = registry.means(image);
    Manifest manifest = name == null ? null : registry.manifest(name);
    return manifest == null
        ? dice.lognormal(size, "image.size", image, 0).toMillis() / 1e3
        : manifest.bytes() / 1e6;
  }

  /// What placement asks of images, for a replica that has no place yet.
  public Images images(Replica replica, Instant now) {
    return new Images(now, image -> Math.round(megabytes(image, traits.of(image, replica)) * 1e6));
  }
}
