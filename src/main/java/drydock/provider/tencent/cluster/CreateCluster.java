package drydock.provider.tencent.cluster;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.number;
import static drydock.provider.tencent.Type.text;

import drydock.cluster.ClusterCommand;
import drydock.cluster.ClusterEvent;
import drydock.cluster.ClusterSpec;
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

/// Makes a cluster with nodes of one kind (API document, 创建集群).
final class CreateCluster implements Action {
  private static final Parameters PARAMETERS =
      Parameters.of(declared()).with(ClusterParameters.PASSWORD_OR_KEY);

  /// What the answer holds.
  record Data(int requestId, String clusterId) {}

  private final Backend backend;
  private final String kubernetes;

  /// @param kubernetes the release that clusters run
  CreateCluster(Backend backend, String kubernetes) {
    this.backend = backend;
    this.kubernetes = kubernetes;
  }

  private static Parameter[] declared() {
    List<Parameter> all = new ArrayList<>();
    all.add(required("clusterName", text().length(1, 60)).says("The cluster's name."));
    all.add(optional("clusterDesc", text().length(1, 1000)).says("What it is for."));
    all.add(
        required("clusterCIDR", text().length(9, 18))
            .says("The block that pods and services get addresses from."));
    all.add(
        optional("ignoreClusterCIDRConflict", integer().oneOf(0, 1))
            .byDefault(0)
            .alias("ignoreClusterCidrConflict")
            .says("1 to go on where clusterCIDR overlaps another network's block."));
    all.add(required("goodsNum", integer().range(1, 100)).says("How many nodes to order."));
    all.add(required("osName", text().length(1, 64)).says("The operating system of all nodes."));
    all.add(required("vpcId", text().length(1, 64)).says("The private network."));
    all.add(
        optional("projectId", number().range(0, Long.MAX_VALUE))
            .byDefault(0)
            .says("The project it belongs to."));
    all.addAll(ClusterParameters.nodes());
    return all.toArray(Parameter[]::new);
  }

  @Override
  public String name() {
    return "CreateCluster";
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS;
  }

  @Override
  public Returns returns() {
    return Returns.data(Data.class).or(ErrorCode.LIMIT_EXCEEDED, ErrorCode.CIDR_CONFLICT);
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    Arguments given = call.arguments();
    var spec =
        new ClusterSpec(
            given.text("clusterName"),
            given.text("clusterDesc"),
            given.text("clusterCIDR"),
            given.text("vpcId"),
            call.region().longName(),
            given.text("osName"),
            kubernetes,
            given.number("projectId"));
    var command =
        new ClusterCommand.Create(
            spec,
            given.integer("ignoreClusterCIDRConflict") == 1,
            ClusterParameters.order(given, given.integer("goodsNum")));
    return backend.ask(call, command, CreateCluster::answer);
  }

  private static Answer answer(List<Event> events) {
    return new Answer.Data(
        new Data(Requests.idOf(events), ((ClusterEvent.Created) events.getFirst()).cluster()));
  }
}
