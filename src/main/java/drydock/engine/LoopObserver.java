package drydock.engine;

import java.time.Duration;

/// Whoever counts what a world's loop does.
public interface LoopObserver {

  /// An append of so many events came back, durable or not.
  void appended(int events, Duration took);

  /// A turn ended; `events` is what it added, and `mail` what it answered.
  void turned(int events, int mail);

  /// An observer that looks away.
  LoopObserver NONE =
      new LoopObserver() {
        @Override
        public void appended(int events, Duration took) {}

        @Override
        public void turned(int events, int mail) {}
      };
}
