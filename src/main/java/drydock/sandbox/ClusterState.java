package drydock.sandbox;

import drydock.cluster.Cluster;
import drydock.cluster.Namespace;
import drydock.cluster.Node;
import drydock.cluster.NodeCondition;
import drydock.service.Balancer;
import drydock.service.Progressing;
import drydock.service.Replica;
import drydock.service.Revision;
import drydock.service.Rollout;
import drydock.service.Service;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import drydock.service.ServiceStatus;
import drydock.task.Task;
import drydock.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All that there is of a cluster after the event at `position`, in the words that events use. The
/// parts are values that no later event touches, so taking them together is quick.
///
/// @param namespaces and nodes from the oldest to the youngest
/// @param conditions what the cluster knows of each node that has joined, by its machine
/// @param services by namespace and name
/// @param leftovers replicas that are still stopping when their service is gone
/// @param tasks those that are running
record ClusterState(
    long position,
    Cluster cluster,
    List<Namespace> namespaces,
    List<Node> nodes,
    SortedMap<String, List<NodeCondition>> conditions,
    List<ServiceState> services,
    List<Replica> leftovers,
    List<Task> tasks) {

  /// A service with its revisions and replicas, both from the oldest to the youngest.
  ///
  /// @param progressing how a rollout with a deadline gets on; null where there is none
  /// @param current the name of the revision of the template asked for; null while there is none
  record ServiceState(
      ServiceId id,
      ServiceStatus status,
      ServiceSpec spec,
      SortedMap<String, String> labels,
      String address,
      @Nullable Balancer balancer,
      boolean paused,
      @Nullable Rollout rollout,
      @Nullable Progressing progressing,
      @Nullable String current,
      long born,
      Instant createdAt,
      List<Revision> revisions,
      List<Replica> replicas) {

    static ServiceState of(Service service, World world) {
      var fleet = world.services().fleet(service.id());
      Service.Progress progress = service.progress();
      return new ServiceState(
          service.id(),
          ServiceStatus.of(service, fleet),
          service.spec(),
          service.labels(),
          service.address(),
          service.balancer(),
          progress.paused(),
          progress.rollout(),
          progress.condition(),
          progress.current(),
          service.born(),
          service.createdAt(),
          progress.revisions(),
          List.copyOf(fleet.replicas()));
    }
  }

  /// Null if there is no such cluster.
  static @Nullable ClusterState of(World world, String id) {
    Cluster cluster = world.clusters().find(id);
    if (cluster == null) {
      return null;
    }
    return new ClusterState(
        world.position(),
        cluster,
        List.copyOf(world.clusters().namespaces(id)),
        List.copyOf(world.clusters().nodes(id)),
        conditions(world, cluster),
        world.services().list(id).stream().map(each -> ServiceState.of(each, world)).toList(),
        leftovers(world, id),
        world.tasks().running().stream().filter(task -> task.cluster().equals(id)).toList());
  }

  private static SortedMap<String, List<NodeCondition>> conditions(World world, Cluster cluster) {
    SortedMap<String, List<NodeCondition>> all = new TreeMap<>();
    for (Node node : world.clusters().nodes(cluster.id())) {
      List<NodeCondition> its = NodeCondition.of(node, cluster.release());
      if (!its.isEmpty()) {
        all.put(node.id().machine(), its);
      }
    }
    return all;
  }

  private static List<Replica> leftovers(World world, String id) {
    List<Replica> leftovers = new ArrayList<>();
    for (var fleet : world.services().fleets(id)) {
      for (Replica replica : fleet.replicas()) {
        if (world.services().find(replica.id().service()) == null) {
          leftovers.add(replica);
        }
      }
    }
    return List.copyOf(leftovers);
  }
}
