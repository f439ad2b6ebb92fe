package drydock.machine;

import drydock.cluster.Node;
import drydock.kernel.Dice;
import drydock.kernel.Lognormal;
import drydock.profile.Catalogue;
import drydock.profile.Timings;
import drydock.service.Container;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Pulling images onto nodes. A node pulls one image at a time and keeps what it has; an image
/// whose tag is `latest` or absent is looked up again each time (Kubernetes, imagePullPolicy;
/// kubelet, serializeImagePulls).
final class ImagePull {

  private static final String[] PRIVATE_HOSTS = {
    "ccr.ccs.tencentyun.com/", "registry.ccs.tencentyun.com/"
  };
  private static final Duration BACK_OFF_FIRST = Duration.ofSeconds(10);
  private static final Duration BACK_OFF_MAX = Duration.ofMinutes(5);

  private final Timings timings;
  private final Catalogue catalogue;
  private final Dice dice;

  ImagePull(Timings timings, Catalogue catalogue, Dice dice) {
    this.timings = timings;
    this.catalogue = catalogue;
    this.dice = dice;
  }

  /// When the node has all images of a template, if no pull fails: each after the one before, and
  /// after the pulls that the node is busy with.
  Instant doneAt(Replica replica, PodTemplate template, Node node, Instant now) {
    Instant idleAt = now;
    for (Instant availableAt : node.images().values()) {
      idleAt = later(idleAt, availableAt);
    }
    Instant doneAt = now;
    for (Container container : template.containers()) {
      String image = container.image();
      Instant availableAt = node.images().get(image);
      if (availableAt == null) {
        idleAt = later(idleAt, doneAt).plus(duration(image, node));
        doneAt = idleAt;
      } else {
        doneAt = later(doneAt, availableAt);
        if (container.pulledAlways()) {
          doneAt = doneAt.plus(recheck(replica));
        }
      }
    }
    return doneAt;
  }

  /// How long another try takes after one that failed.
  Duration recheck(Replica replica) {
    return dice.lognormal(
        timings.imageRecheck(), "image.recheck", replica.id().name(), replica.state().tries());
  }

  /// The first image of a template that a try which ends now fails to pull; null if all come
  /// through. An image that the node has had for longer is not pulled, so only one that has just
  /// arrived may fail by chance.
  @Nullable String failing(
      Replica replica, PodTemplate template, Node node, double failureRate, Instant now) {
    for (Container container : template.containers()) {
      String image = container.image();
      boolean fresh = now.equals(node.images().get(image));
      if (!exists(image)
          || (fresh
              && dice.roll("image.failure", replica.id().name() + " " + image, 0) < failureRate)) {
        return image;
      }
    }
    return null;
  }

  /// A public image of any name exists; one of the private registry only if it is there. A name
  /// without a host is the private registry's where that has such a repository.
  boolean exists(String image) {
    for (String host : PRIVATE_HOSTS) {
      if (image.startsWith(host)) {
        return catalogue.privateImages().contains(tagged(image.substring(host.length())));
      }
    }
    String repository = tagged(image).substring(0, tagged(image).lastIndexOf(':') + 1);
    return catalogue.privateImages().stream().noneMatch(known -> known.startsWith(repository))
        || catalogue.privateImages().contains(tagged(image));
  }

  /// How long the kubelet waits after the n-th failure in a row (kubelet, image back-off).
  static Duration backOff(int failures) {
    Duration doubled = BACK_OFF_FIRST.multipliedBy(1L << Math.min(failures, 5));
    return doubled.compareTo(BACK_OFF_MAX) < 0 ? doubled : BACK_OFF_MAX;
  }

  private Duration duration(String image, Node node) {
    Timings.ImagePull pull = timings.imagePull();
    if (pull.megabytesPerSecond() == 0) {
      return Duration.ZERO;
    }
    double megabytes = dice.lognormal(pull.size(), "image.size", image, 0).toMillis() / 1000.0;
    long millis =
        pull.overhead().toMillis() + (long) (megabytes / pull.megabytesPerSecond() * 1000);
    var shape = new Lognormal(Duration.ofMillis(millis), pull.sigma(), Duration.ofHours(1));
    return dice.lognormal(shape, "image.pull", node.id().machine() + " " + image, 0);
  }

  /// The image with its tag, `latest` if it names none.
  private static String tagged(String image) {
    return image.lastIndexOf(':') > image.lastIndexOf('/') ? image : image + ":latest";
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
