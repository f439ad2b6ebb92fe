package drydock.provider.tencent.service;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.keyed;
import static drydock.provider.tencent.Type.list;
import static drydock.provider.tencent.Type.object;
import static drydock.provider.tencent.Type.text;

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
import drydock.service.ServiceEvent;
import drydock.service.ServiceId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// The actions that ask one thing of one service: ModifyClusterServiceImage, ModifyServiceReplicas,
/// ModifyServiceDescription, ModifyServiceLabels, RedeployClusterService, PauseClusterService,
/// ResumeClusterService, RollBackClusterService, DeleteClusterService.
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

  private static final Parameter LABELS =
      optional(
          "labels",
          keyed(
                  text().length(1, 63),
                  "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?",
                  "letters, digits and -, no - first or last, 63 at most")
              .atMost(50));

  private static final ErrorCode[] UNREACHABLE = {
    ErrorCode.CLUSTER_NOT_FOUND, ErrorCode.CLUSTER_NOT_READY, ErrorCode.RESOURCE_NOT_FOUND
  };

  /// How most of them end.
  private static final Returns CHANGED = Returns.noData().or(UNREACHABLE);

  private ServiceVerbs() {}

  static List<Action> all(Backend backend) {
    return List.of(
        change(
            "ModifyClusterServiceImage",
            of(
                    IMAGE.says("The new image, where instances have one container."),
                    IMAGES.says("The new images of containers, by their names."))
                .with(
                    Rule.anyOf("image", "containers"),
                    Rule.notTogether("image", "containers"),
                    Rule.distinct("containers", "containerName")),
            backend,
            ServiceVerbs::image),
        Action.of(
            "ModifyServiceReplicas",
            of(SCALE_TO),
            CHANGED.or(ErrorCode.LIMIT_EXCEEDED),
            call -> backend.ask(call, scale(call), _ -> new Answer.NoData())),
        change(
            "ModifyServiceDescription",
            of(
                optional("description", ServiceParameters.DESCRIPTION)
                    .says("What it is for; if not given, nothing is said any more.")),
            backend,
            call ->
                new ServiceCommand.Describe(
                    ServiceReading.id(call), call.arguments().text("description"))),
        labels(backend),
        change(
            "RedeployClusterService",
            of(),
            backend,
            call -> new ServiceCommand.Redeploy(ServiceReading.id(call))),
        verb("PauseClusterService", backend, ServiceCommand.Pause::new),
        verb("ResumeClusterService", backend, ServiceCommand.Resume::new),
        verb("RollBackClusterService", backend, ServiceCommand.RollBack::new),
        deletion(backend));
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

  private static Action change(
      String name, Parameters parameters, Backend backend, Function<Call, ServiceCommand> command) {
    return Action.of(
        name,
        parameters,
        CHANGED,
        call -> backend.ask(call, command.apply(call), _ -> new Answer.NoData()));
  }

  private static Action deletion(Backend backend) {
    return Action.of(
        "DeleteClusterService",
        of(),
        Returns.nullData().or(UNREACHABLE),
        call ->
            backend.ask(
                call,
                new ServiceCommand.Delete(ServiceReading.id(call)),
                _ -> new Answer.NullData()));
  }

  /// Beyond the document; as the service's later documentation has it (API 2.0, 457/17556).
  private static Action labels(Backend backend) {
    return Action.of(
        "ModifyServiceLabels",
        of(LABELS.says("All labels the service is to have, by their names: labels.app=web.")),
        Returns.data(LabelsView.class).or(UNREACHABLE),
        call ->
            backend.ask(
                call,
                new ServiceCommand.Label(ServiceReading.id(call), call.arguments().keyed("labels")),
                events -> labelled((ServiceEvent.Labelled) events.getFirst())));
  }

  private static Answer labelled(ServiceEvent.Labelled event) {
    return new Answer.Data(LabelsView.of(event.service(), event.labels()));
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

  private static ServiceCommand scale(Call call) {
    return new ServiceCommand.Scale(ServiceReading.id(call), call.arguments().integer("scaleTo"));
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
