package drydock.engine;

import drydock.kernel.Cause;
import drydock.kernel.Command;
import drydock.log.LogUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The one writer of a world: a thread that takes turns. In a turn it lets time pass, decides the
/// commands that wait, makes what came of it durable in one append, and only then answers. While an
/// append is under way commands gather in the mailbox; that is what makes appends large.
///
/// When the database goes away the loop drops what is not durable, refuses what comes, and folds
/// the world again from the log as soon as it can.
public final class WorldLoop implements AutoCloseable {

  /// More than this in the mailbox is refused at once.
  private static final int MAIL_MAX = 10_000;

  /// A turn takes at most so much out of the mailbox.
  private static final int MAIL_PER_TURN = 1_000;

  private static final Duration RETRY_FIRST = Duration.ofMillis(50);
  private static final Duration RETRY_MAX = Duration.ofSeconds(1);

  /// A loop that is closed gets this long to make durable what it has begun.
  private static final Duration FINISHED_WITHIN = Duration.ofSeconds(2);

  private static final Duration GIVEN_UP_WITHIN = Duration.ofSeconds(1);

  private final BlockingQueue<Mail> mailbox = new ArrayBlockingQueue<>(MAIL_MAX);
  private final Turns turns;
  private final Thread thread;
  private volatile boolean open = true;
  private volatile boolean ready;
  private volatile @Nullable Throwable failure;

  private WorldLoop(Turns turns, String name) {
    this.turns = turns;
    this.thread = Thread.ofPlatform().name("world-" + name).unstarted(this::run);
  }

  /// Takes the world over, folds it, and starts its turns.
  ///
  /// @throws LogUnavailable if the database does not answer
  public static WorldLoop start(WorldConfig config, Storage storage, LoopObserver observer)
      throws LogUnavailable {
    var loop = new WorldLoop(Turns.open(config, storage, observer), config.name());
    loop.ready = true;
    loop.thread.start();
    return loop;
  }

  /// Asks for a command; answered when what came of it is durable.
  public CompletableFuture<Outcome> ask(Command command, Cause.Command cause) {
    var reply = new CompletableFuture<Outcome>();
    put(new Mail.Ask(command, cause, reply));
    return reply;
  }

  /// Reads from the world when all that it holds is durable. The query runs on the loop's thread
  /// and must be quick; what it returns must not be part of the world. Fails with [Refusal].
  public <T> CompletableFuture<T> look(Function<Sight, T> query) {
    var reply = new CompletableFuture<T>();
    put(new Mail.Look<>(query, reply));
    return reply;
  }

  /// Moves a manual clock; answered when all that happened on the way is durable. Fails with
  /// [Refusal].
  ///
  /// @param untilIdle stop as soon as nothing is in progress any more
  public CompletableFuture<Advanced> advance(Duration by, boolean untilIdle) {
    var reply = new CompletableFuture<Advanced>();
    put(new Mail.Advance(by, untilIdle, reply));
    return reply;
  }

  public CompletableFuture<Pace> setPace(Pace.Wish wish) {
    var reply = new CompletableFuture<Pace>();
    put(new Mail.SetPace(wish, reply));
    return reply;
  }

  /// Begins the world anew; answers where its clock stands then.
  public CompletableFuture<Instant> reset(@Nullable Long seed) {
    var reply = new CompletableFuture<Instant>();
    put(new Mail.Reset(seed, reply));
    return reply;
  }

  /// What has happened to the world since it was last begun.
  public Past past() {
    return turns.past();
  }

  /// Whether turns are taken: false while the database is away, and for good once the loop has
  /// failed.
  public boolean ready() {
    return ready && failure == null;
  }

  /// Why the loop has stopped; null unless something happened that must not happen.
  public @Nullable Throwable failure() {
    return failure;
  }

  /// How many wait in the mailbox.
  public int waiting() {
    return mailbox.size();
  }

  private void put(Mail mail) {
    if (!open || failure != null) {
      mail.refuse(Refusal.Reason.UNAVAILABLE);
    } else if (!mailbox.offer(mail)) {
      mail.refuse(Refusal.Reason.BUSY);
    } else if (failure != null) {
      refuseAll();
    }
  }

  private void run() {
    try {
      boolean sound = true;
      while (sound && (open || !mailbox.isEmpty())) {
        sound = turn();
      }
      turns.close(sound);
    } catch (LogUnavailable away) {
      // The world is closing and everything acknowledged is durable: only a checkpoint is lost.
    } catch (RuntimeException | Error broken) {
      failure = broken;
      System.getLogger(WorldLoop.class.getName())
          .log(System.Logger.Level.ERROR, "the world's loop has stopped", broken);
    } finally {
      ready = false;
      turns.refuseAll();
      refuseAll();
    }
  }

  /// @return false if the loop is closed while it is not known what the log holds
  private boolean turn() {
    List<Mail> mail = new ArrayList<>();
    try {
      Mail first = mailbox.poll(turns.restFor().toNanos(), TimeUnit.NANOSECONDS);
      if (first != null) {
        mail.add(first);
        mailbox.drainTo(mail, MAIL_PER_TURN);
      }
    } catch (InterruptedException interrupted) {
      // Only `close` interrupts, and this turn is one of the last.
    }
    if (turns.take(mail)) {
      return true;
    }
    ready = false;
    return recover();
  }

  /// Takes the world over again as soon as the database answers.
  ///
  /// @return false if the loop is closed before it does
  private boolean recover() {
    Duration wait = RETRY_FIRST;
    while (!turns.recover()) {
      if (!open) {
        return false;
      }
      refuseAll();
      try {
        Thread.sleep(wait);
      } catch (InterruptedException interrupted) {
        return false;
      }
      wait = wait.multipliedBy(2).compareTo(RETRY_MAX) < 0 ? wait.multipliedBy(2) : RETRY_MAX;
    }
    ready = true;
    return true;
  }

  private void refuseAll() {
    for (Mail mail = mailbox.poll(); mail != null; mail = mailbox.poll()) {
      mail.refuse(Refusal.Reason.UNAVAILABLE);
    }
  }

  /// Answers what waits, makes it durable, and ends. A database that does not answer is not waited
  /// for long.
  @Override
  public void close() {
    open = false;
    // A rest is ended by mail and not by an interrupt, which would give up an append under way.
    mailbox.offer(new Mail.Look<>(_ -> true, new CompletableFuture<Boolean>()));
    try {
      if (!thread.join(FINISHED_WITHIN)) {
        thread.interrupt();
        thread.join(GIVEN_UP_WITHIN);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
