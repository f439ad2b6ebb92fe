package drydock.provider.tencent.service;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.list;
import static drydock.provider.tencent.Type.object;

import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Parameter;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.provider.tencent.Rule;
import drydock.provider.tencent.cluster.ClusterParameters;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// The actions that ask one thing of one service: ModifyClusterServiceImage, ModifyServiceReplicas,
/// PauseClusterService, ResumeClusterService, RollBackClusterService, DeleteClusterService.
final class ServiceVerbs {

  private static final Parameter IMAGE = optional("image", ServiceParameters.IMAGE);

  private static final Parameter IMAGES =
      optional(
          "containers",
          list(object(
                  required("containerName", ServiceParameters.CONTAINER_NAME)
                      .says("The container."),
                  required("image", ServiceParameters.IMAGE).says("Its new image.")))
              .atMost(20));

  private static final Parameter SCALE_TO =
      required("scaleTo", integer().range(0, 1_000_000))
          .alias("replicas")
          .says("How many instances are wanted; the document's example calls it replicas.");

  /// How most of them end.
  private static final Returns CHANGED =
      Returns.noData()
          .or(
              ErrorCode.CLUSTER_NOT_FOUND,
              ErrorCode.CLUSTER_NOT_READY,
              ErrorCode.RESOURCE_NOT_FOUND);

  private ServiceVerbs() {}

  static List<Action> all(Backend backend) {
    return List.of(
        Action.of(
            "ModifyClusterServiceImage",
            of(
                    IMAGE.says("The new image, where instances have one container."),
                    IMAGES.says("The new images of containers, by their names."))
                .with(Rule.anyOf("image", "containers")),
            CHANGED,
            call -> backend.ask(call, image(call), _ -> new Answer.NoData())),
        Action.of(
            "ModifyServiceReplicas",
            of(SCALE_TO),
            CHANGED.or(ErrorCode.LIMIT_EXCEEDED),
            call ->
                backend.ask(
                    call,
                    new ServiceCommand.Scale(
                        ServiceReading.id(call), call.arguments().integer("scaleTo")),
                    _ -> new Answer.NoData())),
        verb("PauseClusterService", backend, ServiceCommand.Pause::new),
        verb("ResumeClusterService", backend, ServiceCommand.Resume::new),
        verb("RollBackClusterService", backend, ServiceCommand.RollBack::new),
        Action.of(
            "DeleteClusterService",
            of(),
            Returns.nullData()
                .or(
                    ErrorCode.CLUSTER_NOT_FOUND,
                    ErrorCode.CLUSTER_NOT_READY,
                    ErrorCode.RESOURCE_NOT_FOUND),
            call ->
                backend.ask(
                    call,
                    new ServiceCommand.Delete(ServiceReading.id(call)),
                    _ -> new Answer.NullData())));
  }

  private static Action verb(
      String name, Backend backend, Function<ServiceId, ServiceCommand> command) {
    return Action.of(
        name,
        of(),
        CHANGED.or(ErrorCode.RESOURCE_OP_FAILED),
        call ->
            backend.ask(call, command.apply(ServiceReading.id(call)), _ -> new Answer.NoData()));
  }

  /// The parameters that name a service, and some more.
  static Parameters of(Parameter... more) {
    Parameter[] all = new Parameter[more.length + 3];
    all[0] = ClusterParameters.CLUSTER_ID;
    all[1] = ServiceParameters.SERVICE_NAME;
    all[2] = ServiceParameters.NAMESPACE;
    System.arraycopy(more, 0, all, 3, more.length);
    return Parameters.of(all);
  }

  private static ServiceCommand image(Call call) {
    Arguments given = call.arguments();
    ServiceId service = ServiceReading.id(call);
    if (given.list("containers").isEmpty()) {
      return new ServiceCommand.ChangeImage(service, given.text("image"));
    }
    SortedMap<String, String> images = new TreeMap<>();
    given
        .list("containers")
        .forEach(each -> images.put(each.text("containerName"), each.text("image")));
    return new ServiceCommand.ChangeImages(service, images);
  }
}
