package drydock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.ClusterEvent;
import drydock.log.EventCodec;
import drydock.log.MemoryEventLog;
import drydock.server.ProfileFile;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.world.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A world with more to do at one moment than fits into a turn: 5,000 replicas are asked for.
class TurnsTest {

  private final MemoryEventLog memory = new MemoryEventLog();
  private Instant machine = Sandbox.START;
  private Turns turns;

  @BeforeEach
  void busy() throws Exception {
    var config =
        new WorldConfig(
            "main",
            1,
            ProfileFile.read("chaos"),
            new Pace.Wish(Pace.Mode.MANUAL, 0),
            () -> machine);
    turns =
        Turns.open(
            config, new Storage(memory, memory, memory, new EventCodec()), LoopObserver.NONE);
    var cluster = new CompletableFuture<Outcome>();
    turns.take(List.of(new Mail.Ask(Sandbox.creation(3, "172.16.0.0/16"), Sandbox.ASKED, cluster)));
    turns.take(List.of(new Mail.Advance(Duration.ofHours(2), false, new CompletableFuture<>())));
    while (turns.restFor().isZero()) {
      turns.take(List.of());
    }
    var events = ((Outcome.Accepted) cluster.join()).events();
    var id = new ServiceId(((ClusterEvent) events.getFirst()).cluster(), "default", "web");
    var service = new ServiceCommand.Create(id, Sandbox.spec("web", 5_000));
    turns.take(List.of(new Mail.Ask(service, Sandbox.ASKED, new CompletableFuture<>())));
    assertEquals(Duration.ZERO, turns.restFor(), "there is more to do");
  }

  private long durable() {
    return memory.list().getFirst().position();
  }

  /// What a turn with some mail adds to the log.
  private long turn(Mail... mail) {
    long before = durable();
    assertTrue(turns.take(List.of(mail)));
    return durable() - before;
  }

  private static Mail.Look<Long> look(CompletableFuture<Long> reply) {
    return new Mail.Look<>(sight -> sight.world().position(), reply);
  }

  @Test
  void whoReadsFromABusyWorldIsAnsweredBeforeItGoesOnAndSeesWhatIsDurable() {
    var seen = new CompletableFuture<Long>();
    long before = durable();
    assertTrue(turn(look(seen)) > 0, "the turn goes on");
    assertEquals(before, seen.join());
  }

  @Test
  void whoReadsFromAQuietWorldSeesWhatWasAskedForBefore() {
    while (turns.restFor().isZero()) {
      turn();
    }
    var seen = new CompletableFuture<Long>();
    var asked = new CompletableFuture<Outcome>();
    turn(look(seen), new Mail.Ask(Sandbox.creation(1, "172.17.0.0/16"), Sandbox.ASKED, asked));
    assertTrue(asked.isDone());
    assertFalse(turns.restFor().isZero());
    assertEquals(durable(), seen.join());
  }

  @Test
  void turnsAreShortWhileSomebodyReads() {
    long undisturbed = turn();
    assertTrue(undisturbed >= Turns.EVENTS_PER_TURN, undisturbed + " events");
    long read = turn(look(new CompletableFuture<>()));
    assertTrue(read > 0 && read < 2 * Turns.EVENTS_PER_TURN_READ + 10, read + " events");
    machine = machine.plus(Turns.READ_AGAIN_WITHIN).minusMillis(1);
    assertEquals(read, turn(), "he may read again");
    machine = machine.plusMillis(1);
    assertTrue(turn() >= Turns.EVENTS_PER_TURN, "nobody reads any more");
  }
}
