package drydock.engine;

import drydock.invariant.Violation;
import drydock.kernel.Recorded;
import java.time.Duration;
import java.util.List;

/// Whoever counts what a world's loop does. Called on the loop's thread: must be quick.
public interface LoopObserver {

  /// An append of so many events came back, durable or not.
  void appended(int events, Duration took);

  /// The world's `writer` (see [drydock.log.EventLog.Ownership]) has made events durable. The list
  /// does not change any more.
  default void durable(long writer, List<Recorded> events) {}

  /// Something happened to the world that must not happen. It goes on all the same.
  default void violated(Violation violation) {}

  /// A turn ended; `events` is what it added, `mail` what it took out of the mailbox, and `world`
  /// what the world has come to, all of it durable.
  void turned(int events, int mail, Figures world);

  /// An observer that looks away.
  LoopObserver NONE =
      new LoopObserver() {
        @Override
        public void appended(int events, Duration took) {}

        @Override
        public void turned(int events, int mail, Figures world) {}
      };
}
