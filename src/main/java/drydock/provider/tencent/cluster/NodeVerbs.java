package drydock.provider.tencent.cluster;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.list;
import static drydock.provider.tencent.Type.text;

import drydock.cluster.NodeId;
import drydock.cluster.UpkeepCommand;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import java.util.List;

/// The actions that ask one thing of nodes: ModifyClusterNodeLabel (API document, 修改节点Label) and
/// ModifyClusterNodeSchedulable (API reference of 2019, document/product/457/18322).
final class NodeVerbs {

  private NodeVerbs() {}

  static List<Action> all(Backend backend) {
    return List.of(
        Action.of(
            "ModifyClusterNodeLabel",
            Parameters.of(
                ClusterParameters.CLUSTER_ID,
                required("instanceId", text().length(1, 64)).says("The node."),
                required("labels", list(Labels.LABEL).atMost(100))
                    .says("Labels to put on it, beside those it has.")),
            failing(Returns.noData()),
            call -> backend.ask(call, label(call), _ -> new Answer.NoData())),
        Action.of(
            "ModifyClusterNodeSchedulable",
            Parameters.of(
                ClusterParameters.CLUSTER_ID,
                required("instanceIds", list(text().length(1, 64)).atMost(100))
                    .alias("InstanceIds")
                    .says("The nodes."),
                optional("unschedulable", integer().range(0, Integer.MAX_VALUE))
                    .byDefault(0)
                    .says("0 if they are to take new instances, anything else if not.")),
            failing(Returns.nullData()),
            call -> backend.ask(call, cordon(call), _ -> new Answer.NullData())));
  }

  /// How what is asked of nodes can fail.
  static Returns failing(Returns success) {
    return success.or(
        ErrorCode.CLUSTER_NOT_FOUND, ErrorCode.CLUSTER_NOT_READY, ErrorCode.RESOURCE_NOT_FOUND);
  }

  private static UpkeepCommand label(Call call) {
    Arguments given = call.arguments();
    return new UpkeepCommand.Label(
        new NodeId(given.text("clusterId"), given.text("instanceId")),
        Labels.read(given.list("labels")));
  }

  private static UpkeepCommand cordon(Call call) {
    Arguments given = call.arguments();
    return new UpkeepCommand.Cordon(
        given.text("clusterId"), given.texts("instanceIds"), given.integer("unschedulable") != 0);
  }
}
