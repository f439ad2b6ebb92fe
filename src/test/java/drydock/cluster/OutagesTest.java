package drydock.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import drydock.kernel.Dice;
import drydock.kernel.Lognormal;
import drydock.profile.NodeFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OutagesTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final NodeId NODE = new NodeId("cls-uxmf5d6k", "ins-r4zawkeq");
  private static final int YEARS = 50;

  private static Outages outages(double briefPerYear, double hardPerYear) {
    var lasts = new Lognormal(Duration.ofMinutes(3), 0, Duration.ofMinutes(3));
    var brief = new NodeFailure.Outages(briefPerYear, lasts);
    var hard = new NodeFailure.Outages(hardPerYear, lasts);
    return new Outages(new NodeFailure(brief, hard, 0.75, 0, Duration.ZERO), new Dice(1));
  }

  /// How many of a node's outages in fifty years are hard or not.
  private static int counted(Outages outages, boolean hard) {
    int count = 0;
    Instant end = START.plus(Duration.ofDays(365L * YEARS));
    Outage outage = Objects.requireNonNull(outages.next(NODE, null, START));
    while (outage.at().isBefore(end)) {
      count += outage.at().equals(outage.hardAt()) == hard ? 1 : 0;
      outage = Objects.requireNonNull(outages.next(NODE, outage, outage.until()));
    }
    return count;
  }

  /// If the time to the next hard one began anew with each brief one, there would be many more:
  /// they are the likelier the shorter that is ago.
  @Test
  void briefOutagesDoNotBringHardOnesNearer() {
    Outages both = outages(2_000, 20);
    assertEquals(20 * YEARS, counted(both, true), 80);
    assertEquals(2_000 * YEARS, counted(both, false), 2_500);
  }

  @Test
  void eachKindMayBeAbsent() {
    assertEquals(0, counted(outages(20, 0), true));
    assertEquals(0, counted(outages(0, 20), false));
    assertNull(outages(0, 0).next(NODE, null, START));
    assertNull(outages(1e-9, 1e-9).next(NODE, null, START), "no machine lasts so long");
  }
}
