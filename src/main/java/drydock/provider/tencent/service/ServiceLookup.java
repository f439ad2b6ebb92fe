package drydock.provider.tencent.service;

import drydock.kernel.Rejection;
import drydock.provider.tencent.Answer;
import drydock.service.Service;
import drydock.service.ServiceId;
import drydock.world.World;
import java.util.function.Function;

/// Finds the service that a request names, or says what is missing.
final class ServiceLookup {

  private ServiceLookup() {}

  static Answer answer(World world, ServiceId id, Function<Service, Answer> found) {
    Service service = world.services().find(id);
    return service == null ? missing(world, id) : found.apply(service);
  }

  /// What to say where there is no such service.
  static Answer missing(World world, ServiceId id) {
    return new Answer.Refused(
        world.clusters().find(id.cluster()) == null
            ? new Rejection(
                Rejection.Reason.CLUSTER_NOT_FOUND, "clusterId " + id.cluster() + " does not exist")
            : new Rejection(
                Rejection.Reason.SERVICE_NOT_FOUND,
                "serviceName " + id.name() + " does not exist in namespace " + id.namespace()));
  }
}
