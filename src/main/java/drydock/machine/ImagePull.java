package drydock.machine;

import drydock.cluster.Clusters;
import drydock.cluster.Node;
import drydock.cluster.Pulls;
import drydock.fault.Fault;
import drydock.fault.FaultKind;
import drydock.fault.Strikes;
import drydock.fault.Strikes.Occasion;
import drydock.fault.Target;
import drydock.kernel.Dice;
import drydock.kernel.Lognormal;
import drydock.profile.ImageBehaviour;
import drydock.profile.Profile;
import drydock.profile.Timings;
import drydock.registry.Registry;
import drydock.service.Container;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pulling images onto nodes. A node pulls one image at a time and keeps what it has; an image
/// whose tag is `latest` or absent is looked up again each time, as are those of a service that was
/// redeployed (Kubernetes, imagePullPolicy; kubelet, serializeImagePulls). A try that failed has
/// brought nothing, so the next takes as long as a first one.
///
/// All nodes share what the registry sends: a pull gets, when it is ordered, that divided by the
/// nodes which pull by then, and keeps it. Of many nodes that begin at once the last is done when
/// all would be if they had the same throughout, and the others before.
final class ImagePull {

  private static final Duration BACK_OFF_FIRST = Duration.ofSeconds(10);
  private static final Duration BACK_OFF_MAX = Duration.ofMinutes(5);

  private final Profile profile;
  private final Timings timings;
  private final Registry registry;
  private final Pulls pulls;
  private final Traits traits;
  private final ImageSizes sizes;
  private final Looks looks;
  private final Dice dice;

  ImagePull(Profile profile, Registry registry, Clusters clusters, Dice dice) {
    this.profile = profile;
    this.timings = profile.timings();
    this.registry = registry;
    this.pulls = clusters.pulls();
    this.traits = new Traits(profile, clusters);
    this.sizes = new ImageSizes(profile, registry, traits, dice);
    this.looks = new Looks(timings, dice);
    this.dice = dice;
  }

  /// When the node has all images of a template, if no pull fails: each after the one before, and
  /// after the pulls that the node is busy with.
  Instant doneAt(Replica replica, PodTemplate template, Node node, Instant now) {
    Instant idleAt = later(now, node.pullsUntil());
    Instant doneAt = now;
    for (Container container : template.containers()) {
      String image = container.image();
      Instant availableAt = node.images().get(image);
      if (availableAt == null) {
        idleAt =
            later(idleAt, doneAt)
                .plus(
                    exists(image, replica, node)
                        ? duration(image, replica, node, now)
                        : recheck(replica));
        doneAt = idleAt;
      } else {
        doneAt = later(doneAt, availableAt);
        if (container.pulledAlways() || !template.stamp().isEmpty()) {
          doneAt = doneAt.plus(recheck(replica));
        }
      }
    }
    return doneAt;
  }

  /// How long the registry takes to say what there is, if anything.
  private Duration recheck(Replica replica) {
    return dice.lognormal(
        timings.imageRecheck(), "image.recheck", replica.id().name(), replica.state().tries());
  }

  /// The first image of a template that a try which ends now fails to pull; null if all come
  /// through. An image that the node has had for longer is not pulled, so only one that arrives now
  /// may fail by chance.
  @Nullable Failure failing(Replica replica, PodTemplate template, Node node, Instant now) {
    int tries = replica.state().tries();
    for (Container container : template.containers()) {
      String image = container.image();
      boolean fresh = arrives(image, node, now);
      if (!exists(image, replica, node)) {
        return failure(FaultKind.IMAGE_MISSING, image, replica);
      }
      if (fresh && fails(replica, image, tries)) {
        return failure(FaultKind.REGISTRY_DOWN, image, replica);
      }
    }
    return null;
  }

  /// Whether an image came with a try that ends now, or not at all.
  private static boolean arrives(String image, Node node, Instant now) {
    Instant availableAt = node.images().get(image);
    return availableAt == null || availableAt.equals(now);
  }

  /// How the first of the faults that strike lets a try fail that ends now; null if none does. The
  /// registry is asked for images that the node does not have, and for those that are looked up
  /// each time.
  @Nullable Failure struck(
      Replica replica, PodTemplate template, Node node, Instant now, Strikes strikes) {
    Target target = Targets.of(replica, node);
    for (Container container : template.containers()) {
      String image = container.image();
      if (arrives(image, node, now) || container.pulledAlways() || !template.stamp().isEmpty()) {
        var occasion = new Occasion(replica.id().toString(), image, replica.state().tries());
        for (FaultKind kind : List.of(FaultKind.REGISTRY_DOWN, FaultKind.IMAGE_MISSING)) {
          if (strikes.strike(kind, target.of(image), occasion) != null) {
            return failure(kind, image, replica);
          }
        }
      }
    }
    return null;
  }

  /// An image that could not be pulled, and what is said of it.
  record Failure(String image, String message) {}

  /// As a fault of this kind lets pulls fail.
  private Failure failure(FaultKind kind, String image, Replica replica) {
    PullError error =
        kind == FaultKind.IMAGE_MISSING ? PullError.NOT_FOUND : PullError.REGISTRY_SILENT;
    return new Failure(image, error.text(image, traits.release(replica)));
  }

  /// Until when images are away that were to arrive now, because of a fault that strikes; null if
  /// none does. A pull is a node's: it strikes once, however many replicas wait for it.
  @Nullable Instant slowed(
      Replica replica, PodTemplate template, Node node, Instant now, Strikes strikes) {
    Target target = Targets.of(replica, node);
    for (Container container : template.containers()) {
      String image = container.image();
      var occasion = new Occasion(node.id() + " " + image, "", now.toEpochMilli());
      if (now.equals(node.images().get(image))
          && !strikes.holds(FaultKind.SLOW_PULL, occasion.subject())) {
        Fault fault =
            strikes.strike(
                FaultKind.SLOW_PULL,
                target.of(image),
                occasion,
                each -> now.plus(slowness(each, image, replica, node, now)).plusMillis(1));
        if (fault != null) {
          return now.plus(slowness(fault, image, replica, node, now));
        }
      }
    }
    return null;
  }

  /// The fault that has kept images of a template away from a node; null if none has.
  static @Nullable String slowedBy(PodTemplate template, Node node, Strikes strikes) {
    for (Container container : template.containers()) {
      String fault = strikes.holder(FaultKind.SLOW_PULL, node.id() + " " + container.image());
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  /// How much longer than usual a pull takes.
  private Duration slowness(Fault fault, String image, Replica replica, Node node, Instant now) {
    double more = duration(image, replica, node, now).toMillis() * (fault.number("factor") - 1);
    return fault.seconds("seconds").plusMillis(Math.round(more));
  }

  /// When all images of a template are on a node that are on their way; `now` if none is.
  static Instant thereAt(PodTemplate template, Node node, Instant now) {
    Instant thereAt = now;
    for (Container container : template.containers()) {
      Instant availableAt = node.images().get(container.image());
      thereAt = availableAt == null ? thereAt : later(thereAt, availableAt);
    }
    return thereAt;
  }

  private boolean fails(Replica replica, String image, int tries) {
    Double own = traits.of(image, replica).pullFailure();
    double rate = own == null ? profile.failures().imagePull() : own;
    return dice.roll("image.failure", replica.id().name() + " " + image, tries) < rate;
  }

  /// A public image of any name exists; one of the private registry only if it is there. One that
  /// can never be pulled is as good as none.
  boolean exists(String image, Replica replica, Node node) {
    Double failure = traits.of(image, replica, node).pullFailure();
    return (failure == null || failure < 1) && registry.canPull(image);
  }

  /// When an image is tried again that could not be pulled now: when the kubelet first looks after
  /// the back-off.
  Instant retryAt(Replica replica, Instant now) {
    int tries = replica.state().tries();
    return now.plus(looks.after(backOff(tries), replica.id().name(), tries));
  }

  /// How long the kubelet waits after the n-th failure in a row (kubelet, image back-off).
  private static Duration backOff(int failures) {
    Duration doubled = BACK_OFF_FIRST.multipliedBy(1L << Math.min(failures, 5));
    return doubled.compareTo(BACK_OFF_MAX) < 0 ? doubled : BACK_OFF_MAX;
  }

  private Duration duration(String image, Replica replica, Node node, Instant now) {
    ImageBehaviour own = traits.of(image, replica, node);
    String who = node.id().machine() + " " + image;
    int tries = replica.state().tries();
    if (own.pull() != null) {
      return dice.lognormal(own.pull(), "image.pull", who, tries);
    }
    Timings.ImagePull pull = timings.imagePull();
    if (pull.megabytesPerSecond() == 0) {
      return Duration.ZERO;
    }
    double seconds = sizes.megabytes(image, own) / pull.speed(1 + pulls.others(node, now));
    long millis = pull.overhead().toMillis() + (long) (seconds * 1000);
    var shape = new Lognormal(Duration.ofMillis(millis), pull.sigma(), Duration.ofHours(1));
    return dice.lognormal(shape, "image.pull", who, tries);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
