package drydock.world;

import drydock.fault.FaultRules;
import drydock.fault.Outbreak;
import drydock.fault.Strikes;
import drydock.kernel.Cause;
import drydock.kernel.Event;
import drydock.kernel.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// How a fault that begins goes over what is there: one service or cluster after the other, from
/// the oldest to the youngest, each that it strikes in a step of its own.
///
/// @param all those that a fault may strike
/// @param born when one was made, as a position in the log
/// @param strike what comes of the fault for one of them
record Sweep<T>(List<T> all, ToLongFunction<T> born, BiFunction<T, Strikes, List<Event>> strike) {

  /// The next step of a fault, which says how far it has come.
  Step step(Outbreak outbreak, Supplier<Strikes> occasions) {
    for (T each : left(outbreak.reached())) {
      Strikes strikes = occasions.get();
      Step step = strikes.step(strike.apply(each, strikes));
      if (!step.isEmpty()) {
        List<Event> events = new ArrayList<>(step.events());
        events.add(FaultRules.reached(outbreak, born.applyAsLong(each)));
        return new Step(events, step.cause());
      }
    }
    return new Step(
        List.of(FaultRules.reached(outbreak, null)), new Cause.Fault(outbreak.fault().id()));
  }

  /// Those that were made after a position.
  private List<T> left(long position) {
    return all.stream()
        .filter(each -> born.applyAsLong(each) > position)
        .sorted(Comparator.comparingLong(born))
        .toList();
  }
}
