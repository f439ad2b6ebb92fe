package drydock.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How limits are read (Kubernetes 1.10, pkg/controller/deployment/util, ResolveFenceposts).
class RolloutPolicyTest {

  private static RolloutPolicy policy(String maxSurge, String maxUnavailable) {
    return new RolloutPolicy(
        Portion.parse(maxSurge), Portion.parse(maxUnavailable), true, null, null);
  }

  /// A percentage of replicas too many is rounded up, and one of those that may be missing down.
  @ParameterizedTest
  @CsvSource({
    "25%, 25%, 10, 3, 2",
    "25%, 25%, 1, 1, 0",
    "25%, 25%, 0, 0, 0",
    "0, 1%, 2, 0, 1",
    "0%, 30%, 3, 0, 1",
    "150%, 100%, 3, 5, 3",
    "2, 5, 3, 2, 3",
    "1, 0, 4, 1, 0",
  })
  void percentagesAreOfTheReplicasAskedFor(
      String maxSurge, String maxUnavailable, int wanted, int surge, int unavailable) {
    assertEquals(surge, policy(maxSurge, maxUnavailable).surge(wanted));
    assertEquals(unavailable, policy(maxSurge, maxUnavailable).unavailable(wanted));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "x", "1.5", "5 %", "%", "12345678901"})
  void whatIsNoPortionIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Portion.parse(text));
  }

  @Test
  void limitsThatLetNothingMoveAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> policy("0", "0"));
    assertThrows(IllegalArgumentException.class, () -> policy("0%", "0"));
    assertThrows(IllegalArgumentException.class, () -> policy("1", "101%"));
  }
}
