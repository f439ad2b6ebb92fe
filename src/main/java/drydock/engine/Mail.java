package drydock.engine;

import drydock.kernel.Cause;
import drydock.kernel.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What waits in a world's mailbox.
sealed interface Mail {

  /// Tells whoever waits that nothing was done.
  void refuse(Refusal.Reason why);

  record Ask(Command command, Cause.Command cause, CompletableFuture<Outcome> reply)
      implements Mail {
    @Override
    public void refuse(Refusal.Reason why) {
      reply.complete(
          switch (why) {
            case BUSY -> new Outcome.Busy();
            case UNAVAILABLE, NOT_MANUAL, TOO_FAR, RESET -> new Outcome.Unavailable();
          });
    }
  }

  /// A look at the world between turns, when all that it holds is durable.
  record Look<T>(Function<Sight, T> query, CompletableFuture<T> reply) implements Mail {
    @Override
    public void refuse(Refusal.Reason why) {
      reply.completeExceptionally(new Refusal(why));
    }

    void answer(Sight sight) {
      try {
        reply.complete(query.apply(sight));
      } catch (RuntimeException failed) {
        reply.completeExceptionally(failed);
      }
    }
  }

  /// Moves a manual clock by so much, or less far where the world is idle before and that is
  /// enough.
  record Advance(Duration by, boolean untilIdle, CompletableFuture<Advanced> reply)
      implements Mail {
    @Override
    public void refuse(Refusal.Reason why) {
      reply.completeExceptionally(new Refusal(why));
    }
  }

  record SetPace(Pace.Wish wish, CompletableFuture<Pace> reply) implements Mail {
    @Override
    public void refuse(Refusal.Reason why) {
      reply.completeExceptionally(new Refusal(why));
    }
  }

  /// Begins the world anew, with the seed it has if `seed` is null.
  record Reset(@Nullable Long seed, CompletableFuture<Instant> reply) implements Mail {
    @Override
    public void refuse(Refusal.Reason why) {
      reply.completeExceptionally(new Refusal(why));
    }
  }
}
