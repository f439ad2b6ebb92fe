package drydock.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.kernel.Cause;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// What clients asked for, each command unlike all others, and what they were answered: held
/// against the log in the end.
final class Receipts {

  /// What the log must hold of a command.
  enum Answer {
    /// It said yes: the log has it once.
    ACKNOWLEDGED,
    /// It said no, or that nothing was changed: the log does not have it.
    REFUSED,
    /// It said nothing, or that it does not know: the log has it once or not at all.
    UNKNOWN
  }

  private final Map<Cause.Command, Answer> answers = new ConcurrentHashMap<>();

  void note(Cause.Command command, Answer answer) {
    if (answers.put(command, answer) != null) {
      throw new IllegalStateException("asked for twice: " + command);
    }
  }

  int count(Answer answer) {
    return (int) answers.values().stream().filter(each -> each == answer).count();
  }

  /// Each command that was acknowledged is in the log exactly once, those refused are not, and
  /// nothing is there that nobody asked for.
  void assertHeldBy(Ledger ledger) {
    Map<Cause.Command, Integer> found = ledger.commands();
    Map<String, String> wrong = new TreeMap<>();
    answers.forEach((command, answer) -> {
      int times = found.getOrDefault(command, 0);
      boolean right =
          switch (answer) {
            case ACKNOWLEDGED -> times == 1;
            case REFUSED -> times == 0;
            case UNKNOWN -> times <= 1;
          };
      if (!right) {
        wrong.put(command.toString(), answer + ", but it is in the log " + times + " times");
      }
    });
    found.keySet().stream()
        .filter(command -> !answers.containsKey(command))
        .forEach(command -> wrong.put(command.toString(), "nobody asked for it"));
    assertEquals(Map.of(), wrong);
  }

  @Override
  public String toString() {
    Map<Answer, Integer> counts = new TreeMap<>();
    answers.values().forEach(answer -> counts.merge(answer, 1, Integer::sum));
    return counts.toString();
  }
}
