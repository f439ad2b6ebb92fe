package drydock.provider.tencent;

import drydock.engine.Outcome;
import drydock.engine.Past;
import drydock.engine.Refusal;
import drydock.engine.Sight;
import drydock.engine.WorldLoop;
import drydock.kernel.Command;
import drydock.kernel.Event;
import drydock.log.LogUnavailable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The world behind the API: puts what actions ask into its loop, and what comes back into answers.
public final class Backend {

  /// A look into the past folds events, up to the whole history: more at once would only take
  /// longer, and memory besides.
  private static final int LOOKS_BACK_AT_ONCE = 2;

  /// So many more wait for their turn; what comes then is told to come back.
  private static final int LOOKS_BACK_WAITING = 100;

  private final WorldLoop loop;
  private final Semaphore looksBack = new Semaphore(LOOKS_BACK_AT_ONCE, true);

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
    return loop.look(answer).exceptionally(Backend::withoutAnswer);
  }

  /// Answers from the past: `first` sees the world as it is, and what it makes of that then looks
  /// back, on a thread of its own.
  public CompletionStage<Answer> lookBack(Function<Sight, LookBack> first) {
    Past past = loop.past();
    return loop.look(first)
        .thenCompose(back -> {
          if (looksBack.getQueueLength() >= LOOKS_BACK_WAITING) {
            return Answer.now(new Answer.Busy());
          }
          var answer = new CompletableFuture<Answer>();
          Thread.ofVirtual().name("look-back").start(() -> finish(answer, back, past));
          return answer;
        })
        .exceptionally(Backend::withoutAnswer);
  }

  private void finish(CompletableFuture<Answer> answer, LookBack back, Past past) {
    looksBack.acquireUninterruptibly();
    try {
      answer.complete(back.at(past));
    } catch (LogUnavailable away) {
      answer.complete(new Answer.Unavailable());
    } catch (Throwable failure) {
      answer.completeExceptionally(failure);
    } finally {
      looksBack.release();
    }
  }

  private static Answer withoutAnswer(Throwable failure) {
    Throwable why = failure instanceof CompletionException ? failure.getCause() : failure;
    if (why instanceof Refusal refusal) {
      return refusal.reason() == Refusal.Reason.BUSY ? new Answer.Busy() : new Answer.Unavailable();
    }
    throw new CompletionException(why);
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
