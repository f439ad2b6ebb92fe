package drydock.provider.tencent.service;

import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Paging;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.service.Replica;
import drydock.service.Service;
import drydock.service.ServiceId;
import drydock.world.World;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Lists the instances of a service, the oldest first, those on their way out among them (API
/// document, 查询服务实例列表).
final class DescribeServiceInstance implements Action {
  private static final Parameters PARAMETERS = ServiceVerbs.of(Paging.OFFSET, Paging.LIMIT);

  /// What the answer holds. The document's example has `instanaces` for `instances`; clients read
  /// `instances`.
  record Data(int totalCount, List<InstanceView> instances) {}

  private final Backend backend;

  DescribeServiceInstance(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return "DescribeServiceInstance";
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
            sight.world(), id, service -> answer(service, call.arguments(), sight.world())));
  }

  private static Answer answer(Service service, Arguments given, World world) {
    List<Replica> replicas = List.copyOf(world.services().fleet(service.id()).replicas());
    List<InstanceView> shown =
        Paging.page(replicas, given).stream()
            .map(each -> InstanceView.of(each, service, world))
            .toList();
    return new Answer.Data(new Data(replicas.size(), shown));
  }
}
