package drydock.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// What is printed: sections of lines, each a name and what was measured.
final class Table {

  private Table() {}

  static void section(String title) {
    System.out.printf("%n%s%n", title);
  }

  @SuppressWarnings(
      "AnnotateFormatMethod") // the annotation is in a library that nothing else needs
  static void line(String name, String format, Object... values) {
    System.out.printf("  %-46s %s%n", name, String.format(Locale.ROOT, format, values));
  }

  static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.2f ms", time.toNanos() / 1e6);
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
