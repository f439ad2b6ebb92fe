package drydock.sandbox;

import drydock.engine.Past;
import drydock.engine.WorldLoop;
import drydock.log.LogUnavailable;
import java.util.concurrent.Semaphore;

/// Looks into the past of a world. Each folds events, up to the whole history: more than a few at
/// once would only take longer, and memory besides.
final class LooksBack {

  private static final int MAX = 2;

  private final WorldLoop loop;
  private final Semaphore places = new Semaphore(MAX);

  /// What is looked for.
  interface Look<T> {
    T at(Past past) throws Refused, LogUnavailable;
  }

  LooksBack(WorldLoop loop) {
    this.loop = loop;
  }

  /// Takes a look, or refuses it if too many are under way.
  <T> T take(Look<T> look) throws Refused, LogUnavailable {
    Past past = loop.past();
    if (!places.tryAcquire()) {
      throw new Refused(
          Problem.of(
              Problem.Kind.BUSY,
              MAX + " looks into the past are under way already; nothing was changed"));
    }
    try {
      return look.at(past);
    } finally {
      places.release();
    }
  }
}
