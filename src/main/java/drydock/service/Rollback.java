package drydock.service;

import static drydock.kernel.Rejection.Reason.NOTHING_TO_ROLL_BACK;

import drydock.kernel.Decision;
import java.util.Comparator;

/// Goes back to the configuration before the current one (API document, RollBackClusterService:
/// only one step back). What comes back is the template; the number of replicas stays (Kubernetes,
/// pkg/controller/deployment/rollback.go).
///
/// Rolling back a rollback therefore returns to where it started. A paused update that is rolled
/// back goes on as a rollback: the wish to go back would otherwise wait behind the pause.
final class Rollback {

  private Rollback() {}

  static Decision decide(Service service) {
    return service.progress().revisions().stream()
        .filter(revision -> !revision.template().equals(service.spec().template()))
        .max(Comparator.comparingInt(Revision::number))
        .map(before -> Decision.accept(new ServiceEvent.RolledBack(service.id(), before.name())))
        .orElseGet(() ->
            Decision.reject(
                NOTHING_TO_ROLL_BACK,
                "serviceName " + service.id().name() + " has no earlier configuration"));
  }
}
