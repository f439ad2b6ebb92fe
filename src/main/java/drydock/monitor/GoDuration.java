package drydock.monitor;

import java.math.BigDecimal;
import java.time.Duration;

/// A duration as Go writes it: `5m0s`, `2.085s`, `350ms`.
final class GoDuration {

  private GoDuration() {}

  static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis > 0 && millis < 1000) {
      return millis + "ms";
    }
    String seconds =
        BigDecimal.valueOf(millis % 60_000, 3).stripTrailingZeros().toPlainString() + "s";
    String minutes = duration.toMinutes() == 0 ? "" : duration.toMinutesPart() + "m";
    String hours = duration.toHours() == 0 ? "" : duration.toHours() + "h";
    return hours + minutes + seconds;
  }
}
