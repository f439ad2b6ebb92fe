package drydock.provider.tencent.service;

import drydock.provider.tencent.Moments;
import drydock.service.Balancer;
import drydock.service.Exposure;
import drydock.service.Fleet;
import drydock.service.Replica;
import drydock.service.Service;
import drydock.service.ServiceStatus;
import drydock.world.World;
import java.util.EnumMap;
import java.util.Map;
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
    Map<Reason, Integer> reasons = reasons(fleet);
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
        named(reasons, Reason::words),
        service.address(),
        service.id().name(),
        named(reasons, Reason::source),
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

  /// How many replicas are as they are for each reason; it is told when all is well, too. They are
  /// gone through once, for the world's loop stands still meanwhile.
  private static Map<Reason, Integer> reasons(Fleet fleet) {
    Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
    for (Replica replica : fleet.replicas()) {
      if (replica.active()) {
        counts.merge(Reason.of(replica), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static SortedMap<String, Integer> named(
      Map<Reason, Integer> counts, Function<Reason, String> name) {
    SortedMap<String, Integer> named = new TreeMap<>();
    counts.forEach((reason, count) -> named.merge(name.apply(reason), count, Integer::sum));
    return named;
  }
}
