package drydock.provider.tencent;

import java.util.Collection;
import java.util.SortedSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/// What tests have seen of each action while they ran: written by them, and read by [CoverageTest]
/// at the end.
final class ApiCoverage {

  /// What was seen of one action.
  ///
  /// @param success how often it succeeded
  /// @param errors the ways in which it failed, but for bad parameters
  /// @param examples how many examples of it were checked to the last byte
  /// @param refusals how many wrong requests of the sweep it refused
  record Seen(
      AtomicInteger success,
      SortedSet<ErrorCode> errors,
      AtomicInteger examples,
      AtomicInteger refusals) {
    private Seen() {
      this(
          new AtomicInteger(),
          new ConcurrentSkipListSet<>(),
          new AtomicInteger(),
          new AtomicInteger());
    }
  }

  private static final ConcurrentSkipListMap<String, Seen> SEEN = new ConcurrentSkipListMap<>();

  private ApiCoverage() {}

  static Seen of(String action) {
    return SEEN.computeIfAbsent(action, _ -> new Seen());
  }

  static Collection<String> actions() {
    return SEEN.keySet();
  }

  /// The same action; what it answers is counted.
  static Action watched(Action action) {
    return Action.of(
        action.name(),
        action.parameters(),
        action.returns(),
        call -> {
          CompletionStage<Answer> answer = action.call(call);
          return answer.thenApply(each -> {
            count(of(action.name()), each);
            return each;
          });
        });
  }

  private static void count(Seen seen, Answer answer) {
    switch (answer) {
      case Answer.Data _, Answer.NullData _, Answer.NoData _, Answer.TopLevel _ ->
          seen.success().incrementAndGet();
      case Answer.Refused(var rejection) -> seen.errors().add(ErrorCode.of(rejection.reason()));
      case Answer.Failed(ErrorCode code, _) -> seen.errors().add(code);
      case Answer.Unavailable _, Answer.Busy _ -> {}
    }
  }
}
