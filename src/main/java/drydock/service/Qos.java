package drydock.service;

/// What the replicas of a template were promised (Kubernetes, core/helper/qos). The first to go is
/// named first.
public enum Qos {
  /// Nothing is asked for and nothing limited.
  BEST_EFFORT,
  BURSTABLE,
  /// Every container has as much CPU and memory as it may use at most.
  GUARANTEED;

  public static Qos of(PodTemplate template) {
    boolean nothing = true;
    boolean everything = true;
    for (Container container : template.containers()) {
      Container.Resources its = container.resources();
      nothing &= its.cpu() + its.cpuLimit() + its.memory() + its.memoryLimit() == 0;
      everything &=
          its.cpuLimit() > 0
              && its.memoryLimit() > 0
              && its.cpu() == its.cpuLimit()
              && its.memory() == its.memoryLimit();
    }
    return nothing ? BEST_EFFORT : everything ? GUARANTEED : BURSTABLE;
  }
}
