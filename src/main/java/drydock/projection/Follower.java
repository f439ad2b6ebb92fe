package drydock.projection;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import drydock.engine.Storage;
import drydock.kernel.Recorded;
import drydock.log.LogUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Keeps the tables of one world up to date for as long as it is open. It has a thread of its own,
/// waits for the database when that is away, and never gives up.
public final class Follower implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Follower.class.getName());

  /// At most so many events are held in memory.
  static final int BATCH = 10_000;

  /// Events are let gather for so long, since a step costs almost the same for one as for a
  /// hundred.
  private static final Duration GATHER = Duration.ofMillis(200);

  /// How long events can be overlooked that another process appends, or whose signal was missed.
  private static final Duration POLL = Duration.ofSeconds(1);

  private static final Duration RETRY_FIRST = Duration.ofMillis(50);
  private static final Duration RETRY_MAX = Duration.ofSeconds(1);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

  private final Projecting projecting;
  private final long world;
  private final Thread thread;
  private volatile boolean open = true;
  private volatile boolean woken;
  private volatile boolean asleep;

  /// How long the last failure was waited for; zero while all is well.
  private Duration retry = Duration.ZERO;

  private Follower(Projecting projecting, long world) {
    this.projecting = projecting;
    this.world = world;
    this.thread = Thread.ofVirtual().name("projection-" + world).unstarted(this::run);
  }

  /// Begins to follow a world.
  public static Follower start(Storage storage, PostgresTables tables, long world) {
    var follower = new Follower(new Projecting(storage, tables, world, BATCH), world);
    follower.thread.start();
    return follower;
  }

  /// Hands over events that a world's `writer` has made durable, and wakes. They are then not read
  /// from the log again, which is most of the work. The list must not change any more.
  public void durable(long writer, List<Recorded> events) {
    projecting.hand(writer, events);
    wake();
  }

  /// Tells that the log may have grown. Costs next to nothing.
  public void wake() {
    woken = true;
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  /// By how many events the tables were behind the log when last looked at.
  public long lag() {
    return projecting.lag();
  }

  private void run() {
    while (open) {
      try {
        woken = false;
        boolean quiet = !projecting.step();
        recovered();
        rest(quiet);
      } catch (LogUnavailable | RuntimeException | Error failure) {
        failed(failure);
        pause(retry);
      }
    }
  }

  private void rest(boolean quiet) {
    if (projecting.lag() > 0) {
      return;
    }
    if (!quiet) {
      pause(GATHER);
      return;
    }
    asleep = true;
    if (!woken && open) {
      LockSupport.parkNanos(POLL.toNanos());
    }
    asleep = false;
  }

  private void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException closing) {
      // Only `close` interrupts, and what is open tells the rest.
    }
  }

  private void failed(Throwable failure) {
    if (!open) {
      return;
    }
    if (!retry.isZero()) {
      Duration longer = retry.multipliedBy(2);
      retry = longer.compareTo(RETRY_MAX) < 0 ? longer : RETRY_MAX;
      return;
    }
    retry = RETRY_FIRST;
    if (failure instanceof LogUnavailable) {
      LOG.log(WARNING, "the tables of world {0} wait for the database", world);
    } else {
      LOG.log(ERROR, "the tables of world " + world + " stand still; tried again", failure);
    }
  }

  private void recovered() {
    if (!retry.isZero()) {
      retry = Duration.ZERO;
      LOG.log(INFO, "the tables of world {0} follow again", world);
    }
  }

  /// Stops following. What is under way may land or not; whoever follows next sees which.
  @Override
  public void close() {
    open = false;
    thread.interrupt();
    try {
      thread.join(CLOSE_MAX);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
