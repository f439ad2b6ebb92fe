package drydock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.Node;
import drydock.cluster.NodeEvent;
import drydock.invariant.Invariant;
import drydock.invariant.Violation;
import drydock.invariant.Watch;
import drydock.kernel.Cause;
import drydock.kernel.Event;
import drydock.kernel.Recorded;
import drydock.log.EventCodec;
import drydock.log.MemoryEventLog;
import drydock.server.ProfileFile;
import drydock.world.Draft;
import drydock.world.Sandbox;
import drydock.world.World;
import drydock.world.WorldEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What must not be is told to the observer and to the world's own log. Here nodes have fallen
/// silent and are missed too early, as no rule would have it.
class AlarmTest {

  private final MemoryEventLog memory = new MemoryEventLog();
  private final Storage storage = new Storage(memory, memory, memory, new EventCodec());
  private final WorldConfig config =
      new WorldConfig(
          "main",
          1,
          ProfileFile.read("realistic"),
          new Pace.Wish(Pace.Mode.MANUAL, 0),
          () -> Sandbox.START);
  private final List<Violation> seen = new ArrayList<>();
  private final List<Event> logged = new ArrayList<>();

  private final LoopObserver observer =
      new LoopObserver() {
        @Override
        public void appended(int events, Duration took) {}

        @Override
        public void durable(long writer, List<Recorded> events) {
          events.forEach(each -> logged.add(each.event()));
        }

        @Override
        public void violated(Violation violation) {
          seen.add(violation);
        }

        @Override
        public void turned(int events, int mail, Figures world) {}
      };

  @Test
  void theFirstSecondAndFourthOfAKindStandInTheLog() throws Exception {
    begin(5);
    run(Duration.ofHours(1));
    assertEquals(List.of(), told(), "a world that goes by its rules");
    silence();
    run(Duration.ofSeconds(20));
    assertEquals(5, seen.size());
    assertTrue(seen.stream().allMatch(each -> each.invariant() == Invariant.HEARTBEATS));
    assertEquals(
        List.of(told(seen.get(0)), told(seen.get(1)), told(seen.get(3))),
        told(),
        "each in the turn in which it was found, but not each of many");
  }

  private static WorldEvent.InvariantBroken told(Violation of) {
    return new WorldEvent.InvariantBroken("heartbeats", of.position(), of.what());
  }

  private List<Event> told() {
    return logged.stream().filter(WorldEvent.InvariantBroken.class::isInstance).toList();
  }

  private void begin(int nodes) throws Exception {
    Turns turns = Turns.open(config, storage, observer);
    turns.take(
        List.of(
            new Mail.Ask(
                Sandbox.creation(nodes, "172.16.0.0/16"),
                Sandbox.ASKED,
                new CompletableFuture<>())));
  }

  private void run(Duration time) throws Exception {
    Turns turns = Turns.open(config, storage, observer);
    turns.take(List.of(new Mail.Advance(time, false, new CompletableFuture<>())));
    while (turns.restFor().isZero()) {
      turns.take(List.of());
    }
  }

  /// All nodes fall silent and are to be missed after ten seconds.
  private void silence() throws Exception {
    var history = new History(storage, 1, config.profile());
    World world = history.takeOver(1);
    var draft = new Draft(world, new Watch(world, seen::add));
    for (Node node : List.copyOf(world.clusters().allNodes())) {
      draft.add(
          new NodeEvent.KubeletStopped(
              node.id(), false, world.now().plusSeconds(10), world.now().plusSeconds(300), null),
          new Cause.Time());
    }
    assertTrue(history.append(draft.events()));
  }
}
