package drydock.fault;

import java.util.List;

/// What a kind of fault strikes, and by what its selector can tell those apart.
public enum Scope {
  ZONE("cluster", "zone"),
  MACHINE("cluster", "zone", "node"),
  REPLICA("cluster", "zone", "node", "namespace", "service"),
  CONTAINER("cluster", "zone", "node", "namespace", "service", "image"),
  BALANCER("cluster", "namespace", "service"),
  TASK("cluster");

  @SuppressWarnings("ImmutableEnumChecker") // It is a list of texts that is never changed.
  private final List<String> selectable;

  Scope(String... selectable) {
    this.selectable = List.of(selectable);
  }

  /// The members that a selector may have.
  public List<String> selectable() {
    return selectable;
  }
}
