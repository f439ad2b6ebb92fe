package drydock.log;

import static drydock.log.EventLogContract.START;
import static drydock.log.EventLogContract.entries;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.log.Checkpoints.Checkpoint;
import drydock.log.EventLog.Ownership;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every place for checkpoints promises.
interface CheckpointsContract {
  EventLog log();

  Worlds worlds();

  Checkpoints checkpoints();

  /// The writer of a new world that has 100 events.
  default Ownership writer() throws LogUnavailable {
    Ownership owner = log().takeOver(worlds().open(UUID.randomUUID().toString()).id());
    log().append(owner, entries(1, 100));
    return owner;
  }

  static Checkpoint checkpoint(long position, String format) {
    byte[] state = (format + " at " + position).getBytes(StandardCharsets.UTF_8);
    HistoryDigest digest = HistoryDigest.EMPTY.after(entries(1, position));
    return new Checkpoint(position, START.plusMillis(position), digest, format, state);
  }

  private static void assertSame(Checkpoint expected, Optional<Checkpoint> found) {
    assertEquals(expected.position(), found.orElseThrow().position());
    assertEquals(expected.at(), found.get().at());
    assertEquals(expected.digest(), found.get().digest());
    assertEquals(expected.format(), found.get().format());
    assertArrayEquals(expected.state(), found.get().state());
  }

  @Test
  default void theLatestAtOrBeforeAPositionIsFound() throws Exception {
    Ownership owner = writer();
    long world = owner.world();
    for (long position : new long[] {10, 20, 30}) {
      checkpoints().save(owner, checkpoint(position, "1"));
    }
    assertEquals(Optional.empty(), checkpoints().latest(world, "1", 9));
    assertSame(checkpoint(10, "1"), checkpoints().latest(world, "1", 10));
    assertSame(checkpoint(10, "1"), checkpoints().latest(world, "1", 19));
    assertSame(checkpoint(30, "1"), checkpoints().latest(world, "1", Long.MAX_VALUE));
    assertEquals(Optional.empty(), checkpoints().latest(world + 1_000_000, "1", 10));
  }

  @Test
  default void theLatestAtOrBeforeAMomentIsFound() throws Exception {
    Ownership owner = writer();
    long world = owner.world();
    checkpoints().save(owner, checkpoint(10, "1"));
    checkpoints().save(owner, checkpoint(20, "1"));
    assertEquals(Optional.empty(), checkpoints().latest(world, "1", START.plusMillis(9)));
    assertSame(checkpoint(10, "1"), checkpoints().latest(world, "1", START.plusMillis(10)));
    assertSame(checkpoint(10, "1"), checkpoints().latest(world, "1", START.plusMillis(19)));
    assertSame(checkpoint(20, "1"), checkpoints().latest(world, "1", START.plusSeconds(60)));
  }

  @Test
  default void aFormatThatIsNotAskedForIsPassedOver() throws Exception {
    Ownership owner = writer();
    checkpoints().save(owner, checkpoint(10, "1"));
    checkpoints().save(owner, checkpoint(20, "2"));
    assertSame(checkpoint(10, "1"), checkpoints().latest(owner.world(), "1", 100));
    assertSame(checkpoint(20, "2"), checkpoints().latest(owner.world(), "2", 100));
    assertSame(checkpoint(10, "1"), checkpoints().latest(owner.world(), "1", START.plusMillis(30)));
  }

  @Test
  default void aLaterStateOfTheSamePositionTakesItsPlace() throws Exception {
    Ownership owner = writer();
    checkpoints().save(owner, checkpoint(10, "1"));
    checkpoints().save(owner, checkpoint(10, "2"));
    assertSame(checkpoint(10, "2"), checkpoints().latest(owner.world(), "2", 100));
    assertEquals(List.of(10L), checkpoints().positions(owner.world()));
  }

  @Test
  default void aFormerWriterSavesNothing() throws Exception {
    Ownership owner = writer();
    log().takeOver(owner.world());
    checkpoints().save(owner, checkpoint(10, "1"));
    assertEquals(List.of(), checkpoints().positions(owner.world()));
  }

  @Test
  default void nothingIsSavedAheadOfTheLog() throws Exception {
    Ownership owner = writer();
    checkpoints().save(owner, checkpoint(101, "1"));
    assertEquals(List.of(), checkpoints().positions(owner.world()));
  }

  @Test
  default void aStateCanBeLarge() throws Exception {
    Ownership owner = writer();
    byte[] state = new byte[8 << 20];
    new Random(1).nextBytes(state);
    Checkpoint large = new Checkpoint(10, START, HistoryDigest.EMPTY, "1", state);
    checkpoints().save(owner, large);
    assertSame(large, checkpoints().latest(owner.world(), "1", 10));
  }

  @Test
  default void thinningKeepsTheNewestAndSomeOfTheOld() throws Exception {
    Ownership owner = writer();
    for (long position = 1; position <= 100; position++) {
      checkpoints().save(owner, checkpoint(position, "1"));
    }
    checkpoints().thin(owner.world());
    List<Long> left = checkpoints().positions(owner.world());
    assertEquals(List.of(50L, 75L, 87L, 93L, 96L, 98L, 99L, 100L), left);
    checkpoints().thin(owner.world());
    assertEquals(left, checkpoints().positions(owner.world()));
    assertTrue(left.size() < 10);
  }
}
