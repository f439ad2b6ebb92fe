package drydock.provider.tencent.cluster;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.text;

import com.fasterxml.jackson.annotation.JsonProperty;
import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.cluster.UpkeepCommand;
import drydock.kernel.Event;
import drydock.kernel.Rejection;
import drydock.placement.NodeLoad;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaId;
import drydock.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Empties a node: it takes no new instances, and those it has are started elsewhere. By default it
/// only says which these would be (API reference of 2019, document/api/457/18323, which spells its
/// names with capitals).
final class DrainClusterNode implements Action {
  private static final Parameters PARAMETERS =
      Parameters.of(
          required("ClusterId", text().length(1, 64))
              .alias("clusterId")
              .says("The cluster's id, as DescribeCluster lists it."),
          required("InstanceId", text().length(1, 64)).alias("instanceId").says("The node."),
          optional("DryRun", integer().range(0, Integer.MAX_VALUE))
              .byDefault(1)
              .alias("dryRun")
              .says("0 to do it, anything else only to say what would go."));

  /// An instance that goes.
  record Pod(
      @JsonProperty("Name") String name,
      @JsonProperty("Namespace") String namespace,
      @JsonProperty("NodeIp") String nodeIp) {

    static Pod of(ReplicaId replica, String nodeIp) {
      return new Pod(replica.name(), replica.service().namespace(), nodeIp);
    }
  }

  /// What the answer holds.
  record Data(@JsonProperty("Pods") List<Pod> pods) {}

  private final Backend backend;

  DrainClusterNode(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return "DrainClusterNode";
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS;
  }

  @Override
  public Returns returns() {
    return NodeVerbs.failing(Returns.data(Data.class));
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    Arguments given = call.arguments();
    var id = new NodeId(given.text("ClusterId"), given.text("InstanceId"));
    return given.integer("DryRun") != 0
        ? backend.look(sight -> rehearsed(id, sight.world()))
        : backend.ask(
            call,
            new UpkeepCommand.Drain(id),
            (events, sight) -> drained(events, id, sight.world()));
  }

  private static Answer rehearsed(NodeId id, World world) {
    return ClusterLookup.answer(
        world,
        id.cluster(),
        _ -> {
          Node node = world.clusters().node(id);
          NodeLoad load = world.capacity().node(id);
          List<Pod> pods = new ArrayList<>();
          if (load != null && node != null) {
            load.residents().stream()
                .filter(Replica::active)
                .forEach(each -> pods.add(Pod.of(each.id(), node.addresses().lan())));
          }
          return node == null
              ? new Answer.Refused(
                  new Rejection(
                      Rejection.Reason.NODE_NOT_FOUND,
                      "instanceId " + id.machine() + " is no node of " + id.cluster()))
              : new Answer.Data(new Data(pods));
        });
  }

  private static Answer drained(List<Event> events, NodeId id, World world) {
    Node node = world.clusters().node(id);
    List<Pod> pods = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof ReplicaEvent.Stopping stopping) {
        pods.add(Pod.of(stopping.replica(), node == null ? "" : node.addresses().lan()));
      }
    }
    return new Answer.Data(new Data(pods));
  }
}
