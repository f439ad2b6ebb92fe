package drydock.registry;

import drydock.kernel.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens to the registry.
public sealed interface RegistryEvent extends Event {

  @Override
  default String subject() {
    return "registry";
  }

  /// The account has another password for the registry.
  record PasswordChanged() implements RegistryEvent {}

  /// Something happens to a namespace.
  sealed interface OfNamespace extends RegistryEvent {
    String namespace();

    @Override
    default String subject() {
      return "registry/" + namespace();
    }
  }

  record NamespaceCreated(String namespace) implements OfNamespace {}

  record NamespaceDeleted(String namespace) implements OfNamespace {}

  /// Something happens to a repository.
  sealed interface OfRepository extends RegistryEvent {
    String repository();

    @Override
    default String subject() {
      return "registry/" + repository();
    }
  }

  record RepositoryCreated(String repository, boolean open, String description)
      implements OfRepository {}

  record RepositoryDescribed(String repository, String description) implements OfRepository {}

  /// It was opened to all, or closed.
  record RepositoryOpened(String repository, boolean open) implements OfRepository {}

  /// It is gone with its tags and triggers.
  record RepositoryDeleted(String repository) implements OfRepository {}

  /// A tag points to a manifest from now on.
  ///
  /// @param triggers those that fire because of it, in this order
  record TagPushed(String repository, String tag, Manifest manifest, List<String> triggers)
      implements OfRepository {}

  record TagsDeleted(String repository, List<String> tags) implements OfRepository {}

  /// There was no room for more tags, so those that the repository's retention does not keep went.
  record TagsExpired(String repository, List<String> tags) implements OfRepository {}

  record RetentionSet(String repository, Retention.Kind kind, int keep) implements OfRepository {}

  record RetentionClosed(String repository) implements OfRepository {}

  /// Something happens to a trigger.
  sealed interface OfTrigger extends RegistryEvent {
    String trigger();

    @Override
    default String subject() {
      return "trigger/" + trigger();
    }
  }

  record TriggerCreated(Trigger.Spec spec) implements OfTrigger {
    @Override
    public String trigger() {
      return spec.name();
    }
  }

  record TriggerChanged(String trigger, Trigger.Spec spec) implements OfTrigger {}

  record TriggerDeleted(String trigger) implements OfTrigger {}

  /// It was time for a trigger.
  ///
  /// @param failure why its service was not updated; null if it was
  record TriggerFired(String trigger, ImageName image, @Nullable String failure)
      implements OfTrigger {}
}
