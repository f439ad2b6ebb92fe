package drydock.configuration;

import static drydock.kernel.Rejection.Reason.CONFIGURATION_EXISTS;
import static drydock.kernel.Rejection.Reason.CONFIGURATION_NOT_FOUND;

import drydock.configuration.ConfigurationCommand.Draft;
import drydock.kernel.Decision;
import drydock.kernel.Dice;
import java.util.List;

/// What may be asked of configurations. The API document tells of them only what volumes name: an
/// id, a version and keys.
public final class ConfigurationRules {

  private static final String ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

  private final Configurations configurations;
  private final Dice dice;

  public ConfigurationRules(Configurations configurations, Dice dice) {
    this.configurations = configurations;
    this.dice = dice;
  }

  public Decision decide(ConfigurationCommand command) {
    return switch (command) {
      case ConfigurationCommand.Create create -> create(create);
      case ConfigurationCommand.AddVersion(var id, var draft) -> add(id, draft);
    };
  }

  private Decision create(ConfigurationCommand.Create command) {
    if (configurations.named(command.name()) != null) {
      return Decision.reject(CONFIGURATION_EXISTS, "configName " + command.name() + " is taken");
    }
    String id = freshId(command.name());
    return Decision.accept(
        new ConfigurationEvent.Created(id, command.name()),
        created(new Configuration(id, command.name(), List.of()), command.draft()));
  }

  private Decision add(String id, Draft draft) {
    Configuration configuration = configurations.find(id);
    if (configuration == null) {
      return Decision.reject(CONFIGURATION_NOT_FOUND, "configId " + id + " does not exist");
    }
    String version = draft.version();
    return version != null && configuration.version(version) != null
        ? Decision.reject(
            CONFIGURATION_EXISTS, "configVersion " + version + " of " + id + " is there already")
        : Decision.accept(created(configuration, draft));
  }

  private static ConfigurationEvent.VersionCreated created(
      Configuration configuration, Draft draft) {
    String version = draft.version();
    return new ConfigurationEvent.VersionCreated(
        configuration.id(),
        version == null ? nextVersion(configuration) : version,
        draft.description(),
        draft.items());
  }

  private static String nextVersion(Configuration configuration) {
    int number = configuration.versions().size() + 1;
    while (configuration.version("v" + number) != null) {
      number++;
    }
    return "v" + number;
  }

  private String freshId(String name) {
    for (int which = 0; ; which++) {
      String id = "cfg-" + dice.letters("configuration.id", name, which, ID_ALPHABET, 8);
      if (configurations.find(id) == null) {
        return id;
      }
    }
  }
}
