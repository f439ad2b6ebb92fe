package drydock.engine;

import java.time.Duration;

/// How far a world's history reaches, durably, and which of its histories that is: a world that is
/// begun anew has another one. Readers on other threads wait here for more.
final class Tip {

  private long era;
  private long position;

  /// All up to a position is durable.
  synchronized void reach(long durable) {
    if (durable != position) {
      position = durable;
      notifyAll();
    }
  }

  /// What is read from here on may belong to another history. Called before the one that was is
  /// touched, and again once it is gone: whoever reads and finds the era as it was has read what
  /// belongs to it.
  synchronized void turnOver() {
    era++;
    position = 0;
    notifyAll();
  }

  synchronized long era() {
    return era;
  }

  synchronized long position() {
    return position;
  }

  /// Waits until an era has more than what is up to a position, or is over, but no longer than
  /// `patience`.
  synchronized void await(long since, long after, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (era == since && position <= after) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }
}
