package drydock.world;

import drydock.kernel.Event;

/// What happens to a world as a whole.
public sealed interface WorldEvent extends Event {

  @Override
  default String subject() {
    return "world";
  }

  /// The world begins: always its first event.
  record Opened(long seed, String profile) implements WorldEvent {}

  /// From here on the world goes by another profile.
  record ProfileChanged(String profile) implements WorldEvent {}
}
