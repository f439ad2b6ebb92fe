package drydock.task;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The fold of all events of tasks.
public final class Tasks {

  /// The first requestId of a world: the one that the API document's examples show.
  private static final int FIRST = 11_333;

  private final SortedMap<Integer, Task> all = new TreeMap<>();
  private final SortedMap<Integer, Task> running = new TreeMap<>();

  public int nextRequestId() {
    return all.isEmpty() ? FIRST : all.lastKey() + 1;
  }

  public @Nullable Task find(int requestId) {
    return all.get(requestId);
  }

  public Collection<Task> list() {
    return Collections.unmodifiableCollection(all.values());
  }

  public Collection<Task> running() {
    return Collections.unmodifiableCollection(running.values());
  }

  public void evolve(TaskEvent event, Instant at) {
    switch (event) {
      case TaskEvent.Started(var id, var kind, var cluster, var machines) ->
          restore(new Task(id, kind, cluster, machines, Task.Status.RUNNING, at));
      case TaskEvent.Settled(var id, var status) -> {
        Task task = all.get(id);
        if (task == null) {
          throw new IllegalStateException("an event tells of a task that is not there: " + id);
        }
        restore(task.settled(status));
      }
    }
  }

  /// Takes in what an earlier fold came to.
  public void restore(Task task) {
    all.put(task.requestId(), task);
    if (task.status() == Task.Status.RUNNING) {
      running.put(task.requestId(), task);
    } else {
      running.remove(task.requestId());
    }
  }
}
