package drydock.provider.tencent.cluster;

import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.integer;

import drydock.kernel.Rejection;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.task.Task;
import java.util.concurrent.CompletionStage;

/// How an asynchronous request stands (API document, 查询异步任务结果).
final class DescribeClusterTaskResult implements Action {
  private static final Parameters PARAMETERS =
      Parameters.of(
          required("requestId", integer().range(0, Integer.MAX_VALUE))
              .says("What the asynchronous action answered."));

  /// What the answer holds: `running`, `succ` or `fail`.
  record Data(String status) {}

  private final Backend backend;

  DescribeClusterTaskResult(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return "DescribeClusterTaskResult";
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS;
  }

  @Override
  public Returns returns() {
    return Returns.data(Data.class).or(ErrorCode.RESOURCE_NOT_FOUND);
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    int requestId = call.arguments().integer("requestId");
    return backend.look(sight -> {
      Task task = sight.world().tasks().find(requestId);
      return task == null
          ? new Answer.Refused(
              new Rejection(
                  Rejection.Reason.TASK_NOT_FOUND, "requestId " + requestId + " does not exist"))
          : new Answer.Data(new Data(task.status().text()));
    });
  }
}
