package drydock.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeibullTest {

  private static final Duration MEAN = Duration.ofDays(652);
  private static final int DRAWS = 1_000_000;

  /// A share of 1 − 1/e of all draws is below the scale, which for this shape is half the mean.
  @Test
  void itsScaleFollowsFromItsMean() {
    Duration scale = new Weibull(MEAN, 0.5).at(1 - 1 / Math.E);
    assertEquals(326, Math.round(scale.toSeconds() / 86_400.0));
  }

  @Test
  void withAShapeOfOneHalfIsBelowTheMeanTimesLogTwo() {
    assertEquals((long) (652 * Math.log(2)), new Weibull(MEAN, 1).at(0.5).toDays());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.75, 1, 2, 5})
  void theMeanIsTheMean(double shape) {
    var weibull = new Weibull(MEAN, shape);
    double days = 0;
    for (int i = 0; i < DRAWS; i++) {
      days += weibull.at((i + 0.5) / DRAWS).toSeconds() / 86_400.0;
    }
    assertEquals(652, days / DRAWS, 10);
  }
}
