package drydock.profile;

import drydock.kernel.Lognormal;
import drydock.kernel.Pattern;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How containers made from some images differ from others. Whatever is null is as usual. Moments
/// are counted from the start of a container, and again from each restart.
///
/// @param image which images: a name as requests give it, where `*` stands for any characters; one
///   without a tag means all tags
/// @param megabytes its size
/// @param pull how long a pull takes, in place of what its size would make it
/// @param pullFailure how often a try to pull it fails, from 0 to 1
/// @param appReady until the application answers probes
/// @param unreadyAfter until it fails its readiness check for good; 0 for one that is never ready
/// @param unhealthyAfter until it fails its liveness check for good
/// @param exit until its process ends by itself
/// @param memory what it uses
/// @param termination from the order to stop to its end; more than the grace period of 30 s counts
///   as that
public record ImageBehaviour(
    String image,
    @Nullable Double megabytes,
    @Nullable Lognormal pull,
    @Nullable Double pullFailure,
    @Nullable Lognormal appReady,
    @Nullable Lognormal unreadyAfter,
    @Nullable Lognormal unhealthyAfter,
    @Nullable Exit exit,
    @Nullable Memory memory,
    @Nullable Lognormal termination) {

  /// Its process ends with this code.
  public record Exit(Lognormal after, int code) {}

  /// It uses so many MiB from `after` on. If the container's limit is lower, it is killed then.
  public record Memory(Lognormal after, int megabytes) {}

  public static final ImageBehaviour USUAL =
      new ImageBehaviour("*", null, null, null, null, null, null, null, null, null);

  public ImageBehaviour {
    Objects.requireNonNull(image, "an entry of images names no image");
  }

  boolean matches(String name) {
    return new Pattern(image).fitsImage(name);
  }
}
