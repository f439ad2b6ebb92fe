package drydock.engine;

import drydock.invariant.Invariant;
import drydock.invariant.Violation;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/// Tells the observer of everything that must not happen to a world, and the operator of the 1st,
/// 2nd, 4th, 8th, … of a kind: a world that goes wrong may go wrong with each event.
final class Alarm implements Consumer<Violation> {

  private final LoopObserver observer;
  private final Map<Invariant, Long> counts = new EnumMap<>(Invariant.class);

  Alarm(LoopObserver observer) {
    this.observer = observer;
  }

  @Override
  public void accept(Violation violation) {
    observer.violated(violation);
    long count = counts.merge(violation.invariant(), 1L, Long::sum);
    if (Long.bitCount(count) == 1) {
      System.getLogger(WorldLoop.class.getName())
          .log(
              System.Logger.Level.ERROR,
              "an invariant of the world does not hold ("
                  + count
                  + (count == 1 ? " time): " : " times): ")
                  + violation);
    }
  }
}
