package drydock.provider.tencent.cluster;

import drydock.cluster.ClusterCommand;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import java.util.concurrent.CompletionStage;

/// Deletes a cluster with its services and nodes (API document, 删除集群).
final class DeleteCluster implements Action {
  private static final Parameters PARAMETERS =
      Parameters.of(ClusterParameters.CLUSTER_ID, ClusterParameters.NODE_DELETE_MODE);

  private final Backend backend;

  DeleteCluster(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return "DeleteCluster";
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS;
  }

  @Override
  public Returns returns() {
    return Returns.data(Requests.Data.class)
        .or(ErrorCode.CLUSTER_NOT_FOUND, ErrorCode.CLUSTER_NOT_READY);
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    Arguments given = call.arguments();
    var command =
        new ClusterCommand.Delete(given.text("clusterId"), ClusterParameters.machines(given));
    return backend.ask(call, command, Requests::answer);
  }
}
