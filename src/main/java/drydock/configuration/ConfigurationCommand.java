package drydock.configuration;

import drydock.kernel.Command;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What clients ask of configurations.
public sealed interface ConfigurationCommand extends Command {

  /// What a new version is to hold.
  ///
  /// @param version its name; null for the next of v1, v2, v3, …
  record Draft(@Nullable String version, String description, SortedMap<String, String> items) {}

  /// A configuration of a new name, and its first version.
  record Create(String name, Draft draft) implements ConfigurationCommand {}

  /// Another version of a configuration that is there.
  record AddVersion(String configuration, Draft draft) implements ConfigurationCommand {}
}
