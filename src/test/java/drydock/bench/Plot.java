package drydock.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A plot of lines as SVG. Both axes are logarithmic and begin and end at powers of ten, so that
/// what grows in proportion is a straight line upwards, and what stays the same a level one.
final class Plot {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int MARGIN = 60;

  /// A line through points, from the left to the right.
  record Line(String name, String colour, List<double[]> points) {
    Line(String name, String colour) {
      this(name, colour, new ArrayList<>());
    }

    void add(double x, double y) {
      points.add(new double[] {x, y});
    }
  }

  /// A logarithmic axis.
  private record Axis(int from, int to, int start, int end) {

    static Axis of(List<Line> lines, int which, int start, int end) {
      double[] all =
          lines.stream()
              .flatMap(line -> line.points.stream())
              .mapToDouble(point -> Math.log10(point[which]))
              .sorted()
              .toArray();
      return new Axis((int) Math.floor(all[0]), (int) Math.ceil(all[all.length - 1]), start, end);
    }

    double at(double value) {
      return start + (end - start) * (Math.log10(value) - from) / (to - from);
    }
  }

  private final StringBuilder svg = new StringBuilder();
  private final Axis across;
  private final Axis up;

  private Plot(List<Line> lines) {
    across = Axis.of(lines, 0, MARGIN, WIDTH - MARGIN);
    up = Axis.of(lines, 1, HEIGHT - MARGIN, MARGIN / 2);
  }

  static String of(String x, String y, List<Line> lines) {
    var plot = new Plot(lines);
    plot.line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"12\">",
        WIDTH, HEIGHT);
    plot.axes(x, y);
    for (int i = 0; i < lines.size(); i++) {
      plot.draw(lines.get(i), i);
    }
    plot.line("</svg>");
    return plot.svg.toString();
  }

  private void axes(String x, String y) {
    for (int power = across.from; power <= across.to; power++) {
      double at = across.at(Math.pow(10, power));
      rule(at, up.start, at, up.end);
      text(at, HEIGHT - MARGIN + 18, "middle", "%,.0f".formatted(Math.pow(10, power)));
    }
    for (int power = up.from; power <= up.to; power++) {
      double at = up.at(Math.pow(10, power));
      rule(across.start, at, across.end, at);
      text(MARGIN - 6, at + 4, "end", "%,.0f".formatted(Math.pow(10, power)));
    }
    text(WIDTH / 2.0, HEIGHT - 20, "middle", x);
    text(MARGIN, 14, "start", y);
  }

  private void draw(Line line, int which) {
    var path = new StringBuilder();
    for (double[] point : line.points) {
      double x = across.at(point[0]);
      double y = up.at(point[1]);
      path.append(path.isEmpty() ? "M" : " L").append(numbers(x, y));
      line("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x, y, line.colour);
    }
    line("<path d=\"%s\" fill=\"none\" stroke=\"%s\"/>", path, line.colour);
    double y = up.end + 18 + 18 * which;
    line("<path d=\"M%s h20\" stroke=\"%s\"/>", numbers(MARGIN + 12, y), line.colour);
    text(MARGIN + 38, y + 4, "start", line.name);
  }

  private void rule(double x1, double y1, double x2, double y2) {
    line("<path d=\"M%s L%s\" stroke=\"#ddd\"/>", numbers(x1, y1), numbers(x2, y2));
  }

  private void text(double x, double y, String anchor, String text) {
    line("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, text);
  }

  private static String numbers(double x, double y) {
    return String.format(Locale.ROOT, "%.1f %.1f", x, y);
  }

  @SuppressWarnings(
      "AnnotateFormatMethod") // the annotation is in a library that nothing else needs
  private void line(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
