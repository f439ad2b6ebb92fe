package drydock.engine;

import drydock.invariant.Watch;
import drydock.kernel.Cause;
import drydock.log.LogUnavailable;
import drydock.world.Draft;
import drydock.world.World;
import drydock.world.WorldEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The turns of a world's loop: what one of them does, and what is left for the next. Only the
/// loop's thread is here.
final class Turns {

  /// A turn ends soon after so many events, and at twice as many in the midst of a moment: the more
  /// of them, the less an append costs for each.
  static final int EVENTS_PER_TURN = 1_500;

  /// The same while somebody reads, who waits for the end of the turn.
  static final int EVENTS_PER_TURN_READ = 200;

  /// Who has read just now is expected again for so long: a client that polls does so every second
  /// or two.
  static final Duration READ_AGAIN_WITHIN = Duration.ofSeconds(2);

  private final WorldConfig config;
  private final History history;
  private final Checkpointing checkpointing;
  private final LoopObserver observer;
  private final Alarm alarm;
  private final Tip tip = new Tip();

  /// Commands, moves of the clock and the like that wait for their turn, in order.
  private final Deque<Mail> orders = new ArrayDeque<>();

  private final Clock clock;
  private World world;
  private Watch watch;
  private Doubt doubt = Doubt.NONE;

  /// The seed of the world should it turn out to have no history.
  private long freshSeed;

  /// Whether there is more to do at once, mail or not.
  private boolean restless = true;

  /// Until when somebody is expected to read.
  private Instant readUntil = Instant.MIN;

  private Turns(
      WorldConfig config, History history, Checkpointing checkpointing, LoopObserver observer)
      throws LogUnavailable {
    this.config = config;
    this.history = history;
    this.checkpointing = checkpointing;
    this.observer = observer;
    this.alarm = new Alarm(observer);
    this.clock = new Clock(config);
    this.freshSeed = config.seed();
    this.world = history.takeOver(freshSeed);
    this.watch = new Watch(world, alarm);
    begin();
  }

  static Turns open(WorldConfig config, Storage storage, LoopObserver observer)
      throws LogUnavailable {
    long id = storage.worlds().open(config.name()).id();
    return new Turns(
        config,
        new History(storage, id, config.profile()),
        new Checkpointing(storage.checkpoints()),
        observer);
  }

  /// Sets the clock going, and adds the first event of a fresh world, or of one that goes by
  /// another profile now.
  private void begin() throws LogUnavailable {
    clock.begin(world);
    watch = new Watch(world, alarm);
    var first = new Draft(world, watch);
    String profile = config.profile().name();
    if (world.position() == 0) {
      first.add(world.opening(), new Cause.Time());
    } else if (!world.profileName().equals(profile)) {
      first.add(new WorldEvent.ProfileChanged(profile), new Cause.Time());
    }
    if (!first.events().isEmpty()) {
      if (!history.append(first.events())) {
        throw new LogUnavailable(new IllegalStateException("another process took the world over"));
      }
      observer.durable(history.owner().writer(), first.events());
    }
    checkpointing.begin(world);
    tip.reach(world.position());
  }

  /// What has happened up to now. May be asked for on any thread.
  Past past() {
    return history.past(tip);
  }

  /// How long the loop may rest before the next turn, unless mail comes.
  Duration restFor() {
    return restless ? Duration.ZERO : clock.restFor(world);
  }

  /// One turn.
  ///
  /// @return false if what it did may not be durable; then only [#recover] helps
  boolean take(List<Mail> mail) {
    List<Mail.Look<?>> looks = new ArrayList<>();
    for (Mail each : mail) {
      if (each instanceof Mail.Look<?> look) {
        looks.add(look);
      } else {
        orders.add(each);
      }
    }
    if (!looks.isEmpty()) {
      readUntil = config.machine().instant().plus(READ_AGAIN_WITHIN);
    }
    if (restless) {
      // The world is behind the present anyway, and all that it holds is durable.
      answer(looks);
      looks.clear();
    }
    if (!(orders.peek() instanceof Mail.Reset reset ? reset(reset) : turn(mail.size()))) {
      looks.forEach(look -> look.refuse(Refusal.Reason.UNAVAILABLE));
      return false;
    }
    answer(looks);
    checkpointing.consider(world, history);
    return true;
  }

  private void answer(List<Mail.Look<?>> looks) {
    looks.forEach(look -> look.answer(new Sight(world, clock.pace(), history.digest())));
  }

  private boolean turn(int mail) {
    boolean read = config.machine().instant().isBefore(readUntil);
    int eventsMax = read ? EVENTS_PER_TURN_READ : EVENTS_PER_TURN;
    var draft = new Draft(world, watch);
    var turn = new Turn(world, clock, draft, eventsMax);
    long from = world.position() + 1;
    restless = turn.take(orders);
    alarm.tell(draft, world);
    try {
      if (!persist(turn)) {
        turn.requeue(orders);
        return false;
      }
    } catch (LogUnavailable away) {
      doubt = Doubt.about(turn, history.owner(), from, config.machine().instant());
      return false;
    }
    clock.settle();
    tip.reach(world.position());
    turn.releases().forEach(Turn.Release::release);
    observer.turned(turn.events().size(), mail, Figures.of(world));
    return true;
  }

  private boolean persist(Turn turn) throws LogUnavailable {
    if (!turn.events().isEmpty()) {
      long before = System.nanoTime();
      boolean durable = history.append(turn.events());
      observer.appended(turn.events().size(), Duration.ofNanos(System.nanoTime() - before));
      if (!durable) {
        return false;
      }
      observer.durable(history.owner().writer(), turn.events());
    }
    Instant kept = clock.toKeep(world);
    return kept == null || history.advance(kept);
  }

  private boolean reset(Mail.Reset reset) {
    orders.remove();
    freshSeed = reset.seed() == null ? world.seed() : reset.seed();
    clock.stop(Refusal.Reason.RESET);
    tip.turnOver();
    try {
      history.reset();
      tip.turnOver();
      world = history.takeOver(freshSeed);
      begin();
      reset.reply().complete(world.now());
      observer.turned(0, 1, Figures.of(world));
      return true;
    } catch (LogUnavailable away) {
      tip.turnOver();
      reset.refuse(Refusal.Reason.UNAVAILABLE);
      return false;
    }
  }

  /// Takes the world over again and folds it from the log; whoever was in doubt learns what became
  /// of his command.
  ///
  /// @return false if the database is still away
  boolean recover() {
    clock.stop(Refusal.Reason.UNAVAILABLE);
    try {
      world = history.takeOver(freshSeed);
      doubt.settle(history);
      doubt = Doubt.NONE;
      begin();
      restless = true;
      return true;
    } catch (LogUnavailable away) {
      doubt = doubt.after(config.machine().instant());
      refuseAll();
      return false;
    }
  }

  void refuseAll() {
    for (Mail mail = orders.poll(); mail != null; mail = orders.poll()) {
      mail.refuse(Refusal.Reason.UNAVAILABLE);
    }
  }

  /// Ends the turns. Leaves a checkpoint, so that the next start is quick, unless what the world
  /// holds may not be in the log.
  void close(boolean sound) throws LogUnavailable {
    clock.stop(Refusal.Reason.UNAVAILABLE);
    if (sound) {
      checkpointing.leave(world, history);
    } else {
      doubt.giveUp();
    }
  }
}
