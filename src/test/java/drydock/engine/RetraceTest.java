package drydock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.kernel.Cause;
import drydock.log.EventCodec;
import drydock.log.MemoryEventLog;
import drydock.server.ProfileFile;
import drydock.world.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Going through a history once more.
class RetraceTest {

  private static final Instant START = Sandbox.START;

  private WorldLoop loop;

  @BeforeEach
  void live() throws Exception {
    var memory = new MemoryEventLog();
    var config =
        new WorldConfig(
            "main",
            1,
            ProfileFile.read("realistic"),
            new Pace.Wish(Pace.Mode.MANUAL, 1),
            () -> START);
    loop =
        WorldLoop.start(
            config, new Storage(memory, memory, memory, new EventCodec()), LoopObserver.NONE);
    for (String block : List.of("172.16.0.0/16", "172.17.0.0/16")) {
      loop.advance(Duration.ofHours(1), false).join();
      var cause = new Cause.Command("Test", "tester", new TreeMap<>());
      loop.ask(Sandbox.creation(3, block), cause).join();
    }
    loop.advance(Duration.ofHours(1), false).join();
  }

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void showsEachEventWithTheWorldItHappensTo() throws Exception {
    Past past = loop.past();
    List<Long> seen = new ArrayList<>();
    var last =
        past.retrace(
            Instant.EPOCH,
            (before, next) -> {
              seen.add(next.position());
              if (before == null) {
                assertEquals(1, next.position());
              } else {
                assertEquals(next.position() - 1, before.position());
                assertTrue(!before.now().isAfter(next.at()));
              }
              return true;
            });
    assertEquals(past.position(), seen.size());
    assertEquals(past.at(past.position()).orElseThrow().state(), last.orElseThrow().state());
  }

  @Test
  void beginsAtItsMoment() throws Exception {
    Instant second = START.plus(Duration.ofHours(2));
    List<Instant> seen = new ArrayList<>();
    loop.past()
        .retrace(
            second,
            (_, next) -> {
              seen.add(next.at());
              return true;
            });
    assertEquals(second, seen.getFirst(), "what happens at the moment itself is shown");
    assertTrue(seen.stream().noneMatch(second::isAfter));
  }

  @Test
  void nothingHappensThatIsNotLet() throws Exception {
    var world = loop.past().retrace(Instant.EPOCH, (_, next) -> next.position() < 5);
    assertEquals(4, world.orElseThrow().position());
    assertNull(loop.past().retrace(Instant.EPOCH, (_, _) -> false).orElse(null));
  }
}
