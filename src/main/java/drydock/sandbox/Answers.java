package drydock.sandbox;

import drydock.engine.Outcome;
import drydock.engine.Refusal;
import drydock.kernel.Event;
import drydock.kernel.Rejection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/// Waits for what a world's loop answers.
final class Answers {

  private Answers() {}

  /// @throws drydock.engine.Refusal if the loop refuses
  static <T> T await(CompletableFuture<T> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException why) {
        throw why;
      }
      throw new IllegalStateException(failed);
    }
  }

  /// The events that a command led to.
  ///
  /// @param refusal what is said where the world refuses it
  /// @param unknown what is said where the database went away while it was written
  static List<Event> accepted(Outcome outcome, Function<Rejection, Problem> refusal, String unknown)
      throws Refused {
    return switch (outcome) {
      case Outcome.Accepted(var events) -> events;
      case Outcome.Rejected(var rejection) -> throw new Refused(refusal.apply(rejection));
      case Outcome.Busy() -> throw new Refused(Reply.problem(Refusal.Reason.BUSY));
      case Outcome.Unavailable() -> throw new Refused(Reply.problem(Refusal.Reason.UNAVAILABLE));
      case Outcome.Unknown() ->
          throw new Refused(
              Problem.of(Problem.Kind.UNAVAILABLE, "the database went away; " + unknown));
    };
  }
}
