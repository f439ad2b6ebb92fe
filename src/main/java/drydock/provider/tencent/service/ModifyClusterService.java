package drydock.provider.tencent.service;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.text;

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
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/// Says everything about a service anew (API document, 修改服务). What a request leaves out is not kept
/// from before, as the document asks for all parameters each time.
final class ModifyClusterService implements Action {

  private static final Parameters PARAMETERS =
      Parameters.of(
              ServiceParameters.described(
                  ClusterParameters.CLUSTER_ID,
                  ServiceParameters.SERVICE_NAME,
                  ServiceParameters.NAMESPACE,
                  required("strategy", text().oneOf("RollingUpdate", "Recreate"))
                      .says("How updates replace instances, this one and later ones."),
                  optional("minReadySeconds", integer().range(0, Integer.MAX_VALUE))
                      .byDefault(0)
                      .says("Seconds that an instance must be ready before it counts.")))
          .with(ServiceParameters.BALANCER_PORTS);

  private final Backend backend;

  ModifyClusterService(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return "ModifyClusterService";
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS;
  }

  @Override
  public Returns returns() {
    return Returns.noData()
        .or(
            ErrorCode.CLUSTER_NOT_FOUND,
            ErrorCode.CLUSTER_NOT_READY,
            ErrorCode.RESOURCE_NOT_FOUND,
            ErrorCode.LIMIT_EXCEEDED);
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    Arguments given = call.arguments();
    ServiceSpec.Strategy strategy =
        given.text("strategy").equals("Recreate")
            ? ServiceSpec.Strategy.RECREATE
            : ServiceSpec.Strategy.ROLLING_UPDATE;
    var spec =
        ServiceReading.spec(given, strategy, given.integer("minReadySeconds"), new TreeMap<>());
    var command = new ServiceCommand.Modify(ServiceReading.id(call), spec);
    return backend.ask(call, command, _ -> new Answer.NoData());
  }
}
