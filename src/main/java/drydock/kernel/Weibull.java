package drydock.kernel;

import java.time.Duration;

/// How the time until something happens spreads: `shape` is 1 where it is as likely at any moment
/// as at another (exponentially then), below 1 where it becomes the less likely the longer it has
/// not happened, above 1 where the more.
public record Weibull(Duration mean, double shape) {

  /// From here on Stirling's series is exact to ten digits.
  private static final int LARGE = 8;

  /// The time that a share `roll` of all draws, from 0 to below 1, is below, in whole milliseconds.
  public Duration at(double roll) {
    double scale = mean.toMillis() / gamma(1 + 1 / shape);
    double millis = scale * StrictMath.pow(-StrictMath.log(1 - roll), 1 / shape);
    return Duration.ofMillis((long) millis);
  }

  /// The gamma function of a positive number, by Stirling's series.
  private static double gamma(double x) {
    double product = 1;
    double large = x;
    while (large < LARGE) {
      product *= large;
      large++;
    }
    double series = 1 / (12 * large) - 1 / (360 * StrictMath.pow(large, 3));
    double logarithm =
        (large - 0.5) * StrictMath.log(large) - large + StrictMath.log(2 * StrictMath.PI) / 2;
    return StrictMath.exp(logarithm + series) / product;
  }
}
