package drydock.registry;

import drydock.registry.RegistryState.Fired;
import drydock.registry.RegistryState.Namespace;
import drydock.registry.RegistryState.Pending;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The fold of all events of the registry.
public final class Registry {

  /// So many firings of triggers are remembered.
  private static final int FIRED_MAX = 1_000;

  private final SortedMap<String, Namespace> namespaces = new TreeMap<>();
  private final SortedMap<String, Repository> repositories = new TreeMap<>();
  private final SortedMap<String, Trigger> triggers = new TreeMap<>();
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final Deque<Fired> fired = new ArrayDeque<>();

  public RegistryState state() {
    return new RegistryState(
        List.copyOf(namespaces.values()),
        List.copyOf(repositories.values()),
        List.copyOf(triggers.values()),
        List.copyOf(pending),
        List.copyOf(fired));
  }

  /// Takes in what an earlier fold came to.
  public void restore(RegistryState state) {
    state.namespaces().forEach(each -> namespaces.put(each.name(), each));
    state.repositories().forEach(each -> repositories.put(each.name(), each));
    state.triggers().forEach(each -> triggers.put(each.spec().name(), each));
    pending.addAll(state.pending());
    fired.addAll(state.fired());
  }

  /// By name.
  public Collection<Namespace> namespaces() {
    return Collections.unmodifiableCollection(namespaces.values());
  }

  public boolean hasNamespace(String name) {
    return namespaces.containsKey(name);
  }

  /// By name.
  public Collection<Repository> repositories() {
    return Collections.unmodifiableCollection(repositories.values());
  }

  public @Nullable Repository repository(String name) {
    return repositories.get(name);
  }

  /// By name.
  public Collection<Trigger> triggers() {
    return Collections.unmodifiableCollection(triggers.values());
  }

  public @Nullable Trigger trigger(String name) {
    return triggers.get(name);
  }

  /// The last firings, from the oldest to the youngest.
  public Collection<Fired> fired() {
    return Collections.unmodifiableCollection(fired);
  }

  /// The next firing that is still to happen; null if none is.
  public @Nullable Pending firstPending() {
    return pending.peekFirst();
  }

  public @Nullable Manifest manifest(ImageName image) {
    Repository repository = repositories.get(image.repository());
    Tag tag = repository == null ? null : repository.tag(image.tag());
    return tag == null ? null : tag.manifest();
  }

  /// The image of the registry that a container's image means; null if it means one from elsewhere.
  /// A name without a host is the registry's where that has such a repository.
  public @Nullable ImageName means(String image) {
    String behind = ImageName.behindHost(image);
    String name = behind == null ? image : behind;
    int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
    String repository = colon < 0 ? name : name.substring(0, colon);
    return behind == null && !repositories.containsKey(repository)
        ? null
        : new ImageName(repository, colon < 0 ? "latest" : name.substring(colon + 1));
  }

  /// Whether an image that a container names can be pulled: one from elsewhere always, one of the
  /// registry if it is there.
  public boolean canPull(String image) {
    ImageName name = means(image);
    return name == null || manifest(name) != null;
  }

  /// The size of an image that a container names; 0 if it is not the registry's.
  public long bytes(String image) {
    ImageName name = means(image);
    Manifest manifest = name == null ? null : manifest(name);
    return manifest == null ? 0 : manifest.bytes();
  }

  /// Counts a pull, where the image is the registry's.
  public void notePull(String image) {
    ImageName name = means(image);
    if (name != null) {
      repositories.computeIfPresent(name.repository(), (_, repository) -> repository.pulled());
    }
  }

  /// Takes in what a fresh world's registry holds, if that is told.
  public void stock(@Nullable SortedMap<String, Manifest> images, Instant at) {
    if (images != null) {
      images.forEach((name, manifest) -> {
        var image = ImageName.parse(name);
        namespaces.putIfAbsent(image.namespace(), new Namespace(image.namespace(), at));
        repositories.putIfAbsent(
            image.repository(), Repository.fresh(image.repository(), false, "", at));
        change(
            image.repository(),
            before -> before.holding(before.tagsWith(image.tag(), manifest, at), at));
      });
    }
  }

  public void evolve(RegistryEvent event, long position, Instant at) {
    switch (event) {
      case RegistryEvent.PasswordChanged _ -> {
        // Nothing in a world asks for the password.
      }
      case RegistryEvent.NamespaceCreated e ->
          namespaces.put(e.namespace(), new Namespace(e.namespace(), at));
      case RegistryEvent.NamespaceDeleted e -> namespaces.remove(e.namespace());
      case RegistryEvent.OfRepository e -> evolve(e, at);
      case RegistryEvent.OfTrigger e -> evolve(e, position, at);
    }
  }

  private void evolve(RegistryEvent.OfRepository event, Instant at) {
    String name = event.repository();
    switch (event) {
      case RegistryEvent.RepositoryCreated e ->
          repositories.put(name, Repository.fresh(name, e.open(), e.description(), at));
      case RegistryEvent.RepositoryDeleted _ -> {
        repositories.remove(name);
        triggers.values().removeIf(trigger -> trigger.spec().repository().equals(name));
      }
      case RegistryEvent.RepositoryDescribed e ->
          change(name, before -> before.described(e.description(), at));
      case RegistryEvent.RepositoryOpened e -> change(name, before -> before.opened(e.open(), at));
      case RegistryEvent.TagPushed e -> {
        change(name, before -> before.holding(before.tagsWith(e.tag(), e.manifest(), at), at));
        e.triggers().forEach(each -> pending.add(new Pending(each, new ImageName(name, e.tag()))));
      }
      case RegistryEvent.TagsDeleted e -> remove(name, e.tags(), at);
      case RegistryEvent.TagsExpired e -> remove(name, e.tags(), at);
      case RegistryEvent.RetentionSet e ->
          change(name, before -> before.keeping(new Retention(e.kind(), e.keep(), true, at)));
      case RegistryEvent.RetentionClosed _ ->
          change(
              name, before -> before.keeping(Objects.requireNonNull(before.retention()).closed()));
    }
  }

  private void remove(String name, List<String> tags, Instant at) {
    change(
        name,
        before ->
            before.holding(
                before.tags().stream().filter(tag -> !tags.contains(tag.name())).toList(), at));
  }

  private void change(String name, UnaryOperator<Repository> change) {
    repositories.put(name, change.apply(Objects.requireNonNull(repositories.get(name))));
  }

  private void evolve(RegistryEvent.OfTrigger event, long position, Instant at) {
    switch (event) {
      case RegistryEvent.TriggerCreated e ->
          triggers.put(e.trigger(), new Trigger(e.spec(), position, at, at));
      case RegistryEvent.TriggerChanged e -> {
        Trigger before = Objects.requireNonNull(triggers.remove(e.trigger()));
        triggers.put(e.spec().name(), new Trigger(e.spec(), before.born(), before.createdAt(), at));
      }
      case RegistryEvent.TriggerDeleted e -> triggers.remove(e.trigger());
      case RegistryEvent.TriggerFired e -> {
        pending.remove();
        Trigger.Spec spec = Objects.requireNonNull(triggers.get(e.trigger())).spec();
        fired.add(new Fired(spec, e.image().tag(), at, e.failure()));
        if (fired.size() > FIRED_MAX) {
          fired.remove();
        }
      }
    }
  }
}
