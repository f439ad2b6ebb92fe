package drydock.provider.tencent;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// One call of the API: what it takes, what it answers and what it does. Whether it changes
/// anything, its host and its place in the document are facts of the [Catalogue], found by its
/// name.
public interface Action {
  /// The name exactly as the document spells it.
  String name();

  Parameters parameters();

  Returns returns();

  /// Called with arguments that keep to [#parameters], on an event loop: must not block. A stage
  /// that fails, or never completes, is answered as an internal error; expected outcomes are an
  /// [Answer].
  CompletionStage<Answer> call(Call call);

  static Action of(
      String name,
      Parameters parameters,
      Returns returns,
      Function<Call, CompletionStage<Answer>> call) {
    return new Declared(name, parameters, returns, call);
  }

  /// An action that is nothing but its four parts.
  record Declared(
      String name,
      Parameters parameters,
      Returns returns,
      Function<Call, CompletionStage<Answer>> does)
      implements Action {
    @Override
    public CompletionStage<Answer> call(Call call) {
      return does.apply(call);
    }
  }
}
