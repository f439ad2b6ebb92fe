package drydock.provider.tencent;

import drydock.fault.FaultKind;
import drydock.fault.Parameter;
import org.junit.jupiter.api.Test;

/// The page of faults, which is made of their declarations.
class FaultsPageTest {

  private static final String HEAD =
      """
      # Faults

      A fault makes something go wrong in a world, now or later, always or now and then, until it is
      ended. This page is made of the kinds that `drydock.fault.FaultKind` declares; a test keeps it
      up to date.

      ```sh
      curl -s http://127.0.0.1:8080/sandbox/faults -H 'Content-Type: application/json' -d '
        {"kind":"crash-loop","selector":{"service":"web","image":"nginx"},"parameters":{"exitCode":3},
         "probability":0.5,"budget":10,"start":60,"duration":600}'
      # {"id":"fault-42","kind":"crash-loop",…}
      curl -s http://127.0.0.1:8080/sandbox/faults                 # what is under way, and all kinds
      curl -s -X DELETE http://127.0.0.1:8080/sandbox/faults/fault-42
      ```

      | member | meaning |
      | --- | --- |
      | `kind` | one of those below |
      | `selector` | what it may strike, by `cluster`, `zone`, `node` (a machine's id), `namespace`, `service` and `image` as its kind allows; `*` stands for any characters, and an image without a tag for all tags; all that is said has to fit |
      | `parameters` | those of its kind |
      | `probability` | with which each occasion is struck, above 0 and up to 1; 1 if nothing is said |
      | `every` | in place of that: exactly each so-manieth occasion that is selected is struck |
      | `budget` | how many effects it has at most |
      | `start` | a moment as in RFC 3339, or seconds from now; now if nothing is said |
      | `duration` | seconds until it ends by itself; if nothing is said, it goes on until it is deleted |

      - What an occasion is, each kind says. Faults strike on occasions only, so there is no rate per
        hour: how often things fail by themselves is a matter of the profile.
      - The oldest of several faults that would strike does. Chance follows from the seed, the fault's
        id and the occasion, so the same seed and commands give the same effects.
      - Each effect stands in the log with the fault as its cause: `{"by":"fault","fault":"fault-42"}`.
        `fault.struck` says what was struck, `fault.spared` which occasions `every` counted and passed
        by, `fault.released` what is not under its effect any more.
      - A fault ends when it is deleted, when its duration is over, and when its budget is spent and
        nothing is under its effect any more. Its effects end with it: what it keeps from being ready
        becomes ready, what it slows goes on, and what failed is tried again at its back-off.
      - A fault is part of the world: it goes by the world's clock, survives a restart and counts in
        the digest of the history. Up to 1,000 may be under way at once.

      """;

  @Test
  void thePageOfFaultsIsUpToDate() {
    var page = new StringBuilder(HEAD);
    for (FaultKind kind : FaultKind.values()) {
      page.append("## ").append(kind.text()).append("\n\n").append(kind.says()).append("\n\n");
      page.append("Selected by ")
          .append(String.join(", ", kind.scope().selectable()))
          .append(".\n\n");
      if (!kind.parameters().isEmpty()) {
        page.append("| parameter | unit | allowed | default | meaning |\n");
        page.append("| --- | --- | --- | --- | --- |\n");
        kind.parameters().forEach(each -> page.append(row(each)));
        page.append('\n');
      }
    }
    new Page("faults.md").assertIs(page.toString().stripTrailing() + "\n");
  }

  private static String row(Parameter parameter) {
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            parameter.name(),
            parameter.unit(),
            parameter.allowed(),
            Parameter.shown(parameter.usual()),
            parameter.says());
  }
}
