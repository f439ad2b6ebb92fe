package drydock.provider.tencent.cluster;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.text;

import drydock.cluster.ClusterCommand;
import drydock.cluster.NodeEvent;
import drydock.kernel.Event;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Parameter;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Adds new nodes to a cluster (API document, 扩展集群节点).
///
/// The document's table calls their number goodsNum and its example expandInstanceNum; clients send
/// both, and mean goodsNum.
final class AddClusterInstances implements Action {
  private static final Parameters PARAMETERS =
      Parameters.of(declared())
          .with(ClusterParameters.PASSWORD_OR_KEY)
          .with(ClusterParameters.BILLING);

  /// What the answer holds.
  record Data(int requestId, List<String> instanceIds) {}

  private final Backend backend;

  AddClusterInstances(Backend backend) {
    this.backend = backend;
  }

  private static Parameter[] declared() {
    List<Parameter> all = new ArrayList<>();
    all.add(ClusterParameters.CLUSTER_ID);
    all.add(
        optional("goodsNum", integer().range(1, 100))
            .byDefault(1)
            .alias("expandInstanceNum")
            .says("How many nodes to order."));
    all.add(
        optional("clusterDesc", text().length(1, 1000))
            .says("What the cluster is for from now on."));
    all.addAll(ClusterParameters.nodes());
    return all.toArray(Parameter[]::new);
  }

  @Override
  public String name() {
    return "AddClusterInstances";
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS;
  }

  @Override
  public Returns returns() {
    return Returns.data(Data.class)
        .or(
            ErrorCode.CLUSTER_NOT_FOUND,
            ErrorCode.CLUSTER_NOT_READY,
            ErrorCode.LIMIT_EXCEEDED,
            ErrorCode.INVALID_ZONE);
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    Arguments given = call.arguments();
    var command =
        new ClusterCommand.AddNodes(
            given.text("clusterId"),
            ClusterParameters.order(given, given.integer("goodsNum")),
            ClusterParameters.textOrNull(given, "clusterDesc"));
    return backend.ask(call, command, AddClusterInstances::answer);
  }

  private static Answer answer(List<Event> events) {
    List<String> machines =
        events.stream()
            .filter(NodeEvent.Ordered.class::isInstance)
            .map(event -> ((NodeEvent.Ordered) event).node().machine())
            .toList();
    return new Answer.Data(new Data(Requests.idOf(events), machines));
  }
}
