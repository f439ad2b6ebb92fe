package drydock.configuration;

import drydock.kernel.Event;
import java.util.SortedMap;

/// What happens to configurations.
public sealed interface ConfigurationEvent extends Event {

  String configuration();

  @Override
  default String subject() {
    return configuration();
  }

  /// A configuration without versions; its first follows at once.
  record Created(String configuration, String name) implements ConfigurationEvent {}

  record VersionCreated(
      String configuration, String version, String description, SortedMap<String, String> items)
      implements ConfigurationEvent {}
}
