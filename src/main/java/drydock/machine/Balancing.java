package drydock.machine;

import drydock.fault.Fault;
import drydock.fault.FaultKind;
import drydock.fault.Strikes;
import drydock.fault.Strikes.Occasion;
import drydock.fault.Target;
import drydock.kernel.Step;
import drydock.service.Balancer;
import drydock.service.Service;
import drydock.service.ServiceEvent;
import drydock.service.ServiceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Making the load balancer of a service, again and again until it is there (Kubernetes 1.7 to
/// 1.10, pkg/controller/service: minRetryDelay, maxRetryDelay).
public final class Balancing {

  private static final Duration BACK_OFF_FIRST = Duration.ofSeconds(5);
  private static final Duration BACK_OFF_MAX = Duration.ofMinutes(5);

  private Balancing() {}

  /// What becomes of the load balancer of a service now that it was to be there.
  public static Step due(Service service, Instant now, Strikes strikes) {
    ServiceId id = service.id();
    if (!strikes.calm()) {
      Target target = Target.balancer(id.cluster(), id.namespace(), id.name());
      var occasion = new Occasion(id.toString(), "", now.toEpochMilli());
      if (strikes.release(FaultKind.BALANCER_LATE, id.toString()) == null) {
        Fault late = strikes.strike(FaultKind.BALANCER_LATE, target, occasion);
        if (late != null) {
          return strikes.step(
              List.of(new ServiceEvent.BalancerDelayed(id, now.plus(late.seconds("seconds")))));
        }
      }
      if (strikes.strike(FaultKind.BALANCER_FAILURE, target, occasion) != null) {
        return strikes.step(List.of(failed(service, now)));
      }
    }
    return strikes.step(List.of(new ServiceEvent.BalancerCreated(id)));
  }

  private static ServiceEvent.BalancerFailed failed(Service service, Instant now) {
    Balancer balancer = service.balancer();
    int failures = balancer == null ? 0 : balancer.failures();
    Duration doubled = BACK_OFF_FIRST.multipliedBy(1L << Math.min(failures, 6));
    Duration backOff = doubled.compareTo(BACK_OFF_MAX) < 0 ? doubled : BACK_OFF_MAX;
    String name = service.id().namespace() + "/" + service.id().name();
    String message =
        "Error creating load balancer (will retry): failed to ensure load balancer for service "
            + name
            + ": the cloud refused to create it";
    return new ServiceEvent.BalancerFailed(service.id(), message, now.plus(backOff));
  }
}
