package drydock.provider.tencent.service;

import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.provider.tencent.cluster.ClusterParameters;
import drydock.service.ServiceCommand;
import drydock.service.ServiceSpec;
import java.util.concurrent.CompletionStage;

/// Makes a service (API document, 创建服务; the labels are of its older revision).
final class CreateClusterService implements Action {
  private static final Parameters PARAMETERS =
      Parameters.of(
              ServiceParameters.described(
                  ClusterParameters.CLUSTER_ID,
                  ServiceParameters.SERVICE_NAME,
                  ServiceParameters.NAMESPACE,
                  ServiceParameters.LABELS))
          .with(ServiceParameters.BALANCER_PORTS);

  private final Backend backend;

  CreateClusterService(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return "CreateClusterService";
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS;
  }

  @Override
  public Returns returns() {
    return Returns.nullData()
        .or(
            ErrorCode.CLUSTER_NOT_FOUND,
            ErrorCode.CLUSTER_NOT_READY,
            ErrorCode.RESOURCE_NOT_FOUND,
            ErrorCode.RESOURCE_EXISTS,
            ErrorCode.RESOURCE_OP_FAILED,
            ErrorCode.LIMIT_EXCEEDED);
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    Arguments given = call.arguments();
    var spec =
        ServiceReading.spec(
            given, ServiceSpec.Strategy.ROLLING_UPDATE, 0, ServiceReading.labels(given));
    var command = new ServiceCommand.Create(ServiceReading.id(call), spec);
    return backend.ask(call, command, _ -> new Answer.NullData());
  }
}
