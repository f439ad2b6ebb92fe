package drydock.profile;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/// Everything about a world that its user may set. A profile takes no part in replaying a history:
/// what it decided is in the events.
///
/// @param kubernetes which release clusters run where none is asked for
/// @param images which containers and machines are unlike others; the first that fits one counts
public record Profile(
    String name,
    Release kubernetes,
    Timings timings,
    Failures failures,
    RolloutPolicy rollout,
    Quotas quotas,
    NodeImage nodes,
    NodeControl nodeControl,
    NodeFailure nodeFailure,
    Workload workload,
    Catalogue catalogue,
    List<ImageBehaviour> images) {

  /// The versions of Kubernetes that clusters can be made with.
  public List<String> versions() {
    List<String> all = catalogue.kubernetes();
    return all.contains(kubernetes.version())
        ? all
        : Stream.concat(all.stream(), Stream.of(kubernetes.version())).toList();
  }

  /// How often things fail.
  ///
  /// @param nodeBoot the share of machines that never start, from 0 to 1, and `imagePull` that of
  ///   tries to pull an image that fail
  /// @param neverReady the share of starts after which a container never passes its readiness check
  /// @param sigtermIgnored the share of services whose containers do not stop when told to, and are
  ///   killed after 30 s
  /// @param containerCrashesPerMonth how often a container that runs crashes in 30 days
  public record Failures(
      double nodeBoot,
      double imagePull,
      double neverReady,
      double sigtermIgnored,
      double containerCrashesPerMonth) {}

  /// How much of everything an account may have, and how many points of monitoring data an answer
  /// may hold.
  public record Quotas(
      int clusters,
      int nodesPerCluster,
      int nodesPerPurchase,
      int replicasPerService,
      int monitorPoints,
      RegistryQuotas registry) {}

  /// How much the image registry holds: tags are those of a repository, and so are triggers.
  public record RegistryQuotas(int namespaces, int repositories, int tags, int triggers) {}

  /// What every node carries from the start: labels of its own, the labels of a pod of the platform
  /// that runs on it in the namespace `default`, the most pods it takes, and the share of its
  /// memory kept for the system, in MiB.
  public record NodeImage(
      SortedMap<String, String> labels,
      SortedMap<String, String> podLabels,
      int podsMax,
      int reservedMemory) {}
}
