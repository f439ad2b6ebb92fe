package drydock.provider.tencent.service;

import drydock.provider.tencent.Moments;
import drydock.service.Balancer;
import drydock.service.Exposure;
import drydock.service.Fleet;
import drydock.service.Service;
import drydock.service.ServiceStatus;
import drydock.world.World;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// A service as DescribeClusterService lists it.
record ServiceView(
    String accessType,
    String createdAt,
    int currentReplicas,
    int desiredReplicas,
    String externalIp,
    SortedMap<String, String> labels,
    String lbId,
    String lbStatus,
    String namespace,
    SortedMap<String, Integer> reasonMap,
    String serviceIp,
    String serviceName,
    SortedMap<String, Integer> srcReasonMap,
    String status,
    SortedMap<String, String> sysLabels,
    SortedMap<String, String> userLabels) {

  static ServiceView of(Service service, World world) {
    Fleet fleet = world.services().fleet(service.id());
    LabelsView labels = LabelsView.of(service.id(), service.labels());
    Balancer balancer = service.balancer();
    return new ServiceView(
        accessType(service.spec().exposure().type()),
        Moments.text(service.createdAt()),
        fleet.total().ready(),
        service.spec().replicas(),
        balancer == null || !balancer.running() ? "" : balancer.address(),
        labels.labels(),
        balancer == null ? "" : balancer.id(),
        balancer == null ? "None" : balancer.running() ? "Running" : "Creating",
        service.id().namespace(),
        reasons(fleet, Reason::words),
        service.address(),
        service.id().name(),
        reasons(fleet, Reason::source),
        ServiceStatus.of(service, fleet).text(),
        labels.sysLabels(),
        labels.userLabels());
  }

  private static String accessType(Exposure.Type type) {
    return switch (type) {
      case LOAD_BALANCER -> "LoadBalancer";
      case INTERNAL_LOAD_BALANCER -> "SvcLBTypeInner";
      case NODE_PORT -> "NodePort";
      case CLUSTER_IP -> "ClusterIP";
      case NONE -> "None";
    };
  }

  /// How many replicas are as they are for each reason; it is told when all is well, too.
  private static SortedMap<String, Integer> reasons(Fleet fleet, Function<Reason, String> name) {
    SortedMap<String, Integer> named = new TreeMap<>();
    fleet
        .conditions()
        .forEach((condition, count) ->
            named.merge(name.apply(Reason.of(condition)), count, Integer::sum));
    return named;
  }
}
