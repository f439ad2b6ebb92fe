package drydock.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Which tags a repository keeps when it has as many as its quota allows.
///
/// @param keep how many days or tags
/// @param valid false once it was closed
public record Retention(Kind kind, int keep, boolean valid, Instant createdAt) {

  public enum Kind {
    /// Tags pushed in the last days.
    LAST_DAYS,
    /// The tags pushed last.
    LAST_NUMBER
  }

  Retention closed() {
    return new Retention(kind, keep, false, createdAt);
  }

  /// The tags that are not kept, of those that are there. The one pushed last is always kept.
  ///
  /// @param tags in the order in which they were pushed
  List<String> gone(List<Tag> tags, Instant now) {
    List<String> gone = new ArrayList<>();
    for (int i = 0; valid && i < tags.size() - 1; i++) {
      boolean kept =
          switch (kind) {
            case LAST_DAYS -> !tags.get(i).pushedAt().isBefore(now.minus(Duration.ofDays(keep)));
            case LAST_NUMBER -> i >= tags.size() - keep;
          };
      if (!kept) {
        gone.add(tags.get(i).name());
      }
    }
    return gone;
  }
}
