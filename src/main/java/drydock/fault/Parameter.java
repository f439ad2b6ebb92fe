package drydock.fault;

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

  /// What is allowed, in words.
  public String allowed() {
    return "%s from %s to %s"
        .formatted(whole ? "a whole number" : "a number", shown(min), shown(max));
  }

  public boolean allows(double value) {
    return value >= min && value <= max && (!whole || value == Math.rint(value));
  }

  /// A number without a fraction that says nothing.
  public static String shown(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
