package drydock.placement;

import drydock.profile.Release;

/// What keeps a replica off a node, in the words of Kubernetes: the name of a predicate up to 1.9,
/// a sentence since (predicates/error.go; in 1.30 those of the scheduler's plugins).
enum Obstacle {
  NOT_READY(
      "NodeNotReady",
      "node(s) were not ready",
      "node(s) had untolerated taint {node.kubernetes.io/unreachable: }"),
  OUT_OF_DISK("NodeOutOfDisk", "node(s) were out of disk space", ""),
  MEMORY_PRESSURE(
      "NodeUnderMemoryPressure",
      "node(s) had memory pressure",
      "node(s) had untolerated taint {node.kubernetes.io/memory-pressure: }"),
  DISK_PRESSURE(
      "NodeUnderDiskPressure",
      "node(s) had disk pressure",
      "node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }"),
  UNSCHEDULABLE("NodeUnschedulable", "node(s) were unschedulable", "node(s) were unschedulable"),
  PODS("Insufficient pods", "Insufficient pods", "Too many pods"),
  CPU("Insufficient cpu", "Insufficient cpu", "Insufficient cpu"),
  MEMORY("Insufficient memory", "Insufficient memory", "Insufficient memory"),
  NODE_SELECTOR(
      "MatchNodeSelector",
      "node(s) didn't match node selector",
      "node(s) didn't match Pod's node affinity/selector"),
  DISK("NoDiskConflict", "node(s) had no available disk", "node(s) had no available disk"),
  /// Only 1.10 says both this and which of the rules it was.
  POD_AFFINITY("MatchInterPodAffinity", "node(s) didn't match pod affinity/anti-affinity", ""),
  POD_AFFINITY_RULES(
      "", "node(s) didn't match pod affinity rules", "node(s) didn't match pod affinity rules");

  private final String predicate;
  private final String sentence;
  private final String modern;

  Obstacle(String predicate, String sentence, String modern) {
    this.predicate = predicate;
    this.sentence = sentence;
    this.modern = modern;
  }

  /// What its filter is called in counts, whatever the release; empty if it counts as another.
  String filter() {
    return predicate;
  }

  /// Empty where the release does not speak of it.
  String words(Release release) {
    return switch (release) {
      case K8S_1_7, K8S_1_8, K8S_1_9 -> predicate;
      case K8S_1_10 -> sentence;
      case MODERN -> modern;
    };
  }

  /// Whether it would go away if other pods did, so that a pod of a higher priority could drive
  /// them out (1.30, UnschedulableAndUnresolvable).
  boolean resolvable() {
    return switch (this) {
      case PODS, CPU, MEMORY, DISK -> true;
      case NOT_READY,
          OUT_OF_DISK,
          MEMORY_PRESSURE,
          DISK_PRESSURE,
          UNSCHEDULABLE,
          NODE_SELECTOR,
          POD_AFFINITY,
          POD_AFFINITY_RULES ->
          false;
    };
  }
}
