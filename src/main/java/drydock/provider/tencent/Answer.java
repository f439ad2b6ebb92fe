package drydock.provider.tencent;

import drydock.kernel.Rejection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What an action says, before it is wrapped in the [Envelope]. Data is a record (its components
/// become keys, in order, nulls kept) or a map whose order is fixed.
public sealed interface Answer {
  /// Success with a `data` object.
  record Data(Object data) implements Answer {}

  /// Success with `"data": null`, as CreateClusterService and DeleteClusterService answer.
  record NullData() implements Answer {}

  /// Success without a `data` key, as Modify…, Pause…, Resume… answer.
  record NoData() implements Answer {}

  /// Success with the fields beside `code`, not inside `data`, as GetMonitorData answers.
  record TopLevel(Object fields) implements Answer {}

  /// The world refused the command; nothing was changed.
  record Refused(Rejection rejection) implements Answer {}

  /// Nothing was changed, for a reason that only this API knows by its own code; or, with
  /// [ErrorCode#INTERNAL_ERROR], it is not known whether anything was.
  record Failed(ErrorCode code, String message) implements Answer {}

  /// The world cannot take or keep commands right now; nothing was changed.
  record Unavailable() implements Answer {}

  /// The world's mailbox is full; nothing was changed.
  record Busy() implements Answer {}

  static CompletionStage<Answer> now(Answer answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
