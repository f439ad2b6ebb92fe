package drydock.profile;

import drydock.kernel.Lognormal;
import java.time.Duration;

/// How long things take.
///
/// @param masters from the order of a cluster without nodes to its being there
/// @param nodeBoot from the order of a machine to its kubelet starting
/// @param nodeInstall putting the cluster's operating system on a machine that is there already
/// @param nodeJoin from there to the node being ready
/// @param nodeRemoval from the order to remove a node to its end
/// @param imagePull of an image that the node does not have
/// @param imageRecheck of an image that the node has, where the pull policy is Always; and of one
///   that the registry does not have
/// @param containerStart creating and starting the containers of a replica whose images are there
/// @param containerRestart from the decision to start a container again to its running
/// @param kubeletSync from a look of the kubelet at a replica that it cannot help yet to its next:
///   back-offs end at such a look. 0 lets them end to the millisecond
/// @param appReady from the start of a container to its application answering probes
/// @param termination from the order to stop to the end of the last container, no more than the
///   grace period of 30 s
/// @param loadBalancer creating a load balancer and binding it
public record Timings(
    Lognormal masters,
    Lognormal nodeBoot,
    Lognormal nodeInstall,
    Lognormal nodeJoin,
    Lognormal nodeRemoval,
    ImagePull imagePull,
    Lognormal imageRecheck,
    Lognormal containerStart,
    Lognormal containerRestart,
    Lognormal kubeletSync,
    Lognormal appReady,
    Lognormal termination,
    Lognormal loadBalancer) {

  /// A pull takes `overhead` and the time for the image's size at `megabytesPerSecond`, spread by
  /// `sigma`. Sizes of images spread about `size` (its unit is the second, read as megabyte). One
  /// node pulls one image at a time. A speed of 0 means that pulls take nothing. All nodes together
  /// pull at `registryMegabytesPerSecond` at most; 0 is no bound.
  public record ImagePull(
      Duration overhead,
      double megabytesPerSecond,
      double registryMegabytesPerSecond,
      double sigma,
      Lognormal size) {

    /// How many megabytes a second come to each of so many nodes.
    public double speed(int nodes) {
      return registryMegabytesPerSecond == 0
          ? megabytesPerSecond
          : Math.min(megabytesPerSecond, registryMegabytesPerSecond / nodes);
    }
  }
}
