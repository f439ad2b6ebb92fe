package drydock.provider.tencent.service;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Type.integer;

import drydock.kernel.Rejection;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.provider.tencent.cluster.ClusterParameters;
import drydock.world.World;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Lists the services of a namespace, or of all namespaces (API document, 查询服务列表).
final class DescribeClusterService implements Action {
  private static final Parameters PARAMETERS =
      Parameters.of(
          ClusterParameters.CLUSTER_ID,
          ServiceParameters.NAMESPACE,
          optional("allnamespace", integer().oneOf(0, 1))
              .byDefault(0)
              .says("1 for the services of all namespaces."));

  /// What the answer holds.
  record Data(int totalCount, List<ServiceView> services) {}

  private final Backend backend;

  DescribeClusterService(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return "DescribeClusterService";
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS;
  }

  @Override
  public Returns returns() {
    return Returns.data(Data.class).or(ErrorCode.CLUSTER_NOT_FOUND);
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    return backend.look(sight -> answer(call.arguments(), sight.world()));
  }

  private static Answer answer(Arguments given, World world) {
    String cluster = given.text("clusterId");
    if (world.clusters().find(cluster) == null) {
      return new Answer.Refused(
          new Rejection(
              Rejection.Reason.CLUSTER_NOT_FOUND, "clusterId " + cluster + " does not exist"));
    }
    boolean all = given.integer("allnamespace") == 1;
    List<ServiceView> services =
        world.services().list(cluster).stream()
            .filter(service -> all || service.id().namespace().equals(given.text("namespace")))
            .map(service -> ServiceView.of(service, world))
            .toList();
    return new Answer.Data(new Data(services.size(), services));
  }
}
