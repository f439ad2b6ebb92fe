package drydock.log;

import static drydock.log.EventLogContract.START;
import static drydock.log.EventLogContract.entries;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.log.Checkpoints.Checkpoint;
import drydock.log.EventLog.Appended;
import drydock.log.EventLog.Ownership;
import drydock.log.Worlds.Known;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// What every directory of worlds promises.
interface WorldsContract {
  EventLog log();

  Worlds worlds();

  Checkpoints checkpoints();

  static String newName() {
    return UUID.randomUUID().toString();
  }

  @Test
  default void aWorldIsMadeWhenItsNameIsFirstOpened() throws Exception {
    String name = newName();
    Known made = worlds().open(name);
    assertEquals(new Known(made.id(), name, 0, null), made);
    assertEquals(made, worlds().open(name));
    assertNotEquals(made.id(), worlds().open(newName()).id());
  }

  @Test
  default void manyWhoOpenANameAtOnceGetTheSameWorld() throws Exception {
    String name = newName();
    Callable<Known> open = () -> worlds().open(name);
    List<Known> opened = EventLogContract.atOnce(Collections.nCopies(8, open));
    assertEquals(1, Set.copyOf(opened).size());
  }

  @Test
  default void theListSaysHowFarEachWorldHasCome() throws Exception {
    String first = newName();
    String second = newName();
    long id = worlds().open(first).id();
    long other = worlds().open(second).id();
    log().append(log().takeOver(id), entries(1, 7));
    List<Known> listed =
        worlds().list().stream().filter(known -> Set.of(id, other).contains(known.id())).toList();
    List<Known> expected =
        List.of(new Known(id, first, 7, START.plusMillis(7)), new Known(other, second, 0, null));
    assertEquals(expected, listed);
  }

  @Test
  default void aForkHasThePastOfItsOriginAndAFutureOfItsOwn() throws Exception {
    long origin = worlds().open(newName()).id();
    Ownership owner = log().takeOver(origin);
    log().append(owner, entries(1, 10));

    String name = newName();
    Known fork = worlds().fork(name, origin, 7);
    assertEquals(new Known(fork.id(), name, 7, START.plusMillis(7)), fork);
    assertEquals(fork, worlds().open(name));
    assertEquals(entries(1, 7), log().read(fork.id(), 0, 20));
    assertFalse(log().wrote(new Ownership(fork.id(), owner.writer(), 7, null), 7));

    log().append(log().takeOver(fork.id()), entries(8, 8));
    assertEquals(Appended.DURABLE, log().append(owner, entries(11, 11)));
    worlds().remove(origin);
    assertEquals(entries(1, 8), log().read(fork.id(), 0, 20));
  }

  @Test
  default void aForkBeginsNoLaterThanItsOriginHasCome() throws Exception {
    String name = newName();
    long origin = worlds().open(name).id();
    log().append(log().takeOver(origin), entries(1, 10));
    assertThrows(IllegalArgumentException.class, () -> worlds().fork(newName(), origin, 11));
    assertThrows(IllegalArgumentException.class, () -> worlds().fork(newName(), origin, -1));
    assertThrows(IllegalArgumentException.class, () -> worlds().fork(name, origin, 5));
    long nowhere = origin + 1_000_000;
    assertThrows(IllegalArgumentException.class, () -> worlds().fork(newName(), nowhere, 0));
    String empty = newName();
    Known fork = worlds().fork(empty, origin, 0);
    assertEquals(new Known(fork.id(), empty, 0, null), fork);
  }

  @Test
  default void aResetWorldBeginsAgain() throws Exception {
    String name = newName();
    long world = worlds().open(name).id();
    Ownership owner = log().takeOver(world);
    log().append(owner, entries(1, 7));
    log().advance(owner, START.plusSeconds(60));
    byte[] state = {1};
    checkpoints().save(owner, new Checkpoint(5, START, HistoryDigest.EMPTY, "1", state));

    worlds().reset(world);
    assertEquals(new Known(world, name, 0, null), worlds().open(name));
    assertEquals(List.of(), log().read(world, 0, 10));
    assertEquals(List.of(), checkpoints().positions(world));

    assertEquals(Appended.FENCED, log().append(owner, entries(8, 8)));
    assertEquals(Appended.FENCED, log().append(owner, entries(1, 1)));
    Ownership next = log().takeOver(world);
    assertTrue(next.writer() > owner.writer(), "a writer's number never comes back");
    assertEquals(Appended.DURABLE, log().append(next, entries(1, 1)));
  }

  @Test
  default void aRemovedWorldIsGoneAndSoIsItsId() throws Exception {
    String name = newName();
    long world = worlds().open(name).id();
    Ownership owner = log().takeOver(world);
    log().append(owner, entries(1, 7));

    worlds().remove(world);
    assertEquals(List.of(), log().read(world, 0, 10));
    assertEquals(Appended.FENCED, log().append(owner, entries(8, 8)));
    assertThrows(IllegalArgumentException.class, () -> log().takeOver(world));
    assertTrue(worlds().list().stream().noneMatch(known -> known.id() == world));

    assertNotEquals(world, worlds().open(name).id());
    worlds().remove(world);
    worlds().reset(world);
  }

  @Test
  default void aResetLeavesOtherWorldsAlone() throws Exception {
    long world = worlds().open(newName()).id();
    long other = worlds().open(newName()).id();
    Ownership owner = log().takeOver(other);
    log().append(owner, entries(1, 7));
    checkpoints().save(owner, new Checkpoint(5, START, HistoryDigest.EMPTY, "1", new byte[1]));
    worlds().reset(world);
    worlds().remove(world);
    assertEquals(entries(1, 7), log().read(other, 0, 10));
    assertEquals(List.of(5L), checkpoints().positions(other));
    assertEquals(Appended.DURABLE, log().append(owner, entries(8, 8)));
  }

  /// A reset and appends at once: whatever lands after the reset begins at 1.
  @Test
  default void aResetNeverLeavesAPartOfAHistory() throws Exception {
    long world = worlds().open(newName()).id();
    Ownership owner = log().takeOver(world);
    Set<Integer> left = new TreeSet<>();
    List<Callable<Object>> race =
        List.of(
            () -> {
              for (int first = 1; first < 2000; first += 100) {
                log().append(owner, entries(first, first + 99));
              }
              return left;
            },
            () -> {
              worlds().reset(world);
              return left;
            });
    EventLogContract.atOnce(race);
    assertEquals(List.of(), log().read(world, 0, 10));
    assertEquals(0, log().takeOver(world).position());
  }
}
