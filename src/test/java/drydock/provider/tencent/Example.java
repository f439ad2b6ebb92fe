package drydock.provider.tencent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One call of an action and its answer to the last byte, as `src/test/resources/api` has them: a
/// file for each action. A case begins with `=== title`; its steps begin with `> `, the last of
/// them is the call that is shown, and its answer stands behind `<`.
///
/// A step names an action, with its parameters on the lines that follow, or `advance N` for the
/// clock in seconds.
record Example(String title, List<Step> given, Step call, String answer) {

  static final Path FILES = Path.of("src/test/resources/api");

  /// What a step does, and its parameters.
  record Step(String what, Map<String, String> parameters) {}

  boolean succeeds() {
    return answer.startsWith("{\n  \"code\" : 0,");
  }

  /// By the names of their files, in order.
  static List<String> actions() {
    try (Stream<Path> files = Files.list(FILES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".txt"))
          .map(name -> name.substring(0, name.length() - 4))
          .sorted()
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static List<Example> of(String action) {
    List<Example> examples = new ArrayList<>();
    for (String part : read(action + ".txt").split("(?m)^=== ", -1)) {
      if (!part.isBlank()) {
        int end = part.indexOf('\n');
        String[] halves = part.substring(end + 1).split("(?m)^<\n?", -1);
        List<Step> steps = steps(halves[0]);
        String answer = halves.length == 1 ? "" : halves[1].strip();
        examples.add(
            new Example(
                part.substring(0, end),
                List.copyOf(steps.subList(0, steps.size() - 1)),
                steps.getLast(),
                answer));
      }
    }
    return examples;
  }

  /// What has happened in the world that every example begins in.
  static List<Step> stage() {
    return steps(read("stage"));
  }

  private static List<Step> steps(String text) {
    List<Step> steps = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("> ")) {
        steps.add(new Step(line.substring(2), new LinkedHashMap<>()));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        int is = line.indexOf('=');
        steps.getLast().parameters().put(line.substring(0, is), line.substring(is + 1));
      }
    }
    return steps;
  }

  /// The same example as its file has it, with another answer.
  String answeredBy(String other) {
    var text = new StringBuilder("=== ").append(title).append('\n');
    given.forEach(step -> write(step, text));
    write(call, text);
    return text.append("<\n").append(other).append('\n').toString();
  }

  private static void write(Step step, StringBuilder text) {
    text.append("> ").append(step.what()).append('\n');
    step.parameters().forEach((name, value) -> text.append(name + "=" + value + "\n"));
  }

  private static String read(String file) {
    try {
      return Files.readString(FILES.resolve(file));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
