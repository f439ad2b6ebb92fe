package drydock.provider.tencent;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.text;

/// Actions without a world behind them.
final class Fakes {
  private Fakes() {}

  static final Parameters CLUSTER =
      Parameters.of(
          required("clusterId", text()), optional("limit", integer().range(1, 100)).byDefault(20));

  record Seen(String account, String region, String clusterId, int limit) {}

  static final Action DESCRIBE =
      Action.of(
          "DescribeClusterInstances",
          CLUSTER,
          call ->
              Answer.now(
                  new Answer.Data(
                      new Seen(
                          call.account().name(),
                          call.region().longName(),
                          call.arguments().text("clusterId"),
                          call.arguments().integer("limit")))));

  static Action answering(String name, Answer answer) {
    return Action.of(name, Parameters.none(), _ -> Answer.now(answer));
  }

  static String message(String answer) {
    int from = answer.indexOf("\"message\":\"") + 11;
    return answer.substring(from, answer.indexOf("\",\"codeDesc\"", from));
  }
}
