package drydock.engine;

import java.time.Duration;

/// Whoever counts what a world's loop does. Called on the loop's thread: must be quick.
public interface LoopObserver {

  /// An append of so many events came back, durable or not.
  void appended(int events, Duration took);

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
