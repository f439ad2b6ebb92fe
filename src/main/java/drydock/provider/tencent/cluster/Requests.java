package drydock.provider.tencent.cluster;

import drydock.kernel.Event;
import drydock.provider.tencent.Answer;
import drydock.task.TaskEvent;
import java.util.List;

/// The requestId of an asynchronous action.
final class Requests {

  /// The answer of actions that tell nothing else.
  record Data(int requestId) {}

  private Requests() {}

  static int idOf(List<Event> events) {
    return ((TaskEvent.Started) events.getLast()).requestId();
  }

  static Answer answer(List<Event> events) {
    return new Answer.Data(new Data(idOf(events)));
  }
}
