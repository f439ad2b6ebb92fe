package drydock.provider.tencent;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Times as the API writes them: `2017-03-28 14:10:00`, in China's time, which has no summer time.
public final class Moments {
  /// Where there is no such time: the deadline of a machine paid by the hour.
  public static final String NEVER = "0000-00-00 00:00:00";

  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(CHINA);

  private Moments() {}

  public static String text(@Nullable Instant moment) {
    return moment == null ? "" : FORM.format(moment);
  }

  /// The moment that a time of the API means.
  public static Instant of(LocalDateTime time) {
    return time.toInstant(CHINA);
  }

  /// The last moment, not after the given one, at which a period begins: days begin at China's
  /// midnight.
  ///
  /// @param seconds how long the period is; it divides a day
  public static Instant floor(Instant moment, long seconds) {
    long local = moment.getEpochSecond() + CHINA.getTotalSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(local, seconds) * seconds - CHINA.getTotalSeconds());
  }
}
