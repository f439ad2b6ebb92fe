package drydock.provider.tencent.service;

import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.list;
import static drydock.provider.tencent.Type.text;

import drydock.kernel.Event;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.PhpMap;
import drydock.provider.tencent.Returns;
import drydock.provider.tencent.cluster.ClusterParameters;
import drydock.service.ReplicaCommand;
import drydock.service.ReplicaEvent;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Deletes instances by their names; their services make others (API document, 删除服务实例). Whether
/// all, some or none of them are there, the request succeeds and says which.
final class DeleteInstances implements Action {

  private static final Parameters PARAMETERS =
      Parameters.of(
          ClusterParameters.CLUSTER_ID,
          required("instances", list(text().length(1, 253)).atMost(100))
              .says("The names of the instances."),
          ServiceParameters.NAMESPACE);

  /// What the answer holds, as captured answers have it: the document shows both lists outside of
  /// `data`.
  ///
  /// @param successList null if there is none
  record Data(@Nullable List<String> successList, PhpMap failedMap) {}

  private final Backend backend;

  DeleteInstances(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return "DeleteInstances";
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS;
  }

  @Override
  public Returns returns() {
    return Returns.data(Data.class)
        .or(ErrorCode.CLUSTER_NOT_FOUND, ErrorCode.CLUSTER_NOT_READY, ErrorCode.RESOURCE_NOT_FOUND);
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    Arguments given = call.arguments();
    List<String> names = given.texts("instances");
    String namespace = given.text("namespace");
    var command = new ReplicaCommand.Delete(given.text("clusterId"), namespace, names);
    return backend.ask(call, command, events -> answer(names, namespace, events));
  }

  private static Answer answer(List<String> names, String namespace, List<Event> events) {
    List<String> stopped =
        events.stream()
            .filter(ReplicaEvent.Stopping.class::isInstance)
            .map(event -> ((ReplicaEvent.Stopping) event).replica().name())
            .toList();
    SortedMap<String, Object> failed = new TreeMap<>();
    for (String name : names) {
      if (!stopped.contains(name)) {
        failed.put(name, "does not exist in namespace " + namespace + ", or is terminating");
      }
    }
    return new Answer.Data(new Data(stopped.isEmpty() ? null : stopped, new PhpMap(failed)));
  }
}
