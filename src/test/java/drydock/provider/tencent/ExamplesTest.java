package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every action answers its examples to the letter: keys in their order, nulls, empty lists and
/// empty objects. `mvn verify -Dtest=ExamplesTest -Dexamples=write` writes the answers anew, to be
/// read before they are kept.
class ExamplesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void everyActionHasAnExampleThatSucceeds() {
    try (Stage stage = Stage.set()) {
      assertEquals(stage.actions.stream().map(Action::name).sorted().toList(), Example.actions());
    }
    for (String action : Example.actions()) {
      Example first = Example.of(action).getFirst();
      assertEquals(action, first.call().what());
      assertTrue(first.succeeds(), action);
    }
  }

  @TestFactory
  Stream<DynamicTest> examplesAreAnsweredToTheLetter() {
    return Example.actions().stream()
        .map(action -> DynamicTest.dynamicTest(action, () -> check(action)));
  }

  private static void check(String action) throws IOException {
    List<Example> examples = Example.of(action);
    var written = new StringBuilder();
    for (Example example : examples) {
      try (Stage stage = Stage.set()) {
        example.given().forEach(stage::succeed);
        String answer = pretty(stage.ask(action, example.call().parameters()));
        written.append(written.isEmpty() ? "" : "\n").append(example.answeredBy(answer));
        if (!writing()) {
          assertEquals(example.answer(), answer, action + ", " + example.title());
          ApiCoverage.of(action).examples().incrementAndGet();
        }
      }
    }
    if (writing()) {
      Files.writeString(Example.FILES.resolve(action + ".txt"), written);
    }
  }

  private static boolean writing() {
    return "write".equals(System.getProperty("examples"));
  }

  private static String pretty(String answer) throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(answer));
  }
}
