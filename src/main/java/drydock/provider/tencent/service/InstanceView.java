package drydock.provider.tencent.service;

import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.provider.tencent.Moments;
import drydock.service.Container;
import drydock.service.ContainerId;
import drydock.service.Replica;
import drydock.service.ReplicaPhase;
import drydock.service.Service;
import drydock.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A replica as DescribeServiceInstance shows it.
record InstanceView(
    String name,
    String status,
    String reason,
    String srcReason,
    String ip,
    int restartCount,
    int readyCount,
    String nodeName,
    String nodeIp,
    String createdAt,
    @Nullable List<ContainerView> containers) {

  /// A container of it.
  record ContainerView(
      String name, String containerId, String status, String reason, String image) {}

  static InstanceView of(Replica replica, Service service, World world) {
    String machine = replica.node();
    Node node =
        machine == null ? null : world.clusters().node(new NodeId(service.id().cluster(), machine));
    String address = node == null ? "" : node.addresses().lan();
    Reason reason = Reason.of(replica);
    List<Container> containers = service.containers(replica);
    return new InstanceView(
        replica.id().name(),
        status(replica.phase()),
        reason.shown(),
        reason.shownSource(),
        replica.state().address(),
        0,
        replica.ready() ? containers.size() : 0,
        address,
        address,
        Moments.text(replica.createdAt()),
        node == null ? null : containers.stream().map(each -> view(each, replica, world)).toList());
  }

  private static ContainerView view(Container container, Replica replica, World world) {
    Reason reason = Reason.of(replica);
    boolean started = replica.phase().compareTo(ReplicaPhase.RUNNING) >= 0;
    return new ContainerView(
        container.name(),
        started ? ContainerId.of(replica, container, world.seed()) : "",
        status(replica.phase()),
        reason.shown(),
        container.image());
  }

  /// The status of an instance and of its containers (API document, DescribeServiceInstance).
  private static String status(ReplicaPhase phase) {
    return switch (phase) {
      case PENDING, PULLING, PULL_BACK_OFF, STARTING -> "Waiting";
      case RUNNING -> "NotReady";
      case READY -> "Running";
      case STOPPING -> "Terminating";
    };
  }
}
