package drydock.task;

import drydock.kernel.Event;
import java.util.List;

/// What happens to tasks.
public sealed interface TaskEvent extends Event {

  int requestId();

  @Override
  default String subject() {
    return "task/" + requestId();
  }

  record Started(int requestId, Task.Kind kind, String cluster, List<String> machines)
      implements TaskEvent {}

  record Settled(int requestId, Task.Status status) implements TaskEvent {}
}
