package drydock.monitor;

import drydock.monitor.Incident.Kind;
import drydock.monitor.Incident.Reason;
import drydock.profile.Release;
import drydock.service.Balancer;
import drydock.service.Exposure;
import drydock.service.Service;
import drydock.service.ServiceEvent;
import java.util.ArrayList;
import java.util.List;

/// What the service controller tells of load balancers (Kubernetes 1.7 to 1.30,
/// pkg/controller/service).
final class BalancerNarration {

  private BalancerNarration() {}

  /// Another kind of access takes the load balancer away that it had, or asks for another.
  static List<Incident> exposed(Service service, ServiceEvent.Modified event, Release release) {
    String name = event.service().name();
    Balancer before = service.balancer();
    Balancer after = event.balancer();
    if (before != null && after != null && before.id().equals(after.id())) {
      return List.of();
    }
    List<Incident> all = new ArrayList<>();
    String from = type(service.spec().exposure());
    String to = type(event.spec().exposure());
    if ((before == null) != (after == null) && !from.isEmpty() && !to.isEmpty()) {
      all.add(Incident.normal(Kind.SERVICE, name, Reason.TYPE, from + " -> " + to));
    }
    all.addAll(before == null ? List.of() : deleted(name));
    if (after != null) {
      all.add(asked(name, release));
    }
    return all;
  }

  /// As Kubernetes calls it; empty where there is no service in its sense.
  private static String type(Exposure exposure) {
    return switch (exposure.type()) {
      case LOAD_BALANCER, INTERNAL_LOAD_BALANCER -> "LoadBalancer";
      case NODE_PORT -> "NodePort";
      case CLUSTER_IP -> "ClusterIP";
      case NONE -> "";
    };
  }

  static List<Incident> deleted(String service) {
    return List.of(
        balancer(service, Reason.DELETING_BALANCER, "Deleting load balancer"),
        balancer(service, Reason.DELETED_BALANCER, "Deleted load balancer"));
  }

  /// 1.7 had other names for it (pkg/controller/service).
  static Incident asked(String service, Release release) {
    return release == Release.K8S_1_7
        ? balancer(service, Reason.CREATING_BALANCER, "Creating load balancer")
        : balancer(service, Reason.ENSURING_BALANCER, "Ensuring load balancer");
  }

  static Incident made(String service, Release release) {
    return release == Release.K8S_1_7
        ? balancer(service, Reason.CREATED_BALANCER, "Created load balancer")
        : balancer(service, Reason.ENSURED_BALANCER, "Ensured load balancer");
  }

  private static Incident balancer(String service, Reason reason, String message) {
    return Incident.normal(Kind.SERVICE, service, reason, message);
  }

  /// It is tried again. Since 1.11 it is called syncing, with the same cause behind the colon.
  static List<Incident> failed(String service, String message, Release release) {
    boolean syncing = release == Release.MODERN;
    String cause = message.substring(message.indexOf(": ") + 2);
    return List.of(
        Incident.warning(
            Kind.SERVICE,
            service,
            syncing ? Reason.SYNC_BALANCER_FAILED : Reason.BALANCER_FAILED,
            syncing ? "Error syncing load balancer: " + cause : message),
        asked(service, release));
  }
}
