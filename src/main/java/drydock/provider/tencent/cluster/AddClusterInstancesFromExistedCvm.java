package drydock.provider.tencent.cluster;

import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.list;
import static drydock.provider.tencent.Type.text;

import drydock.cluster.ClusterCommand;
import drydock.cluster.ClusterEvent;
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
import org.jspecify.annotations.Nullable;

/// Makes nodes of machines that the account has; each is taken or refused for itself (API document,
/// 添加已存在云主机到集群).
final class AddClusterInstancesFromExistedCvm implements Action {
  private static final Parameters PARAMETERS =
      Parameters.of(declared()).with(ClusterParameters.PASSWORD_OR_KEY);

  /// A machine that was refused, and why.
  record Failed(String instanceId, String message) {}

  /// What the answer holds; a list is null where it would be empty. `faliInstanceIds` is how the
  /// service spelled it.
  record Data(
      int requestId,
      @Nullable List<String> succInstanceIds,
      @Nullable List<Failed> faliInstanceIds) {}

  private final Backend backend;

  AddClusterInstancesFromExistedCvm(Backend backend) {
    this.backend = backend;
  }

  private static Parameter[] declared() {
    List<Parameter> all = new ArrayList<>();
    all.add(ClusterParameters.CLUSTER_ID);
    all.add(
        required("instanceIds", list(text().length(1, 64)).atMost(100))
            .says("The machines that are to become nodes."));
    all.addAll(ClusterParameters.login());
    return all.toArray(Parameter[]::new);
  }

  @Override
  public String name() {
    return "AddClusterInstancesFromExistedCvm";
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS;
  }

  @Override
  public Returns returns() {
    return Returns.data(Data.class)
        .or(ErrorCode.CLUSTER_NOT_FOUND, ErrorCode.CLUSTER_NOT_READY, ErrorCode.LIMIT_EXCEEDED);
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    Arguments given = call.arguments();
    var command =
        new ClusterCommand.AddMachines(
            given.text("clusterId"),
            given.texts("instanceIds"),
            ClusterParameters.textOrNull(given, "keyId"));
    return backend.ask(call, command, AddClusterInstancesFromExistedCvm::answer);
  }

  private static Answer answer(List<Event> events) {
    List<String> taken = new ArrayList<>();
    List<Failed> refused = new ArrayList<>();
    for (Event event : events) {
      if (event instanceof NodeEvent.Adopted adopted) {
        taken.add(adopted.node().machine());
      } else if (event instanceof ClusterEvent.MachinesRefused(_, var reasons)) {
        reasons.forEach((machine, why) -> refused.add(new Failed(machine, why)));
      }
    }
    return new Answer.Data(new Data(Requests.idOf(events), orNull(taken), orNull(refused)));
  }

  private static <T> @Nullable List<T> orNull(List<T> list) {
    return list.isEmpty() ? null : list;
  }
}
