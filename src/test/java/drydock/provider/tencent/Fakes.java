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
          Returns.data(Seen.class),
          call ->
              Answer.now(
                  new Answer.Data(
                      new Seen(
                          call.account().name(),
                          call.region().longName(),
                          call.arguments().text("clusterId"),
                          call.arguments().integer("limit")))));

  static Action answering(String name, Answer answer) {
    Returns returns =
        switch (answer) {
          case Answer.Data _ -> Returns.data(Object.class);
          case Answer.NullData() -> Returns.nullData();
          case Answer.TopLevel _ -> Returns.topLevel(Object.class);
          case Answer.Refused(var rejection) ->
              Returns.noData().or(ErrorCode.of(rejection.reason()));
          case Answer.Failed(ErrorCode code, _) -> Returns.noData().or(code);
          case Answer.NoData(), Answer.Unavailable(), Answer.Busy() -> Returns.noData();
        };
    return Action.of(name, Parameters.none(), returns, _ -> Answer.now(answer));
  }

  static String message(String answer) {
    int from = answer.indexOf("\"message\":\"") + 11;
    return answer.substring(from, answer.indexOf("\",\"codeDesc\"", from));
  }
}
