package drydock.log;

import java.time.Instant;
import java.util.List;

/// An event as the log holds it. `type` is the name the codec gives it (`replica.scheduled`);
/// `data` and `cause` are JSON texts, kept byte for byte as they were written. `at` is the world's
/// time in whole milliseconds.
public record Entry(
    long position, Instant at, String subject, String type, String data, String cause) {

  /// Refuses what one kind of log would keep and another would not.
  public Entry {
    if (position < 1) {
      throw new IllegalArgumentException("positions begin at 1, not at " + position);
    }
    Milliseconds.check(at);
    Text.check(subject);
    Text.check(type);
    Text.check(data);
    Text.check(cause);
  }

  /// The position of the first of some entries that are to follow each other.
  static long firstOf(List<Entry> entries) {
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("an append needs an entry");
    }
    long first = entries.getFirst().position();
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i).position() != first + i) {
        throw new IllegalArgumentException(
            "position %d comes where %d should".formatted(entries.get(i).position(), first + i));
      }
    }
    return first;
  }
}
