package drydock.provider.tencent.cluster;

import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.list;
import static drydock.provider.tencent.Type.text;

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

/// Removes nodes from a cluster; their replicas are started elsewhere (API document, 删除集群节点).
final class DeleteClusterInstances implements Action {
  private static final Parameters PARAMETERS =
      Parameters.of(
          ClusterParameters.CLUSTER_ID,
          required("instanceIds", list(text().length(1, 64)).atMost(100))
              .says("The nodes that are to go."),
          ClusterParameters.NODE_DELETE_MODE);

  private final Backend backend;

  DeleteClusterInstances(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return "DeleteClusterInstances";
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS;
  }

  @Override
  public Returns returns() {
    return Returns.data(Requests.Data.class)
        .or(ErrorCode.CLUSTER_NOT_FOUND, ErrorCode.CLUSTER_NOT_READY, ErrorCode.RESOURCE_NOT_FOUND);
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    Arguments given = call.arguments();
    var command =
        new ClusterCommand.RemoveNodes(
            given.text("clusterId"), given.texts("instanceIds"), ClusterParameters.machines(given));
    return backend.ask(call, command, Requests::answer);
  }
}
