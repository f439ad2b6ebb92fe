package drydock.registry;

import static drydock.kernel.Rejection.Reason.INVALID;
import static drydock.kernel.Rejection.Reason.QUOTA_EXCEEDED;
import static drydock.kernel.Rejection.Reason.REPOSITORY_NOT_FOUND;

import drydock.kernel.Decision;
import drydock.kernel.Event;
import drydock.kernel.Rejection;
import drydock.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Room for namespaces and repositories. A repository brings its namespace along where that is
/// missing, since the API document has no action that would make one.
final class Rooms {

  private final Registry registry;
  private final Profile profile;

  Rooms(Registry registry, Profile profile) {
    this.registry = registry;
    this.profile = profile;
  }

  static Decision noRepository(String name) {
    return Decision.reject(REPOSITORY_NOT_FOUND, "reponame " + name + " does not exist");
  }

  /// Why there can be no such namespace; null if there can.
  @Nullable Rejection refuseNamespace(String name) {
    if (profile.catalogue().reservedNamespaces().contains(name)) {
      return new Rejection(INVALID, "namespace " + name + " is reserved");
    }
    return refuse(
        registry.namespaces().size(), profile.quotas().registry().namespaces(), "namespaces");
  }

  /// Why there can be no such repository; null if there can.
  @Nullable Rejection refuseRepository(String name) {
    String namespace = ImageName.namespaceOf(name);
    Rejection refusal = registry.hasNamespace(namespace) ? null : refuseNamespace(namespace);
    return refusal == null
        ? refuse(
            registry.repositories().size(),
            profile.quotas().registry().repositories(),
            "repositories")
        : refusal;
  }

  private static @Nullable Rejection refuse(int there, int quota, String what) {
    return there < quota
        ? null
        : new Rejection(QUOTA_EXCEEDED, "Quota run out: " + quota + " " + what);
  }

  /// What makes a repository that is not there.
  List<Event> make(String name, boolean open, String description) {
    List<Event> events = new ArrayList<>();
    String namespace = ImageName.namespaceOf(name);
    if (!registry.hasNamespace(namespace)) {
      events.add(new RegistryEvent.NamespaceCreated(namespace));
    }
    events.add(new RegistryEvent.RepositoryCreated(name, open, description));
    return events;
  }
}
