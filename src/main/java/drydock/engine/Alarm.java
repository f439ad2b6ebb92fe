package drydock.engine;

import drydock.invariant.Invariant;
import drydock.invariant.Violation;
import drydock.world.Draft;
import drydock.world.World;
import drydock.world.WorldEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Tells the observer of everything that must not happen to a world, and the operator and the
/// world's log of the 1st, 2nd, 4th, 8th, … of a kind: a world that goes wrong may go wrong with
/// each event.
final class Alarm implements Consumer<Violation> {

  private final LoopObserver observer;
  private final Map<Invariant, Long> counts = new EnumMap<>(Invariant.class);

  /// What the world's log is still to be told.
  private final List<Violation> untold = new ArrayList<>();

  Alarm(LoopObserver observer) {
    this.observer = observer;
  }

  @Override
  public void accept(Violation violation) {
    observer.violated(violation);
    long count = counts.merge(violation.invariant(), 1L, Long::sum);
    if (Long.bitCount(count) == 1) {
      untold.add(violation);
      System.getLogger(WorldLoop.class.getName())
          .log(
              System.Logger.Level.ERROR,
              "an invariant of the world does not hold ("
                  + count
                  + (count == 1 ? " time): " : " times): ")
                  + violation);
    }
  }

  /// Adds to a turn what was found in it.
  void tell(Draft draft, World world) {
    List<Violation> found = List.copyOf(untold);
    untold.clear();
    for (Violation each : found) {
      draft.add(
          new WorldEvent.InvariantBroken(each.invariant().text(), each.position(), each.what()),
          world.causeOfSteps());
    }
  }
}
