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
/// @param crowding what `containerStart` is multiplied by
/// @param containerRestart from the decision to start a container again to its running
/// @param plegRelist between two looks of the kubelet at what runs: an end that it has not brought
///   about is noticed at the next
/// @param kubeletSync from a look of the kubelet at a replica that it cannot help yet to its next:
///   back-offs end at such a look. 0 lets them end to the millisecond
/// @param appReady from the start of a container to its application answering probes
/// @param termination from the order to stop to the end of the last container, no more than the
///   grace period of 30 s
/// @param loadBalancer creating a load balancer, or taking it away
/// @param loadBalancerBinding one call that binds it: to its listeners, and to its backends
public record Timings(
    Lognormal masters,
    Lognormal nodeBoot,
    Lognormal nodeInstall,
    Lognormal nodeJoin,
    Lognormal nodeRemoval,
    ImagePull imagePull,
    Lognormal imageRecheck,
    Lognormal containerStart,
    Crowding crowding,
    Lognormal containerRestart,
    Duration plegRelist,
    Lognormal kubeletSync,
    Lognormal appReady,
    Lognormal termination,
    Lognormal loadBalancer,
    Lognormal loadBalancerBinding) {

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

  /// Containers start the more slowly the more pods a node has: by the factor `empty` on one
  /// without any, by `full` on one that takes no more, and evenly in between.
  public record Crowding(double empty, double full) {

    /// The factor where this share of the pods is there that a node takes.
    public double at(double fill) {
      return empty + (full - empty) * fill;
    }
  }
}
