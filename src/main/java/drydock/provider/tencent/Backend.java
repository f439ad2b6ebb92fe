package drydock.provider.tencent;

import drydock.engine.Outcome;
import drydock.engine.Refusal;
import drydock.engine.Sight;
import drydock.engine.WorldLoop;
import drydock.kernel.Command;
import drydock.kernel.Event;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The world behind the API: puts what actions ask into its loop, and what comes back into answers.
public final class Backend {
  private final WorldLoop loop;

  public Backend(WorldLoop loop) {
    this.loop = loop;
  }

  /// Asks for a command; `accepted` makes the answer of the events that it led to.
  public CompletionStage<Answer> ask(
      Call call, Command command, Function<List<Event>, Answer> accepted) {
    return loop.ask(command, call.cause()).thenApply(outcome -> answer(outcome, accepted));
  }

  /// The same; `accepted` makes the answer of the events and of the world right after them.
  public CompletionStage<Answer> ask(
      Call call, Command command, BiFunction<List<Event>, Sight, Answer> accepted) {
    return loop.ask(command, call.cause())
        .thenCompose(outcome ->
            outcome instanceof Outcome.Accepted(var events)
                ? look(sight -> accepted.apply(events, sight))
                : Answer.now(answer(outcome, _ -> new Answer.NoData())));
  }

  /// Answers from the world as it is, once all of that is durable.
  public CompletionStage<Answer> look(Function<Sight, Answer> answer) {
    return loop.look(answer)
        .exceptionally(failure -> {
          Throwable why = failure instanceof CompletionException ? failure.getCause() : failure;
          if (why instanceof Refusal refusal) {
            return refusal.reason() == Refusal.Reason.BUSY
                ? new Answer.Busy()
                : new Answer.Unavailable();
          }
          throw new CompletionException(why);
        });
  }

  private static Answer answer(Outcome outcome, Function<List<Event>, Answer> accepted) {
    return switch (outcome) {
      case Outcome.Accepted(var events) -> accepted.apply(events);
      case Outcome.Rejected(var rejection) -> new Answer.Refused(rejection);
      case Outcome.Unavailable() -> new Answer.Unavailable();
      case Outcome.Busy() -> new Answer.Busy();
      case Outcome.Unknown() ->
          new Answer.Failed(
              ErrorCode.INTERNAL_ERROR,
              "The database went away: whether the request was carried out is not known");
    };
  }
}
