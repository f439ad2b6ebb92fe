package drydock.configuration;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fold of all events of configurations.
public final class Configurations {

  private final Map<String, Configuration> configurations = new LinkedHashMap<>();

  /// From the oldest to the youngest.
  public Collection<Configuration> list() {
    return Collections.unmodifiableCollection(configurations.values());
  }

  public @Nullable Configuration find(String id) {
    return configurations.get(id);
  }

  public @Nullable Configuration named(String name) {
    for (Configuration configuration : configurations.values()) {
      if (configuration.name().equals(name)) {
        return configuration;
      }
    }
    return null;
  }

  public void evolve(ConfigurationEvent event, Instant at) {
    switch (event) {
      case ConfigurationEvent.Created(var id, var name) ->
          restore(new Configuration(id, name, List.of()));
      case ConfigurationEvent.VersionCreated(var id, var version, var description, var items) -> {
        Configuration before = configurations.get(id);
        if (before == null) {
          throw new IllegalStateException("an event tells of no configuration: " + id);
        }
        restore(before.with(new Configuration.Version(version, description, items, at)));
      }
    }
  }

  /// Takes in what an earlier fold came to.
  public void restore(Configuration configuration) {
    configurations.put(configuration.id(), configuration);
  }
}
