package drydock.service;

/// What a service was asked to be.
///
/// @param replicas how many of it are wanted
/// @param minReadySeconds how long a replica must be ready before it counts as available
public record ServiceSpec(
    String description,
    int replicas,
    Strategy strategy,
    int minReadySeconds,
    Exposure exposure,
    PodTemplate template) {

  /// How an update replaces replicas.
  public enum Strategy {
    ROLLING_UPDATE,
    RECREATE
  }

  ServiceSpec withDescription(String other) {
    return new ServiceSpec(other, replicas, strategy, minReadySeconds, exposure, template);
  }

  ServiceSpec withExposure(Exposure other) {
    return new ServiceSpec(description, replicas, strategy, minReadySeconds, other, template);
  }

  ServiceSpec withReplicas(int wanted) {
    return new ServiceSpec(description, wanted, strategy, minReadySeconds, exposure, template);
  }

  ServiceSpec withTemplate(PodTemplate other) {
    return new ServiceSpec(description, replicas, strategy, minReadySeconds, exposure, other);
  }
}
