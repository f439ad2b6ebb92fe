package drydock.provider.tencent.service;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.list;
import static drydock.provider.tencent.Type.object;
import static drydock.provider.tencent.Type.text;

import drydock.configuration.Configuration;
import drydock.configuration.ConfigurationCommand;
import drydock.configuration.ConfigurationEvent;
import drydock.kernel.Event;
import drydock.kernel.Rejection;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Moments;
import drydock.provider.tencent.Paging;
import drydock.provider.tencent.Parameter;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.provider.tencent.Rule;
import drydock.provider.tencent.Type;
import drydock.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The actions of configurations, which configMap volumes name: CreateConfigVersion and
/// DescribeConfigVersion. The service's overview of its API names both, but no description of them
/// is known; parameters and answers are ours.
final class ConfigurationActions {

  private static final Parameter ID =
      optional("configId", text().length(1, 64)).says("The configuration.");

  private static final Type.Text NAME =
      text()
          .length(1, 63)
          .form(
              "[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?",
              "small letters, digits, - and ., a letter or digit first and last");

  private static final Type.Text KEY =
      text().length(1, 253).form("[A-Za-z0-9._-]+", "letters, digits, -, _ and .");

  private static final Parameters CREATION =
      Parameters.of(
              ID,
              optional("configName", NAME).says("The name of a new configuration."),
              optional("configVersion", NAME).says("The version's name; the next of v1, v2, …"),
              optional("configDesc", ServiceParameters.DESCRIPTION).says("What it is for."),
              required(
                      "configItems",
                      list(object(
                              required("key", KEY).says("The file it becomes in a volume."),
                              optional("value", text()).says("What that holds.")))
                          .atMost(100))
                  .says("What the version holds."))
          .with(
              Rule.anyOf("configId", "configName"),
              Rule.notTogether("configId", "configName"),
              Rule.distinct("configItems", "key"));

  private static final Parameters QUESTION =
      Parameters.of(
          ID,
          optional("configName", NAME).says("The configuration's name."),
          optional("configVersion", NAME).says("One version of it."),
          Paging.OFFSET,
          Paging.LIMIT);

  /// What CreateConfigVersion answers.
  record Created(String configId, String configVersion) {}

  /// What DescribeConfigVersion answers.
  record Data(int totalCount, List<VersionView> configVersions) {}

  record VersionView(
      String configId,
      String configName,
      String configVersion,
      String configDesc,
      String createdAt,
      List<ItemView> configItems) {}

  record ItemView(String key, String value) {}

  private ConfigurationActions() {}

  static List<Action> all(Backend backend) {
    return List.of(
        Action.of(
            "CreateConfigVersion",
            CREATION,
            Returns.data(Created.class).or(ErrorCode.RESOURCE_NOT_FOUND, ErrorCode.RESOURCE_EXISTS),
            call -> backend.ask(call, command(call.arguments()), ConfigurationActions::created)),
        Action.of(
            "DescribeConfigVersion",
            QUESTION,
            Returns.data(Data.class).or(ErrorCode.RESOURCE_NOT_FOUND),
            call -> backend.look(sight -> shown(call.arguments(), sight.world()))));
  }

  private static ConfigurationCommand command(Arguments given) {
    SortedMap<String, String> items = new TreeMap<>();
    given.list("configItems").forEach(item -> items.put(item.text("key"), item.text("value")));
    var draft =
        new ConfigurationCommand.Draft(
            given.has("configVersion") ? given.text("configVersion") : null,
            given.text("configDesc"),
            items);
    return given.has("configId")
        ? new ConfigurationCommand.AddVersion(given.text("configId"), draft)
        : new ConfigurationCommand.Create(given.text("configName"), draft);
  }

  private static Answer created(List<Event> events) {
    var version = (ConfigurationEvent.VersionCreated) events.getLast();
    return new Answer.Data(new Created(version.configuration(), version.version()));
  }

  private static Answer shown(Arguments given, World world) {
    String id = given.text("configId");
    if (given.has("configId") && world.configurations().find(id) == null) {
      return new Answer.Refused(
          new Rejection(
              Rejection.Reason.CONFIGURATION_NOT_FOUND, "configId " + id + " does not exist"));
    }
    List<VersionView> views = new ArrayList<>();
    for (Configuration configuration : world.configurations().list()) {
      if ((!given.has("configId") || configuration.id().equals(id))
          && (!given.has("configName") || configuration.name().equals(given.text("configName")))) {
        for (Configuration.Version version : configuration.versions()) {
          if (!given.has("configVersion") || version.name().equals(given.text("configVersion"))) {
            views.add(view(configuration, version));
          }
        }
      }
    }
    return new Answer.Data(new Data(views.size(), Paging.page(views, given)));
  }

  private static VersionView view(Configuration configuration, Configuration.Version version) {
    return new VersionView(
        configuration.id(),
        configuration.name(),
        version.name(),
        version.description(),
        Moments.text(version.createdAt()),
        version.items().entrySet().stream()
            .map(each -> new ItemView(each.getKey(), each.getValue()))
            .toList());
  }
}
