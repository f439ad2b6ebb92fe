package drydock.registry;

import drydock.kernel.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What clients ask of the registry.
public sealed interface RegistryCommand extends Command {

  record CreateNamespace(String namespace) implements RegistryCommand {}

  record DeleteNamespace(String namespace) implements RegistryCommand {}

  record CreateRepository(String repository, boolean open, String description)
      implements RegistryCommand {}

  record Describe(String repository, String description) implements RegistryCommand {}

  /// Opens a repository to all, or closes it.
  record Open(String repository, boolean open) implements RegistryCommand {}

  record DeleteRepositories(List<String> repositories) implements RegistryCommand {}

  /// An image that is new to the registry.
  record Push(ImageName image) implements RegistryCommand {}

  record Duplicate(ImageName from, ImageName to) implements RegistryCommand {}

  record DeleteTags(String repository, List<String> tags) implements RegistryCommand {}

  record SetRetention(String repository, Retention.Kind kind, int keep)
      implements RegistryCommand {}

  record CloseRetention(String repository) implements RegistryCommand {}

  record AddTrigger(Trigger.Spec spec) implements RegistryCommand {}

  /// Null where something stays as it is.
  record ChangeTrigger(
      String trigger,
      @Nullable String name,
      @Nullable String repository,
      Condition.@Nullable Method method,
      @Nullable String expression,
      TargetChange target)
      implements RegistryCommand {}

  /// Null where something stays as it is.
  record TargetChange(
      @Nullable String cluster,
      @Nullable String namespace,
      @Nullable String service,
      @Nullable String container,
      @Nullable String region) {}

  record DeleteTrigger(String trigger) implements RegistryCommand {}

  /// Carries no password: nothing in a world would ask for it.
  record ChangePassword() implements RegistryCommand {}
}
