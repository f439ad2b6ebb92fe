package drydock.placement;

/// What keeps a replica off a node, in the words of Kubernetes: a sentence since 1.10, the name of
/// the predicate before (predicates/error.go).
public enum Obstacle {
  NOT_READY("NodeNotReady", "node(s) were not ready"),
  OUT_OF_DISK("NodeOutOfDisk", "node(s) were out of disk space"),
  UNSCHEDULABLE("NodeUnschedulable", "node(s) were unschedulable"),
  MEMORY_PRESSURE("NodeUnderMemoryPressure", "node(s) had memory pressure"),
  DISK_PRESSURE("NodeUnderDiskPressure", "node(s) had disk pressure"),
  PODS("Insufficient pods", "Insufficient pods"),
  CPU("Insufficient cpu", "Insufficient cpu"),
  MEMORY("Insufficient memory", "Insufficient memory"),
  NODE_SELECTOR("MatchNodeSelector", "node(s) didn't match node selector"),
  DISK("NoDiskConflict", "node(s) had no available disk"),
  POD_AFFINITY("MatchInterPodAffinity", "node(s) didn't match pod affinity/anti-affinity"),
  POD_AFFINITY_RULES("PodAffinityRulesNotMatch", "node(s) didn't match pod affinity rules");

  private final String predicate;
  private final String text;

  Obstacle(String predicate, String text) {
    this.predicate = predicate;
    this.text = text;
  }

  public String predicate() {
    return predicate;
  }

  public String text() {
    return text;
  }
}
