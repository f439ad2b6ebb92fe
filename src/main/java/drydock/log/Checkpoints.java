package drydock.log;

import drydock.log.EventLog.Ownership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// States of worlds at some of their positions, so that a restart or a look into the past need not
/// begin at the first event. Any of them may be deleted at any time: a world is its events.
public interface Checkpoints {

  /// How many of the newest ones [#thin] leaves alone.
  int NEWEST_KEPT = 3;

  /// The state of a world after the event at `position`, which happened at `at`. `format` says how
  /// `state` was written, and changes whenever that does. The bytes are not copied: whoever has
  /// them leaves them as they are.
  @SuppressWarnings("ArrayRecordComponent")
  record Checkpoint(long position, Instant at, HistoryDigest digest, String format, byte[] state) {}

  /// Keeps a state; one at the same position gives way. Nothing is kept of a world that `owner`
  /// does not write any more, or of a position that its log has not reached: by a late call, the
  /// state of a world that was reset would pass for that of the world it is now.
  void save(Ownership owner, Checkpoint checkpoint) throws LogUnavailable;

  /// The last one in a format whose position is not after the given one.
  Optional<Checkpoint> latest(long world, String format, long position) throws LogUnavailable;

  /// The last one in a format that was taken at or before a moment. More events may have happened
  /// at that very moment.
  Optional<Checkpoint> latest(long world, String format, Instant at) throws LogUnavailable;

  /// Where there are checkpoints, of whatever format, in order.
  List<Long> positions(long world) throws LogUnavailable;

  void delete(long world, List<Long> positions) throws LogUnavailable;

  /// Deletes most of the old ones, see [#superfluous].
  default void thin(long world) throws LogUnavailable {
    List<Long> superfluous = superfluous(positions(world));
    if (!superfluous.isEmpty()) {
      delete(world, superfluous);
    }
  }

  /// Which of some positions can go: all but the newest, where the gap that is left is no wider
  /// than its far end is old, in events. So to look back by n events costs a fold of at most n, and
  /// a history a thousand times as long needs ten more checkpoints. For instance, of 10, 20, 30, …,
  /// 1000 there remain 500, 750, 870, 930, 960, 970, 980, 990 and 1000.
  static List<Long> superfluous(List<Long> positions) {
    List<Long> superfluous = new ArrayList<>();
    long kept = 0;
    for (int i = 0; i < positions.size() - NEWEST_KEPT; i++) {
      long next = positions.get(i + 1);
      if (next - kept <= positions.getLast() - next) {
        superfluous.add(positions.get(i));
      } else {
        kept = positions.get(i);
      }
    }
    return superfluous;
  }
}
