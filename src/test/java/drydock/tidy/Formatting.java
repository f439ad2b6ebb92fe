package drydock.tidy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// The one form of every source: that of google-java-format. The build runs this file as it stands
/// to apply it, and a test asks it what is out of form.
public final class Formatting {

  private Formatting() {}

  public static void main(String[] args) throws IOException {
    System.exit(run(System.out, "--replace"));
  }

  /// Runs the formatter over all sources and returns its exit code.
  public static int run(PrintStream out, String... options) throws IOException {
    ToolProvider formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      sources = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    Stream<String> arguments =
        Stream.concat(Stream.of(options), sources.stream().map(Path::toString));
    return formatter.run(out, out, arguments.toArray(String[]::new));
  }
}
