package drydock.fault;

import java.math.BigDecimal;

/// A number that a kind of fault takes.
///
/// @param unit of the number, in words; empty for one that has none
/// @param min the least that is allowed
/// @param max the most that is allowed
/// @param usual what it is where nothing is said
/// @param whole whether it has to be a whole number
/// @param says what it is, as a sentence
public record Parameter(
    String name, String unit, double min, double max, double usual, boolean whole, String says) {

  private static final double DAY = 86_400;

  static Parameter seconds(String name, double min, double usual, String says) {
    return new Parameter(name, "seconds", min, DAY, usual, false, says);
  }

  private static final int DECIMALS = 3;

  /// What is allowed, in words.
  public String allowed() {
    String range = "from " + shown(min) + " to " + shown(max);
    return whole
        ? "a whole number " + range
        : "a number " + range + ", with up to " + DECIMALS + " decimals";
  }

  public boolean allows(BigDecimal value) {
    return value.compareTo(BigDecimal.valueOf(min)) >= 0
        && value.compareTo(BigDecimal.valueOf(max)) <= 0
        && value.stripTrailingZeros().scale() <= (whole ? 0 : DECIMALS);
  }

  /// A number without a fraction that says nothing.
  public static String shown(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
