package drydock.provider.tencent;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// From the text of one value to what it means.
final class Values {
  private static final Pattern MOMENT =
      Pattern.compile(
          "(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[ T](\\d{1,2}):(\\d{1,2})(?::(\\d{1,2}))?)?");
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,19}");

  private static final int SHOWN_MAX = 60;

  private Values() {}

  /// A String, Long, Boolean or LocalDateTime; null if the text is not what the type allows, or the
  /// type is no single value.
  static @Nullable Object parse(Type type, String text) {
    return switch (type) {
      case Type.Text allowed -> text(allowed, text);
      case Type.Whole allowed -> whole(allowed, text);
      case Type.Flag _ -> flag(text);
      case Type.Moment _ -> moment(text);
      case Type.Struct _, Type.Many _, Type.Keyed _ -> null;
    };
  }

  /// Short enough for a message, and without line breaks.
  static String shortened(String value) {
    int length = Math.min(value.length(), SHOWN_MAX);
    StringBuilder shown = new StringBuilder("\"");
    value
        .chars()
        .limit(length)
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .forEach(c -> shown.append((char) c));
    return shown
        .append(value.length() > length ? "…\" (" + value.length() + " characters)" : "\"")
        .toString();
  }

  // NUL is refused because no text of Postgres can hold it: better here, with a name, than later in
  // the log.
  private static @Nullable String text(Type.Text type, String text) {
    boolean holds =
        text.length() >= type.lengthMin()
            && text.length() <= type.lengthMax()
            && text.indexOf('\0') < 0
            && (type.values().isEmpty() || type.values().contains(text));
    Type.Form form = type.form();
    return holds && (form == null || form.fits(text)) ? text : null;
  }

  private static @Nullable Long whole(Type.Whole type, String text) {
    if (!WHOLE.matcher(text).matches()) {
      return null;
    }
    try {
      long value = Long.parseLong(text);
      boolean none = value == 0 && type.zero() != Type.Zero.LIKE_ANY;
      return none || type.holds(value) ? (Long) value : null;
    } catch (NumberFormatException e) {
      return null; // nineteen digits can be more than 64 bits
    }
  }

  private static @Nullable Boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Boolean.TRUE;
      case "false", "0" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static @Nullable LocalDateTime moment(String text) {
    Matcher matcher = MOMENT.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    try {
      return LocalDateTime.of(
          number(matcher.group(1)),
          number(matcher.group(2)),
          number(matcher.group(3)),
          number(matcher.group(4)),
          number(matcher.group(5)),
          number(matcher.group(6)));
    } catch (DateTimeException e) {
      return null; // the 31st of February
    }
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
