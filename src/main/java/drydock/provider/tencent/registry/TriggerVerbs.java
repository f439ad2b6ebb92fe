package drydock.provider.tencent.registry;

import static drydock.provider.tencent.ErrorCode.LIMIT_EXCEEDED;
import static drydock.provider.tencent.ErrorCode.RESOURCE_EXISTS;
import static drydock.provider.tencent.ErrorCode.RESOURCE_NOT_FOUND;
import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.text;
import static drydock.provider.tencent.registry.RegistryParameters.REPOSITORY_NAME;
import static drydock.provider.tencent.registry.RegistryParameters.TRIGGER_NAME;

import drydock.provider.tencent.Action;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Parameter;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Region;
import drydock.provider.tencent.Type;
import drydock.registry.Condition;
import drydock.registry.RegistryCommand;
import drydock.registry.RegistryCommand.TargetChange;
import drydock.registry.Trigger;
import drydock.service.ServiceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// AddUpdateServiceTrigger, ModifyUpdateServiceTrigger and DeleteUpdateServiceTrigger. What a
/// trigger updates is looked for when it fires.
final class TriggerVerbs {

  private static final Type.Text METHOD = text().oneOf("all", "taglist", "regex");

  private static final Type.Text EXPRESSION = text().length(1, Condition.EXPRESSION_MAX);

  private static final Type.Text NAME =
      text().length(1, 63).form("[a-z0-9-]+", "small letters, digits and -");

  private static final Type.Text CLUSTER =
      text().length(1, 64).form("[A-Za-z0-9-]+", "letters, digits and -");

  /// Those that the document lists.
  private static final Type.Whole REGION = integer().oneOf(1, 4, 5, 7, 8, 9, 16);

  private static final Parameter TRIGGER =
      required("triggerName", TRIGGER_NAME).says("The trigger, which is unique by its name.");

  private TriggerVerbs() {}

  static List<Action> all(Backend backend) {
    return List.of(
        add(backend),
        modify(backend),
        RegistryVerbs.verb(
            "DeleteUpdateServiceTrigger",
            Parameters.of(TRIGGER),
            backend,
            given -> new RegistryCommand.DeleteTrigger(given.text("triggerName")),
            RESOURCE_NOT_FOUND));
  }

  private static Action add(Backend backend) {
    return RegistryVerbs.verb(
        "AddUpdateServiceTrigger",
        Parameters.of(
            TRIGGER,
            required("reponame", REPOSITORY_NAME).says("The repository that it watches."),
            required("invokeMethod", METHOD).says("Which tags it heeds."),
            optional("invokeExpr", EXPRESSION)
                .requiredWhen("invokeMethod", "taglist", "regex")
                .says("Tags with ; between them, or a regular expression; none for all."),
            required("serviceName", NAME).says("The service that it updates."),
            required("clusterId", CLUSTER).says("The service's cluster."),
            required("namespace", NAME).says("The service's namespace in the cluster."),
            required("containerName", NAME).says("The container that gets the image."),
            required("clusterRegion", REGION).says("The number of the cluster's region.")),
        backend,
        given -> new RegistryCommand.AddTrigger(spec(given)),
        RESOURCE_NOT_FOUND,
        RESOURCE_EXISTS,
        LIMIT_EXCEEDED);
  }

  private static Action modify(Backend backend) {
    return RegistryVerbs.verb(
        "ModifyUpdateServiceTrigger",
        Parameters.of(
            TRIGGER,
            optional("reponame", REPOSITORY_NAME).says("Another repository to watch."),
            optional("newTriggerName", TRIGGER_NAME).says("Another name."),
            optional("invokeMethod", METHOD).says("Another way to choose tags."),
            optional("invokeExpr", EXPRESSION).says("Other tags, or another expression."),
            optional("serviceName", NAME).says("Another service."),
            optional("clusterId", CLUSTER).says("Another cluster."),
            optional("namespace", NAME).says("Another namespace in the cluster."),
            optional("containerName", NAME).says("Another container."),
            optional("clusterRegion", REGION).says("Another region.")),
        backend,
        TriggerVerbs::change,
        RESOURCE_NOT_FOUND,
        RESOURCE_EXISTS,
        LIMIT_EXCEEDED);
  }

  private static Trigger.Spec spec(Arguments given) {
    var service =
        new ServiceId(given.text("clusterId"), given.text("namespace"), given.text("serviceName"));
    return new Trigger.Spec(
        given.text("triggerName"),
        given.text("reponame"),
        new Condition(method(given.text("invokeMethod")), given.text("invokeExpr")),
        new Trigger.Target(
            service, given.text("containerName"), region(given.integer("clusterRegion"))));
  }

  private static RegistryCommand change(Arguments given) {
    String method = given(given, "invokeMethod");
    var target =
        new TargetChange(
            given(given, "clusterId"),
            given(given, "namespace"),
            given(given, "serviceName"),
            given(given, "containerName"),
            given.has("clusterRegion") ? region(given.integer("clusterRegion")) : null);
    return new RegistryCommand.ChangeTrigger(
        given.text("triggerName"),
        given(given, "newTriggerName"),
        given(given, "reponame"),
        method == null ? null : method(method),
        given(given, "invokeExpr"),
        target);
  }

  private static @Nullable String given(Arguments given, String name) {
    return given.has(name) ? given.text(name) : null;
  }

  private static Condition.Method method(String name) {
    return switch (name) {
      case "taglist" -> Condition.Method.TAG_LIST;
      case "regex" -> Condition.Method.REGEX;
      default -> Condition.Method.ALL;
    };
  }

  private static String region(int id) {
    return Region.numbered(id).longName();
  }
}
