package drydock.world;

import drydock.kernel.Event;
import drydock.registry.Manifest;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What happens to a world as a whole.
public sealed interface WorldEvent extends Event {

  @Override
  default String subject() {
    return "world";
  }

  /// The world begins: always its first event.
  ///
  /// @param images what its image registry is stocked with, by name; null where a world began
  ///   before there was one
  record Opened(long seed, String profile, @Nullable SortedMap<String, Manifest> images)
      implements WorldEvent {}

  /// From here on the world goes by another profile.
  record ProfileChanged(String profile) implements WorldEvent {}

  /// Something was found that must not be: an error in Drydock, and nothing that a world does.
  ///
  /// @param invariant that does not hold, as metrics spell it
  /// @param last position of the event that broke it, or of the last before it was noticed
  /// @param what is wrong, in words
  record InvariantBroken(String invariant, long last, String what) implements WorldEvent {}
}
