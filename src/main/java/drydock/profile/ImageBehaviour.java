package drydock.profile;

import drydock.kernel.Lognormal;
import drydock.profile.Behaviours.Place;
import org.jspecify.annotations.Nullable;

/// How some containers, or some machines, differ from others. Whatever is null is as usual. Moments
/// are counted from the start of a container, and again from each restart.
///
/// @param image which images: a name as requests give it, where `*` stands for any characters; one
///   without a tag means all tags
/// @param service which services, as `namespace/name` with `*`; all if null
/// @param node which nodes: the id or address of a machine with `*`, or a label as `key=value`; all
///   if null
/// @param zone the id of the zone they are in; all if null
/// @param megabytes the image's size
/// @param pull how long a pull takes, in place of what its size would make it
/// @param pullFailure how often a try to pull it fails, from 0 to 1
/// @param appReady until the application answers probes
/// @param unreadyAfter until it fails its readiness check for good; 0 for one that is never ready
/// @param unhealthyAfter until it fails its liveness check for good
/// @param exit until its process ends by itself
/// @param memory what it uses
/// @param termination from the order to stop to its end; more than the grace period of 30 s counts
///   as that
/// @param nodeBoot from the order of such a machine to its kubelet starting
/// @param nodeBootFailure how often such a machine never starts, from 0 to 1
/// @param nodeJoin from there to the node being ready
public record ImageBehaviour(
    String image,
    @Nullable String service,
    @Nullable String node,
    @Nullable String zone,
    @Nullable Double megabytes,
    @Nullable Lognormal pull,
    @Nullable Double pullFailure,
    @Nullable Lognormal appReady,
    @Nullable Lognormal unreadyAfter,
    @Nullable Lognormal unhealthyAfter,
    @Nullable Exit exit,
    @Nullable Memory memory,
    @Nullable Lognormal termination,
    @Nullable Lognormal nodeBoot,
    @Nullable Double nodeBootFailure,
    @Nullable Lognormal nodeJoin) {

  /// Its process ends with this code.
  public record Exit(Lognormal after, int code) {}

  /// It uses so many MiB from `after` on. If the container's limit is lower, it is killed then.
  public record Memory(Lognormal after, int megabytes) {}

  /// The pattern of every image.
  public static final String ANY = "*";

  public static final ImageBehaviour USUAL =
      new ImageBehaviour(
          ANY, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null);

  /// Whether it is one of machines. It says nothing of containers then, and else nothing of
  /// machines.
  boolean speaksOfMachines() {
    return nodeBoot != null || nodeBootFailure != null || nodeJoin != null;
  }

  boolean fitsImage(String name) {
    return Wildcards.fitImage(image, name);
  }

  boolean fitsService(String name) {
    return service == null || Wildcards.fit(service, name);
  }

  /// Nothing that has no place yet fits one.
  boolean fitsPlace(@Nullable Place place) {
    if (node == null && zone == null) {
      return true;
    }
    return place != null
        && (zone == null || zone.equals(place.zone()))
        && (node == null || isNode(node, place));
  }

  private static boolean isNode(String wanted, Place place) {
    int equals = wanted.indexOf('=');
    return equals < 0
        ? Wildcards.fit(wanted, place.machine()) || Wildcards.fit(wanted, place.address())
        : wanted.substring(equals + 1).equals(place.labels().get(wanted.substring(0, equals)));
  }
}
