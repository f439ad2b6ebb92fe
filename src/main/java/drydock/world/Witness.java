package drydock.world;

import drydock.kernel.Recorded;

/// Whoever looks on while events come into force, and sees the world as it was and as it is then.
/// Must leave the world alone.
public interface Witness {

  /// A witness that looks away.
  Witness NONE =
      new Witness() {
        @Override
        public void before(Recorded next) {}

        @Override
        public void after(Recorded last) {}
      };

  /// An event is about to come into force.
  void before(Recorded next);

  /// An event has come into force.
  void after(Recorded last);
}
