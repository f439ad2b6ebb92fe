package drydock.task;

import drydock.cluster.ApiEndpoint;
import drydock.cluster.Cluster;
import drydock.cluster.ClusterCommand;
import drydock.cluster.ClusterEvent;
import drydock.cluster.ClusterStatus;
import drydock.cluster.Clusters;
import drydock.cluster.NodeEvent;
import drydock.cluster.NodeId;
import drydock.cluster.NodePhase;
import drydock.fault.FaultKind;
import drydock.fault.Strikes;
import drydock.fault.Strikes.Occasion;
import drydock.fault.Target;
import drydock.kernel.Event;
import drydock.kernel.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a task ends, and how: read off the clusters and nodes it is about.
public final class Settling {

  private Settling() {}

  /// The task that an accepted command and the events it led to stand for.
  public static TaskEvent.Started started(
      ClusterCommand command, List<Event> events, int requestId) {
    List<String> machines = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof NodeEvent moved) {
        machines.add(moved.node().machine());
      }
    }
    List<String> about = List.copyOf(machines);
    return switch (command) {
      case ClusterCommand.Create _ ->
          new TaskEvent.Started(
              requestId,
              Task.Kind.CREATE_CLUSTER,
              ((ClusterEvent) events.getFirst()).cluster(),
              about);
      case ClusterCommand.Delete(var cluster, _) ->
          new TaskEvent.Started(requestId, Task.Kind.DELETE_CLUSTER, cluster, about);
      case ClusterCommand.AddNodes add ->
          new TaskEvent.Started(requestId, Task.Kind.ADD_NODES, add.cluster(), about);
      case ClusterCommand.AddMachines add ->
          new TaskEvent.Started(requestId, Task.Kind.ADD_NODES, add.cluster(), about);
      case ClusterCommand.RemoveNodes remove ->
          new TaskEvent.Started(requestId, Task.Kind.REMOVE_NODES, remove.cluster(), about);
      case ClusterCommand.OpenEndpoint(var cluster) ->
          new TaskEvent.Started(requestId, Task.Kind.OPEN_ENDPOINT, cluster, about);
      case ClusterCommand.CloseEndpoint(var cluster) ->
          new TaskEvent.Started(requestId, Task.Kind.CLOSE_ENDPOINT, cluster, about);
    };
  }

  /// How a running task ends, if no fault keeps it; nothing while it goes on.
  public static Step step(Task task, Clusters clusters, Instant now, Strikes strikes) {
    Task.Status outcome = outcome(task, clusters);
    if (outcome == null) {
      return Step.NONE;
    }
    if (!strikes.calm()) {
      var occasion = new Occasion(subject(task), "", 0);
      Target target = Target.task(task.cluster());
      if (strikes.holds(FaultKind.TASK_STUCK, occasion.subject())
          || strikes.holds(FaultKind.TASK_LATE, occasion.subject())) {
        return Step.NONE;
      }
      if (strikes.strike(FaultKind.TASK_STUCK, target, occasion) != null
          || strikes.strike(
                  FaultKind.TASK_LATE,
                  target,
                  occasion,
                  fault -> now.plus(fault.seconds("seconds")))
              != null) {
        return strikes.step(List.of());
      }
      if (outcome == Task.Status.SUCCEEDED
          && strikes.strike(FaultKind.TASK_FAILED, target, occasion) != null) {
        outcome = Task.Status.FAILED;
      }
    }
    return strikes.step(List.of(new TaskEvent.Settled(task.requestId(), outcome)));
  }

  /// A task by the name that it has in the log.
  private static String subject(Task task) {
    return TaskEvent.subject(task.requestId());
  }

  /// How a task ends that a fault kept running after its work was done, whatever has become of that
  /// since.
  public static TaskEvent.Settled released(Task task, Clusters clusters) {
    Task.Status outcome = outcome(task, clusters);
    return new TaskEvent.Settled(
        task.requestId(), outcome == null ? Task.Status.SUCCEEDED : outcome);
  }

  /// What has become of that which a task is about; null while it is under way. A task that makes
  /// nodes fails if one of them never came up, or if there was none to be made.
  private static Task.@Nullable Status outcome(Task task, Clusters clusters) {
    Cluster cluster = clusters.find(task.cluster());
    return switch (task.kind()) {
      case CREATE_CLUSTER ->
          cluster == null || cluster.status() == ClusterStatus.CREATING
              ? null
              : nodesUp(task, clusters);
      case ADD_NODES -> task.machines().isEmpty() ? Task.Status.FAILED : nodesUp(task, clusters);
      case REMOVE_NODES -> nodesGone(task, clusters);
      case DELETE_CLUSTER -> cluster == null ? Task.Status.SUCCEEDED : null;
      case OPEN_ENDPOINT -> endpoint(cluster, ApiEndpoint.Phase.OPEN);
      case CLOSE_ENDPOINT -> endpoint(cluster, ApiEndpoint.Phase.CLOSED);
    };
  }

  private static Task.@Nullable Status endpoint(
      @Nullable Cluster cluster, ApiEndpoint.Phase wanted) {
    if (cluster == null) {
      return Task.Status.FAILED;
    }
    return cluster.endpoint().phase() == wanted ? Task.Status.SUCCEEDED : null;
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
