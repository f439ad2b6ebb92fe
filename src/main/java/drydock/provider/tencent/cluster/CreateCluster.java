package drydock.provider.tencent.cluster;

import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.integer;
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
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Makes a cluster with nodes of one kind (API document, 创建集群).
final class CreateCluster implements Action {
  private static final Parameters PARAMETERS =
      Parameters.of(declared())
          .with(ClusterParameters.PASSWORD_OR_KEY)
          .with(ClusterParameters.BILLING);

  static final Returns RETURNS =
      Returns.data(Data.class)
          .or(ErrorCode.LIMIT_EXCEEDED, ErrorCode.CIDR_CONFLICT, ErrorCode.CIDR_CONFLICT_NETWORK);

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
    List<Parameter> all =
        ClusterParameters.cluster(
            required("goodsNum", integer().range(1, 100)).says("How many nodes to order."),
            required("osName", text().length(1, 64)).says("The operating system of all nodes."));
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
    return RETURNS.or(ErrorCode.INVALID_ZONE);
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    Arguments given = call.arguments();
    var command =
        new ClusterCommand.Create(
            spec(call, given.text("osName"), "", kubernetes),
            given.integer("ignoreClusterCIDRConflict") == 1,
            ClusterParameters.order(given, given.integer("goodsNum")));
    return backend.ask(call, command, CreateCluster::answer);
  }

  static ClusterSpec spec(Call call, String system, String masterSubnet, String kubernetes) {
    Arguments given = call.arguments();
    return new ClusterSpec(
        given.text("clusterName"),
        given.text("clusterDesc"),
        given.text("clusterCIDR"),
        given.text("vpcId"),
        call.region().longName(),
        system,
        given.has("clusterVersion") ? given.text("clusterVersion") : kubernetes,
        given.number("projectId"),
        masterSubnet);
  }

  static Answer answer(List<Event> events) {
    return new Answer.Data(
        new Data(Requests.idOf(events), ((ClusterEvent.Created) events.getFirst()).cluster()));
  }
}
