package drydock.tidy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// The one form of every source: that of google-java-format. The build runs this file as it stands
/// to apply it, and a test asks it what is out of form.
public final class Formatting {

  private Formatting() {}

  /// The files that are out of form, a line each; or what keeps the formatter from reading them.
  public static String outOfForm(Path directory) throws IOException {
    var told = new ByteArrayOutputStream();
    run(directory, new PrintStream(told, true, StandardCharsets.UTF_8), "--dry-run");
    return told.toString(StandardCharsets.UTF_8);
  }

  public static void main(String[] args) throws IOException {
    System.exit(run(Path.of("src"), System.out, "--replace"));
  }

  /// Runs the formatter over all sources below a directory and returns its exit code.
  private static int run(Path directory, PrintStream out, String... options) throws IOException {
    ToolProvider formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
    List<Path> sources;
    try (Stream<Path> files = Files.walk(directory)) {
      sources = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    Stream<String> arguments =
        Stream.concat(Stream.of(options), sources.stream().map(Path::toString));
    return formatter.run(out, out, arguments.toArray(String[]::new));
  }
}
