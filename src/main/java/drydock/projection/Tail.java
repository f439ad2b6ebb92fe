package drydock.projection;

import drydock.kernel.Recorded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The newest events of a world, handed over by its loop, so that they need not be fetched from the
/// log and read again. There may be none, or not all: the log has them.
///
/// Events are told apart by who wrote them. A reset makes another writer, so those of one writer
/// are of one history.
final class Tail {

  /// No more events than this are held; the oldest go first.
  static final int EVENTS_MAX = 20_000;

  private record Batch(long writer, List<Recorded> events) {
    long first() {
      return events.getFirst().position();
    }

    long last() {
      return events.getLast().position();
    }
  }

  private final Deque<Batch> batches = new ArrayDeque<>();
  private int size;

  synchronized void add(long writer, List<Recorded> events) {
    batches.add(new Batch(writer, events));
    size += events.size();
    while (size > EVENTS_MAX) {
      drop();
    }
  }

  /// What follows a position in the history that a writer writes, without a hole, as far as it is
  /// at hand and about as much as wanted. All before it is forgotten.
  synchronized List<Recorded> after(long position, long writer, int wanted) {
    while (!batches.isEmpty() && isOver(batches.element(), position, writer)) {
      drop();
    }
    List<Recorded> events = new ArrayList<>();
    long next = position + 1;
    for (Batch batch : batches) {
      if (batch.writer != writer || batch.first() > next || events.size() >= wanted) {
        break;
      }
      int known = (int) (next - batch.first());
      events.addAll(batch.events.subList(known, batch.events.size()));
      next = batch.last() + 1;
    }
    return events;
  }

  private static boolean isOver(Batch batch, long position, long writer) {
    return batch.writer < writer || (batch.writer == writer && batch.last() <= position);
  }

  private void drop() {
    size -= batches.remove().events.size();
  }
}
