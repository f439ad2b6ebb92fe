package drydock.task;

import drydock.cluster.Cluster;
import drydock.cluster.ClusterCommand;
import drydock.cluster.ClusterEvent;
import drydock.cluster.ClusterStatus;
import drydock.cluster.Clusters;
import drydock.cluster.NodeEvent;
import drydock.cluster.NodeId;
import drydock.cluster.NodePhase;
import drydock.kernel.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a task ends, and how: read off the clusters and nodes it is about.
public final class Settling {

  private Settling() {}

  /// The task that an accepted command and the events it led to stand for.
  public static TaskEvent.Started started(
      ClusterCommand command, List<Event> events, int requestId) {
    Task.Kind kind =
        switch (command) {
          case ClusterCommand.Create _ -> Task.Kind.CREATE_CLUSTER;
          case ClusterCommand.Delete _ -> Task.Kind.DELETE_CLUSTER;
          case ClusterCommand.AddNodes _ -> Task.Kind.ADD_NODES;
          case ClusterCommand.RemoveNodes _ -> Task.Kind.REMOVE_NODES;
        };
    String cluster = ((ClusterEvent) events.getFirst()).cluster();
    List<String> machines = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof NodeEvent moved) {
        machines.add(moved.node().machine());
      }
    }
    return new TaskEvent.Started(requestId, kind, cluster, List.copyOf(machines));
  }

  /// How a running task ends; null while it goes on. A task that makes nodes fails if one of them
  /// never came up.
  public static TaskEvent.@Nullable Settled step(Task task, Clusters clusters) {
    Cluster cluster = clusters.find(task.cluster());
    Task.Status outcome =
        switch (task.kind()) {
          case CREATE_CLUSTER ->
              cluster == null || cluster.status() == ClusterStatus.CREATING
                  ? null
                  : nodesUp(task, clusters);
          case ADD_NODES -> nodesUp(task, clusters);
          case REMOVE_NODES -> nodesGone(task, clusters);
          case DELETE_CLUSTER -> cluster == null ? Task.Status.SUCCEEDED : null;
        };
    return outcome == null ? null : new TaskEvent.Settled(task.requestId(), outcome);
  }

  private static Task.@Nullable Status nodesUp(Task task, Clusters clusters) {
    Task.Status outcome = Task.Status.SUCCEEDED;
    for (String machine : task.machines()) {
      var node = clusters.node(new NodeId(task.cluster(), machine));
      if (node == null) {
        outcome = Task.Status.FAILED;
      } else if (node.phase() != NodePhase.READY) {
        return null;
      }
    }
    return outcome;
  }

  private static Task.@Nullable Status nodesGone(Task task, Clusters clusters) {
    boolean left =
        task.machines().stream()
            .anyMatch(machine -> clusters.node(new NodeId(task.cluster(), machine)) != null);
    return left ? null : Task.Status.SUCCEEDED;
  }
}
