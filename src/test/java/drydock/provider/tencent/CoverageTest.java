package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// What the tests that ran before this one have seen of the API. It comes last, and is only of use
/// when all ran.
@Order(Integer.MAX_VALUE)
class CoverageTest {

  private static final String BEGINNING =
      """
      # API coverage

      Ticked by tests that ran: `mvn verify -Dpages=write` writes this page. An example is compared to the last byte; a \
      refusal is a request of the sweep with one thing wrong, which leaves the history as it is; failures are those that \
      an action declares beside bad parameters, each seen in a test.

      | action | succeeds | examples | refusals | failures seen |
      | --- | --- | --- | --- | --- |
      """;

  @Test
  void everyActionAndEachOfItsFailuresIsSeen() {
    assumeTrue(ApiCoverage.actions().containsAll(Example.actions()));
    var table = new StringBuilder(BEGINNING);
    List<String> unseen = new ArrayList<>();
    try (Stage stage = Stage.set()) {
      for (Action action : stage.actions) {
        ApiCoverage.Seen seen = ApiCoverage.of(action.name());
        assumeTrue(seen.examples().get() > 0);
        if (seen.success().get() == 0) {
          unseen.add(action.name() + " succeeds");
        }
        Set<ErrorCode> missing = new TreeSet<>(action.returns().errors());
        missing.removeAll(seen.errors());
        missing.forEach(code -> unseen.add(action.name() + " " + code));
        table.append(row(action, seen));
      }
    }
    assertEquals(List.of(), unseen);
    new Page("api-coverage.md").assertIs(table.toString());
  }

  private static String row(Action action, ApiCoverage.Seen seen) {
    String failures =
        seen.errors().stream()
            .filter(action.returns().errors()::contains)
            .map(code -> code.code() + " " + code.codeDesc())
            .collect(Collectors.joining(", "));
    return "| %s | %s | %d | %d | %s |%n"
        .formatted(
            action.name(),
            seen.success().get() > 0 ? "✓" : "✗",
            seen.examples().get(),
            seen.refusals().get(),
            failures);
  }
}
