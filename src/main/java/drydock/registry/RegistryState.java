package drydock.registry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that a registry is, as plain values.
///
/// @param pending firings of triggers that are still to happen, in order
/// @param fired the last firings, from the oldest to the youngest
public record RegistryState(
    List<Namespace> namespaces,
    List<Repository> repositories,
    List<Trigger> triggers,
    List<Pending> pending,
    List<Fired> fired) {

  public record Namespace(String name, Instant createdAt) {}

  /// A tag appeared, and a trigger is to do its work.
  public record Pending(String trigger, ImageName image) {}

  /// What a trigger did, and what it was like then.
  ///
  /// @param failure why its service was not updated; null if it was
  public record Fired(Trigger.Spec trigger, String tag, Instant at, @Nullable String failure) {}
}
