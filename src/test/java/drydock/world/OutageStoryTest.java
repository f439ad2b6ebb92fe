package drydock.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.NodeEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Nodes that fail by themselves, at the rates of a profile.
class OutageStoryTest {

  /// Outages come about as often as the profile says, nobody waits for the next one, and the same
  /// seed has the same ones.
  @Test
  void nodesFailByThemselvesAsOftenAsTheProfileSays() {
    var fragile = new Sandbox("outages", 1);
    fragile.cluster(10);
    assertTrue(fragile.world.idle());
    assertEquals(10, fragile.world.pending(), "each node is to fail one day");
    fragile.run(Duration.ofDays(30));
    long outages =
        fragile.history.stream()
            .filter(each -> each.event() instanceof NodeEvent.KubeletStopped)
            .count();
    // 2000 a year of being there are 1530 in 30 days of ten nodes, each away for 20 min of 283.
    assertTrue(outages > 1_410 && outages < 1_650, "outages: " + outages);
    var again = new Sandbox("outages", 1);
    again.cluster(10);
    again.run(Duration.ofDays(30));
    assertEquals(fragile.history, again.history);
  }

  /// A share of them takes a neighbour along within two minutes.
  @Test
  void someNodesFailInPairs() {
    var fragile = new Sandbox("fragile", 1);
    fragile.cluster(10);
    fragile.run(Duration.ofDays(10));
    long outages =
        fragile.history.stream()
            .filter(each -> each.event() instanceof NodeEvent.KubeletStopped)
            .count();
    long caught =
        fragile.history.stream()
            .filter(each -> each.event() instanceof NodeEvent.OutageCaught)
            .count();
    assertTrue(caught > outages / 10 && caught < outages / 4, caught + " of " + outages);
  }
}
