package drydock.profile;

/// So many replicas, or so many percent of those asked for: what Kubernetes calls an IntOrString.
///
/// @param percent whether `number` counts hundredths of those asked for
public record Portion(int number, boolean percent) {

  public Portion {
    if (number < 0) {
      throw new IllegalArgumentException(number + " is less than nothing");
    }
  }

  /// As it is written: `3` or `25%`.
  ///
  /// @throws IllegalArgumentException if it is neither
  public static Portion parse(String text) {
    if (!text.matches("[0-9]{1,9}%?")) {
      throw new IllegalArgumentException(
          "needs a number of replicas or a percentage like 25%, not " + text);
    }
    boolean percent = text.endsWith("%");
    return new Portion(
        Integer.parseInt(percent ? text.substring(0, text.length() - 1) : text), percent);
  }

  /// How many of `all` that is, rounded up.
  public int up(int all) {
    return percent ? (int) Math.ceilDiv((long) all * number, 100) : number;
  }

  /// How many of `all` that is, rounded down.
  public int down(int all) {
    return percent ? (int) ((long) all * number / 100) : number;
  }

  @Override
  public String toString() {
    return percent ? number + "%" : Integer.toString(number);
  }
}
