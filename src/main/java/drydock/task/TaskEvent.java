package drydock.task;

import drydock.kernel.Event;
import java.util.List;

/// What happens to tasks.
public sealed interface TaskEvent extends Event {

  int requestId();

  @Override
  default String subject() {
    return subject(requestId());
  }

  /// A task by the name that it has in the log.
  static String subject(int requestId) {
    return "task/" + requestId;
  }

  /// The task of that name.
  static int requestId(String subject) {
    return Integer.parseInt(subject.substring(subject.indexOf('/') + 1));
  }

  record Started(int requestId, Task.Kind kind, String cluster, List<String> machines)
      implements TaskEvent {}

  record Settled(int requestId, Task.Status status) implements TaskEvent {}
}
