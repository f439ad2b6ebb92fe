package drydock.world;

import drydock.kernel.Cause;
import drydock.kernel.Command;
import drydock.kernel.Decision;
import drydock.kernel.Event;
import drydock.kernel.Recorded;
import drydock.kernel.Step;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a turn adds to a world's history. The world is ahead of the log by these events until they
/// are durable.
public final class Draft {

  private final World world;
  private final Witness witness;
  private final List<Recorded> events = new ArrayList<>();

  public Draft(World world, Witness witness) {
    this.world = world;
    this.witness = witness;
  }

  public List<Recorded> events() {
    return events;
  }

  /// Decides a command at the world's present moment. Its events are in force when this returns.
  public Decision decide(Command command, Cause.Command cause) {
    Decision decision = world.decide(command);
    if (decision instanceof Decision.Accepted accepted) {
      Cause why = cause;
      for (Event event : accepted.events()) {
        add(event, why);
        why = world.causeOfSteps();
      }
    }
    return decision;
  }

  /// Lets time pass until `target`: whatever falls due on the way happens, in order, each at its
  /// own moment.
  ///
  /// @param eventsMax stop early once the draft has about so many events
  /// @return whether `target` was reached and all is quiet there
  public boolean runTo(Instant target, int eventsMax) {
    while (events.size() < eventsMax) {
      if (runNow(eventsMax)) {
        Instant due = world.nextDue();
        if (due == null || due.isAfter(target)) {
          world.advance(target);
          return true;
        }
        world.advance(due);
      }
    }
    return false;
  }

  /// Lets everything happen that is to happen at the present moment.
  ///
  /// @return whether all is quiet
  public boolean runNow(int eventsMax) {
    while (events.size() < eventsMax) {
      Step next = world.step();
      if (next.isEmpty()) {
        return true;
      }
      Cause cause = next.cause() == null ? world.causeOfSteps() : next.cause();
      next.events().forEach(event -> add(event, cause));
    }
    return false;
  }

  /// Adds an event that happens now, and what it leads to in the same breath.
  public void add(Event event, Cause cause) {
    var recorded = new Recorded(world.position() + 1, world.now(), event, cause);
    Replica gone =
        event instanceof ReplicaEvent.Removed(var id) ? world.services().replica(id) : null;
    witness.before(recorded);
    world.evolve(recorded);
    witness.after(recorded);
    events.add(recorded);
    world.wakes(event, gone).forEach(next -> add(next, world.causeOfSteps()));
  }
}
