package drydock.registry;

import drydock.service.ServiceId;
import java.time.Instant;

/// Updates a container of a service whenever a tag appears in a repository.
///
/// @param born the position of the event that made it
public record Trigger(Spec spec, long born, Instant createdAt, Instant updatedAt) {

  /// What was asked for.
  ///
  /// @param repository the one it watches
  public record Spec(String name, String repository, Condition condition, Target target) {}

  /// What it updates, which need not exist yet.
  ///
  /// @param region that of the service's cluster, by its long name
  public record Target(ServiceId service, String container, String region) {}
}
