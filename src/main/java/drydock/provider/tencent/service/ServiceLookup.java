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
    if (world.clusters().find(id.cluster()) == null) {
      return new Answer.Refused(
          new Rejection(
              Rejection.Reason.CLUSTER_NOT_FOUND, "clusterId " + id.cluster() + " does not exist"));
    }
    Service service = world.services().find(id);
    return service == null
        ? new Answer.Refused(
            new Rejection(
                Rejection.Reason.SERVICE_NOT_FOUND,
                "serviceName " + id.name() + " does not exist in namespace " + id.namespace()))
        : found.apply(service);
  }
}
