package drydock.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import drydock.service.Probe;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Times are seconds from the start of a container.
class ProbingTest {

  private static Probing probing(int first, int delay, int interval, int timeout, int times) {
    var probe =
        new Probe(Probe.Method.HTTP, delay, timeout, interval, times, times, 80, "HTTP", "/", null);
    return new Probing(probe, first * 1000L);
  }

  @ParameterizedTest
  @CsvSource({
    "4, 0, 10, 5, 2, 24",
    "4, 0, 10, 4, 1, 4",
    "4, 0, 10, 0, 1, 4",
    "4, 30, 10, 5, 1, 34",
    "0, 30, 10, 5, 3, 50",
  })
  void aCheckPassesWithTheLastSuccessItAsksFor(
      int first, int delay, int interval, int answers, int times, int passed) {
    assertEquals(
        passed * 1000L, probing(first, delay, interval, 2, times).passedAt(answers * 1000L, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 3, 2, 5, 3, 15",
    "0, 0, 10, 2, 60, 3, 82",
    "0, 20, 10, 2, 0, 1, 22",
    "0, 0, 5, 12, 60, 2, 87",
    "0, 0, 5, 5, 60, 2, 70",
  })
  void aCheckFailsWhenTheLastFailureItAsksForHasTimedOut(
      int first, int delay, int interval, int timeout, int hangs, int times, int failed) {
    assertEquals(
        failed * 1000L, probing(first, delay, interval, timeout, times).failedAt(hangs * 1000L));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 10, 21, 3, 20",
    "0, 0, 10, 20, 3, ",
    "0, 60, 10, 70, 3, ",
    "5, 3, 4, 10, 2, 9"
  })
  void anApplicationThatAnswersTooLateIsRefused(
      int first, int delay, int interval, int answers, int times, Integer failed) {
    Long refused = probing(first, delay, interval, 2, times).killedAt(answers * 1000L, null, 0);
    if (failed == null) {
      assertNull(refused);
    } else {
      assertEquals(failed * 1000L, refused);
    }
  }

  /// Failures before this start count if nothing has passed since.
  @ParameterizedTest
  @CsvSource({
    "0, 10, 60, , 3, 1, 10",
    "0, 10, 60, , 3, 2, 0",
    "0, 10, 60, , 1, 1, 0",
    "0, 10, 10, , 3, 1, ",
    "0, 10, 10, 15, 3, 1, 42",
    "0, 10, 20, 25, 4, 0, 62",
    "5, 30, 10, 20, 3, 1, 37",
    "5, 30, 1, 2, 3, 1, 37",
  })
  void failuresBeforeAStartCountUntilOneSucceeds(
      int first, int interval, int answers, Long hangs, int times, int before, Long failed) {
    Long hung = hangs == null ? null : hangs * 1000;
    Probing probing = probing(first, 0, interval, 2, times);
    assertEquals(
        failed == null ? null : failed * 1000, probing.killedAt(answers * 1000L, hung, before));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 3, 1, 10", "0, 0, 3, 3, 0", "0, 5, 3, 2, 30", "4, 4, 2, 1, 4"})
  void successesBeforeAStartCountUntilOneFails(
      int first, int answers, int times, int before, int passed) {
    Probing probing = probing(first, 0, 10, 2, times);
    assertEquals(passed * 1000L, probing.passedAt(answers * 1000L, before));
  }
}
