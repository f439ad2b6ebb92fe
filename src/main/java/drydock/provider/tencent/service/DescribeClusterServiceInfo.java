package drydock.provider.tencent.service;

import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.service.ServiceId;
import java.util.concurrent.CompletionStage;

/// Shows one service in full (API document, 查询服务详情).
final class DescribeClusterServiceInfo implements Action {
  private static final Parameters PARAMETERS = ServiceVerbs.of();

  /// What the answer holds.
  record Data(ServiceDetail service) {}

  private final Backend backend;

  DescribeClusterServiceInfo(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return "DescribeClusterServiceInfo";
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS;
  }

  @Override
  public Returns returns() {
    return Returns.data(Data.class).or(ErrorCode.CLUSTER_NOT_FOUND, ErrorCode.RESOURCE_NOT_FOUND);
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    ServiceId id = ServiceReading.id(call);
    return backend.look(sight ->
        ServiceLookup.answer(
            sight.world(),
            id,
            service -> new Answer.Data(new Data(ServiceDetail.of(service, sight.world())))));
  }
}
