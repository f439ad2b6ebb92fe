package drydock.provider.tencent.service;

import drydock.cluster.Health;
import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.profile.Release;
import drydock.provider.tencent.Moments;
import drydock.service.Condition;
import drydock.service.Container;
import drydock.service.ContainerId;
import drydock.service.ContainerState;
import drydock.service.Replica;
import drydock.service.ReplicaPhase;
import drydock.service.Service;
import drydock.service.Vitals;
import drydock.world.World;
import java.time.Instant;
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
    Reason reason = lost(replica, node, world) ? Reason.LOST : Reason.of(replica);
    List<Container> containers = service.containers(replica);
    boolean unseen = unseen(replica, node);
    return new InstanceView(
        replica.id().name(),
        reason.status(),
        reason.shown(),
        reason.shownSource(),
        replica.state().address(),
        replica.restarts(),
        unseen || replica.active() ? ready(replica, unseen, containers.size(), world.now()) : 0,
        address,
        address,
        Moments.text(replica.createdAt()),
        node == null
            ? null
            : containers.stream().map(each -> view(each, replica, unseen, world)).toList());
  }

  /// Whether its containers are as they were when they were last heard of: whoever finds a kubelet
  /// silent says that the pod is not ready, and leaves its containers alone (Kubernetes 1.7 to
  /// 1.30, pkg/controller/util/node, MarkAllPodsNotReady).
  private static boolean unseen(Replica replica, @Nullable Node node) {
    return node != null && node.health().silent() && replica.state().unseen();
  }

  /// Whether it was deleted because nothing is heard of its node (Kubernetes 1.7 to 1.10,
  /// pkg/controller/util/node, SetPodTerminationReason).
  private static boolean lost(Replica replica, @Nullable Node node, World world) {
    Health.Silence silence = node == null ? null : node.health().silence();
    return silence != null
        && silence.evicted()
        && replica.phase() == ReplicaPhase.STOPPING
        && world.clusters().release(replica.id().service().cluster()).before(Release.MODERN);
  }

  /// How many of a replica's containers are ready.
  private static int ready(Replica replica, boolean unseen, int containers, Instant now) {
    Vitals vitals = replica.state().vitals();
    if (vitals == null) {
      return unseen || replica.ready() ? containers : 0;
    }
    return (int) vitals.containers().values().stream().filter(each -> each.readyAt(now)).count();
  }

  private static ContainerView view(
      Container container, Replica replica, boolean unseen, World world) {
    ContainerState state = replica.container(container.name());
    Reason reason =
        unseen && (state == null || state.readyAt(world.now()))
            ? Reason.of(Condition.RUNNING)
            : state == null ? Reason.of(replica) : Reason.of(replica, state, world.now());
    boolean started = replica.phase().compareTo(ReplicaPhase.RUNNING) >= 0;
    return new ContainerView(
        container.name(),
        started ? ContainerId.of(replica, container, world.seed()) : "",
        reason.status(),
        reason.shown(),
        container.image());
  }
}
