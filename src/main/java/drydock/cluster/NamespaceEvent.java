package drydock.cluster;

import drydock.kernel.Event;

/// What happens to namespaces.
public sealed interface NamespaceEvent extends Event {

  String cluster();

  String name();

  @Override
  default String subject() {
    return cluster() + "/" + name();
  }

  record Created(String cluster, String name, String description) implements NamespaceEvent {}

  record Described(String cluster, String name, String description) implements NamespaceEvent {}

  /// The namespace takes no more services, loses those it has, and goes.
  record TerminationStarted(String cluster, String name) implements NamespaceEvent {}

  record Deleted(String cluster, String name) implements NamespaceEvent {}
}
