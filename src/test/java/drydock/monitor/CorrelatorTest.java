package drydock.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.monitor.Incident.Kind;
import drydock.monitor.Incident.Reason;
import drydock.profile.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What of all that is told the API of Kubernetes shows (client-go 1.10 and 1.30,
/// tools/record/events_cache.go and tools/events/event_broadcaster.go).
class CorrelatorTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Correlator correlator = new Correlator(Release.K8S_1_10);

  private static Incident pulling(String message) {
    return Incident.normal(Kind.POD, "web-1", Reason.PULLING, message);
  }

  private static Instant at(long seconds) {
    return START.plusSeconds(seconds);
  }

  private List<String> shown(long seconds) {
    return correlator.list(at(seconds)).stream()
        .map(each ->
            "%d %s %d-%d"
                .formatted(
                    each.count(),
                    each.incident().message(),
                    Duration.between(START, each.first()).toSeconds(),
                    Duration.between(START, each.last()).toSeconds()))
        .toList();
  }

  @Test
  void theTenthMessageOfAReasonAndThoseAfterItAreOne() {
    for (int i = 1; i <= 9; i++) {
      correlator.tell(pulling("m" + i), at(i));
    }
    assertEquals(9, shown(9).size());
    correlator.tell(pulling("m10"), at(10));
    correlator.tell(pulling("m11"), at(11));
    correlator.tell(pulling("m1"), at(12));
    assertEquals(10, shown(12).size());
    assertEquals("2 m1 1-12", shown(12).getFirst());
    assertEquals("2 (combined from similar events): m11 10-11", shown(12).getLast());
  }

  @Test
  void messagesAreForgottenTenMinutesAfterTheLastOfTheirReason() {
    for (int i = 1; i <= 9; i++) {
      correlator.tell(pulling("m" + i), at(i));
    }
    correlator.tell(pulling("late"), at(9 + 601));
    assertEquals("1 late 610-610", shown(610).getLast());
  }

  @Test
  void afterTwentyFiveOnlyOneEveryFiveMinutesGetsThrough() {
    for (int i = 0; i < 30; i++) {
      correlator.tell(pulling("again"), at(0));
    }
    assertEquals(List.of("25 again 0-0"), shown(0));
    correlator.tell(pulling("again"), at(299));
    assertEquals(List.of("25 again 0-0"), shown(299));
    correlator.tell(pulling("again"), at(300));
    assertEquals(List.of("32 again 0-300"), shown(300), "the true number");
    correlator.tell(pulling("other"), at(301));
    assertEquals(1, shown(301).size(), "another reason of the same object is lost, too");
    correlator.tell(Incident.normal(Kind.POD, "web-2", Reason.PULLING, "other"), at(301));
    assertEquals(2, shown(301).size(), "another object is not");
  }

  @Test
  void in17NothingIsFiltered() {
    correlator = new Correlator(Release.K8S_1_7);
    for (int i = 0; i < 30; i++) {
      correlator.tell(pulling("again"), at(0));
    }
    assertEquals(List.of("30 again 0-0"), shown(0));
  }

  /// Today's scheduler: the message may be another one each time.
  @Test
  void aSeriesIsWrittenWithItsSecondHalfHourlyAndWhenItIsOver() {
    correlator = new Correlator(Release.MODERN);
    for (int minute = 0; minute <= 40; minute++) {
      correlator.tell(
          Incident.warning(Kind.POD, "web-1", Reason.FAILED_SCHEDULING, "m" + minute),
          at(minute * 60L));
      assertEquals(
          minute == 0 ? "1 m0 0-0" : minute <= 30 ? "2 m0 0-60" : "32 m0 0-1860",
          shown(minute * 60L).getFirst());
    }
    assertEquals(List.of("32 m0 0-1860"), shown(2_400 + 360));
    assertEquals(List.of("41 m0 0-2400"), shown(2_400 + 361));
    correlator.tell(
        Incident.warning(Kind.POD, "web-1", Reason.FAILED_SCHEDULING, "new"), at(2_400 + 361));
    assertEquals(List.of("41 m0 0-2400", "1 new 2761-2761"), shown(2_400 + 361));
  }

  /// A day of them is not told one by one, and comes to the same; so do two that come at the same
  /// moments, or at others.
  @ParameterizedTest
  @EnumSource
  void whatIsRepeatedIsAsIfEachWereTold(Release release) {
    for (int every : new int[] {12, 7}) {
      for (int times : new int[] {1, 2, 12, 13, 14, 40, 1_000, 7_200}) {
        Instant end = at(20 + times * 12L);
        List<Refrain> both =
            List.of(
                refrain(Incident.normal(Kind.POD, "web-1", Reason.BACK_OFF, "waits"), 12),
                refrain(Incident.warning(Kind.POD, "web-1", Reason.UNHEALTHY, "failed"), every));
        var one = new Correlator(release);
        var other = new Correlator(release);
        for (Correlator each : List.of(one, other)) {
          for (int i = 0; i < 12; i++) {
            each.tell(pulling("m" + i), at(i));
          }
        }
        Instant middle = at(20 + times * 5L);
        assertEquals(List.of(), one.repeat(one.repeat(limited(both, end), middle), end));
        for (long second = 20; at(second).isBefore(end); second++) {
          for (Refrain each : both) {
            if ((second - 20) % each.every().toSeconds() == 0) {
              other.tell(each.incident(), at(second));
            }
          }
        }
        assertEquals(other.list(end), one.list(end));
        one.tell(pulling("m1"), end);
        other.tell(pulling("m1"), end);
        assertEquals(other.list(end), one.list(end));
      }
    }
  }

  private static Refrain refrain(Incident incident, int every) {
    return new Refrain("", incident, at(20), Duration.ofSeconds(every), Long.MAX_VALUE);
  }

  /// No more of each than come before a moment.
  private static List<Refrain> limited(List<Refrain> refrains, Instant end) {
    return refrains.stream()
        .map(each -> new Refrain("", each.incident(), each.at(), each.every(), each.times(end)))
        .toList();
  }
}
