package drydock.engine;

import drydock.engine.Mail.Advance;
import drydock.kernel.Decision;
import drydock.kernel.Recorded;
import drydock.world.Draft;
import drydock.world.World;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// One turn of a world: time passes up to now, and then orders are carried out one by one, each
/// until all is quiet again. So what happens depends on the order and the moments of commands
/// alone, and not on how they were batched.
final class Turn {

  private final World world;
  private final Clock clock;
  private final Draft draft;
  private final int eventsMax;
  private final List<Release> releases = new ArrayList<>();

  /// What an order is answered once the turn is durable.
  record Release(Mail mail, Runnable answer) {
    void release() {
      answer.run();
    }
  }

  Turn(World world, Clock clock, Draft draft, int eventsMax) {
    this.world = world;
    this.clock = clock;
    this.draft = draft;
    this.eventsMax = eventsMax;
  }

  List<Recorded> events() {
    return draft.events();
  }

  List<Release> releases() {
    return releases;
  }

  /// Does as much as fits into a turn.
  ///
  /// @return whether there is more to do at once
  boolean take(Deque<Mail> orders) {
    boolean caughtUp = clock.run(draft, world, eventsMax, releases);
    boolean quiet = caughtUp || draft.runNow(2 * eventsMax);
    while (quiet && !orders.isEmpty() && draft.events().size() < eventsMax) {
      if (orders.peek() instanceof Mail.Reset
          || (orders.peek() instanceof Advance && clock.advancing())) {
        return true;
      }
      carryOut(orders.remove());
      quiet = draft.runNow(2 * eventsMax);
    }
    return !caughtUp || !quiet || !orders.isEmpty() || clock.advancing();
  }

  private void carryOut(Mail order) {
    switch (order) {
      case Mail.Ask ask -> {
        Outcome outcome =
            switch (draft.decide(ask.command(), ask.cause())) {
              case Decision.Accepted(var events) -> new Outcome.Accepted(events);
              case Decision.Rejected(var rejection) -> new Outcome.Rejected(rejection);
            };
        releases.add(new Release(ask, () -> ask.reply().complete(outcome)));
      }
      case Mail.Advance advance -> clock.advance(advance, world);
      case Mail.SetPace(var wish, var reply) -> {
        Pace pace = clock.set(wish, world);
        releases.add(new Release(order, () -> reply.complete(pace)));
      }
      case Mail.Reset _, Mail.Look<?> _ ->
          throw new IllegalStateException("not for a turn: " + order);
    }
  }

  /// Puts the commands of a turn that provably left no trace back in front, to be decided again.
  void requeue(Deque<Mail> orders) {
    for (Release release : releases.reversed()) {
      if (release.mail() instanceof Mail.Ask) {
        orders.addFirst(release.mail());
      } else {
        release.mail().refuse(Refusal.Reason.UNAVAILABLE);
      }
    }
  }
}
