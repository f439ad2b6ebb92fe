package drydock.registry;

import static drydock.kernel.Rejection.Reason.REGISTRY_NAMESPACE_EXISTS;
import static drydock.kernel.Rejection.Reason.REGISTRY_NAMESPACE_IN_USE;
import static drydock.kernel.Rejection.Reason.REGISTRY_NAMESPACE_NOT_FOUND;
import static drydock.kernel.Rejection.Reason.REPOSITORY_EXISTS;

import drydock.kernel.Decision;
import drydock.kernel.Dice;
import drydock.kernel.Event;
import drydock.kernel.Rejection;
import drydock.profile.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;

/// What may be asked of the registry, and what is then so.
public final class RegistryRules {

  private final Registry registry;
  private final Rooms rooms;
  private final ImageRules images;
  private final TriggerRules triggers;

  public RegistryRules(Registry registry, Profile profile, Dice dice) {
    this.registry = registry;
    this.rooms = new Rooms(registry, profile);
    this.images = new ImageRules(registry, rooms, profile, dice);
    this.triggers = new TriggerRules(registry, profile.quotas().registry());
  }

  /// Decides what is asked of the registry.
  ///
  /// @param position that of the first event this may lead to
  public Decision decide(RegistryCommand command, long position, Instant now) {
    return switch (command) {
      case RegistryCommand.CreateNamespace(var name) -> createNamespace(name);
      case RegistryCommand.DeleteNamespace(var name) -> deleteNamespace(name);
      case RegistryCommand.CreateRepository create -> createRepository(create);
      case RegistryCommand.Describe(var name, var words) ->
          ifThere(name, new RegistryEvent.RepositoryDescribed(name, words));
      case RegistryCommand.Open(var name, var open) ->
          ifThere(name, new RegistryEvent.RepositoryOpened(name, open));
      case RegistryCommand.DeleteRepositories(var names) -> deleteRepositories(names);
      case RegistryCommand.Push(var image) -> images.push(image, position, now);
      case RegistryCommand.Duplicate(var from, var to) -> images.duplicate(from, to, now);
      case RegistryCommand.DeleteTags(var name, var tags) -> images.delete(name, tags);
      case RegistryCommand.SetRetention set -> images.keep(set, now);
      case RegistryCommand.CloseRetention(var name) -> images.keepAll(name);
      case RegistryCommand.AddTrigger(var spec) -> triggers.add(spec);
      case RegistryCommand.ChangeTrigger change -> triggers.change(change);
      case RegistryCommand.DeleteTrigger(var name) -> triggers.delete(name);
      case RegistryCommand.ChangePassword() -> Decision.accept(new RegistryEvent.PasswordChanged());
    };
  }

  /// What the registry of a fresh world holds, by [ImageName].
  public SortedMap<String, Manifest> stock(Instant now) {
    return images.stock(now);
  }

  private Decision createNamespace(String name) {
    if (registry.hasNamespace(name)) {
      return Decision.reject(REGISTRY_NAMESPACE_EXISTS, "namespace " + name + " is taken");
    }
    Rejection refusal = rooms.refuseNamespace(name);
    return refusal == null
        ? Decision.accept(new RegistryEvent.NamespaceCreated(name))
        : new Decision.Rejected(refusal);
  }

  private Decision deleteNamespace(String name) {
    if (!registry.hasNamespace(name)) {
      return Decision.reject(
          REGISTRY_NAMESPACE_NOT_FOUND, "namespace " + name + " does not exist in the registry");
    }
    for (Repository repository : registry.repositories()) {
      if (repository.namespace().equals(name)) {
        return Decision.reject(
            REGISTRY_NAMESPACE_IN_USE,
            "namespace "
                + name
                + " holds "
                + repository.name()
                + "; delete its repositories first");
      }
    }
    return Decision.accept(new RegistryEvent.NamespaceDeleted(name));
  }

  private Decision createRepository(RegistryCommand.CreateRepository command) {
    String name = command.repository();
    if (registry.repository(name) != null) {
      return Decision.reject(REPOSITORY_EXISTS, "reponame " + name + " exists already");
    }
    Rejection refusal = rooms.refuseRepository(name);
    return refusal == null
        ? Decision.accept(rooms.make(name, command.open(), command.description()))
        : new Decision.Rejected(refusal);
  }

  private Decision deleteRepositories(List<String> names) {
    List<Event> events = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      if (registry.repository(name) == null) {
        return Rooms.noRepository(name);
      }
      events.add(new RegistryEvent.RepositoryDeleted(name));
    }
    return Decision.accept(events);
  }

  private Decision ifThere(String repository, Event event) {
    return registry.repository(repository) == null
        ? Rooms.noRepository(repository)
        : Decision.accept(event);
  }
}
