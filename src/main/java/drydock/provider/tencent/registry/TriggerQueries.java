package drydock.provider.tencent.registry;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Type.text;
import static drydock.provider.tencent.registry.RegistryParameters.REPONAME;
import static drydock.provider.tencent.registry.RegistryParameters.SOUGHT;
import static drydock.provider.tencent.registry.RegistryParameters.TRIGGER_NAME;

import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Moments;
import drydock.provider.tencent.Paging;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Region;
import drydock.provider.tencent.Returns;
import drydock.registry.Condition;
import drydock.registry.Registry;
import drydock.registry.RegistryState.Fired;
import drydock.registry.Trigger;
import drydock.service.ServiceId;
import java.util.Comparator;
import java.util.List;

/// ListTrigger and ListTriggerLog.
final class TriggerQueries {

  private static final String SOURCE = "IMAGE_PUSH";
  private static final String ACTION = "SERVICE_UPDATE";

  /// What ListTrigger answers.
  record Triggers(int totalCount, List<TriggerView> triggerInfo) {}

  record TriggerView(
      String triggerName,
      String invokeSource,
      String invokeAction,
      String repoName,
      String createTime,
      String updateTime,
      ConditionView invokeCondition,
      TargetView invokePara) {

    static TriggerView of(Trigger trigger, Call call) {
      Trigger.Spec spec = trigger.spec();
      return new TriggerView(
          spec.name(),
          SOURCE,
          ACTION,
          spec.repository(),
          Moments.text(trigger.createdAt()),
          Moments.text(trigger.updatedAt()),
          ConditionView.of(spec.condition()),
          TargetView.of(spec.target(), call));
    }
  }

  record ConditionView(String invokeMethod, String invokeExpr) {

    static ConditionView of(Condition condition) {
      String method =
          switch (condition.method()) {
            case ALL -> "all";
            case TAG_LIST -> "taglist";
            case REGEX -> "regex";
          };
      return new ConditionView(method, condition.expression());
    }
  }

  record TargetView(
      String appId,
      String clusterId,
      String namespace,
      String serviceName,
      String containerName,
      int clusterRegion) {

    static TargetView of(Trigger.Target target, Call call) {
      ServiceId service = target.service();
      return new TargetView(
          call.account().name(),
          service.cluster(),
          service.namespace(),
          service.name(),
          target.container(),
          Region.named(target.region()).map(Region::id).orElse(0));
    }
  }

  /// What ListTriggerLog answers (the service's overview of its API, 获取触发记录).
  record Log(int totalCount, List<FiredView> logInfo) {}

  record FiredView(
      String triggerName,
      String repoName,
      String tagName,
      String invokeSource,
      String invokeAction,
      String invokeTime,
      ConditionView invokeCondition,
      TargetView invokePara,
      ResultView invokeResult) {

    static FiredView of(Fired fired, Call call) {
      Trigger.Spec spec = fired.trigger();
      String failure = fired.failure();
      return new FiredView(
          spec.name(),
          spec.repository(),
          fired.tag(),
          SOURCE,
          ACTION,
          Moments.text(fired.at()),
          ConditionView.of(spec.condition()),
          TargetView.of(spec.target(), call),
          new ResultView(failure == null ? 0 : 1, failure == null ? "" : failure));
    }
  }

  /// 0 where the service was updated.
  record ResultView(int returnCode, String returnMsg) {}

  private TriggerQueries() {}

  static List<Action> all(Backend backend) {
    return List.of(
        Action.of(
            "ListTrigger",
            Parameters.of(
                optional("triggerName", TRIGGER_NAME).says("Only the trigger of this name."),
                Paging.OFFSET,
                Paging.LIMIT,
                optional("reponame", SOUGHT).says("Only those of this repository.")),
            Returns.data(Triggers.class),
            call -> backend.look(sight -> list(call, sight.world().registry()))),
        Action.of(
            "ListTriggerLog",
            Parameters.of(
                REPONAME,
                Paging.OFFSET,
                Paging.LIMIT,
                optional("order", text().oneOf("asc", "desc"))
                    .byDefault("desc")
                    .says("Upwards or downwards."),
                optional("orderby", text().oneOf("invoke_time", "trigger_name", "repo_name"))
                    .byDefault("invoke_time")
                    .says("What the list is sorted by.")),
            Returns.data(Log.class).or(ErrorCode.RESOURCE_NOT_FOUND),
            call ->
                backend.look(sight ->
                    RepositoryQueries.found(
                        sight.world().registry(),
                        call.arguments().text("reponame"),
                        _ -> log(call, sight.world().registry())))));
  }

  private static Answer list(Call call, Registry registry) {
    Arguments given = call.arguments();
    List<Trigger> matching =
        registry.triggers().stream()
            .filter(each ->
                (!given.has("triggerName") || each.spec().name().equals(given.text("triggerName")))
                    && (!given.has("reponame")
                        || each.spec().repository().equals(given.text("reponame"))))
            .toList();
    return new Answer.Data(
        new Triggers(
            matching.size(),
            Paging.page(matching, given).stream()
                .map(each -> TriggerView.of(each, call))
                .toList()));
  }

  /// The sort keeps what is equal in the order of time.
  private static Answer log(Call call, Registry registry) {
    Arguments given = call.arguments();
    Comparator<Fired> upwards =
        given.text("orderby").equals("trigger_name")
            ? Comparator.comparing(fired -> fired.trigger().name())
            : Comparator.comparing(Fired::at);
    List<Fired> matching =
        registry.fired().stream()
            .filter(each -> each.trigger().repository().equals(given.text("reponame")))
            .sorted(upwards)
            .toList();
    List<Fired> ordered = given.text("order").equals("asc") ? matching : matching.reversed();
    return new Answer.Data(
        new Log(
            matching.size(),
            Paging.page(ordered, given).stream().map(each -> FiredView.of(each, call)).toList()));
  }
}
