package drydock.sandbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.log.Entry;
import drydock.log.EventLog;
import drydock.log.LogUnavailable;
import drydock.log.MemoryEventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The log in memory with a switch for each thing that can go wrong with one.
final class SwitchedLog implements EventLog {

  final MemoryEventLog memory = new MemoryEventLog();

  /// The furthest position that was read.
  final AtomicLong furthest = new AtomicLong();

  private volatile boolean away;
  private volatile @Nullable String filler;
  private volatile Hold appends = new Hold();
  private volatile Hold reads = new Hold();

  /// Something that callers have to wait for.
  static final class Hold {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private final AtomicInteger waiting = new AtomicInteger();

    private void pass() throws InterruptedException {
      waiting.incrementAndGet();
      arrived.countDown();
      released.await();
    }

    /// Waits until there is a caller that waits.
    void awaitCaller() {
      try {
        assertTrue(arrived.await(30, TimeUnit.SECONDS));
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }

    void release() {
      released.countDown();
    }
  }

  SwitchedLog() {
    appends.release();
    reads.release();
  }

  /// From now on nothing is answered.
  void goAway() {
    away = true;
  }

  void comeBack() {
    away = false;
  }

  /// From now on readers find a log without an end, with entries of so many bytes.
  void growWithoutEnd(int bytes) {
    filler = "{\"filler\":\"" + "x".repeat(bytes) + "\"}";
  }

  /// Appends wait until what is returned is released.
  Hold holdAppends() {
    var hold = new Hold();
    appends = hold;
    return hold;
  }

  /// How many readers have come since reads are held.
  int reading() {
    return reads.waiting.get();
  }

  Hold holdReads() {
    var hold = new Hold();
    reads = hold;
    return hold;
  }

  private void answer(Hold hold) throws LogUnavailable {
    try {
      hold.pass();
    } catch (InterruptedException interrupted) {
      throw new LogUnavailable(interrupted);
    }
    if (away) {
      throw new LogUnavailable(new IllegalStateException("switched off"));
    }
  }

  @Override
  public Ownership takeOver(long world) throws LogUnavailable {
    answer(appends);
    return memory.takeOver(world);
  }

  @Override
  public Appended append(Ownership owner, List<Entry> entries) throws LogUnavailable {
    answer(appends);
    return memory.append(owner, entries);
  }

  @Override
  public boolean wrote(Ownership owner, long position) throws LogUnavailable {
    answer(appends);
    return memory.wrote(owner, position);
  }

  @Override
  public Appended advance(Ownership owner, Instant clock) throws LogUnavailable {
    answer(appends);
    return memory.advance(owner, clock);
  }

  @Override
  public List<Entry> read(long world, long after, int limit, Filter filter) throws LogUnavailable {
    answer(reads);
    String data = filler;
    if (data == null) {
      return memory.read(world, after, limit, filter);
    }
    List<Entry> entries = new ArrayList<>();
    for (long position = after + 1; position <= after + limit; position++) {
      entries.add(new Entry(position, Instant.EPOCH, "filler", "filler", data, "{}"));
      furthest.accumulateAndGet(position, Math::max);
    }
    return entries;
  }
}
