package drydock.log;

import java.util.List;

/// The histories of worlds: what is durable. Positions of a world are 1, 2, 3, … without a hole,
/// and commit order.
///
/// Each world has one writer at a time. [#takeOver] makes the caller that writer and fences off the
/// one before it: once it has returned, no append of an earlier writer can land any more, however
/// late its bytes arrive.
///
/// Calls block; those that need a database that does not answer end with [LogUnavailable] within a
/// few seconds.
public interface EventLog {

  /// Who may append to a world, and up to where its history reaches.
  record Ownership(long world, long writer, long position) {}

  enum Appended {
    /// All entries are in the log, and stay there.
    DURABLE,
    /// None of them is: another writer has taken the world over, or holds these positions already.
    FENCED
  }

  /// Makes the caller the one writer of a world.
  Ownership takeOver(long world) throws LogUnavailable;

  /// Appends entries whose positions follow each other and the end of the log, all or none.
  ///
  /// @throws LogUnavailable if the outcome is unknown: only [#takeOver] and [#wrote] tell the truth
  ///   then
  Appended append(Ownership owner, List<Entry> entries) throws LogUnavailable;

  /// Whether `owner` wrote the entry at `position`. Meaningful after a later [#takeOver].
  boolean wrote(Ownership owner, long position) throws LogUnavailable;

  /// Up to `limit` entries after a position, in order.
  List<Entry> read(long world, long after, int limit) throws LogUnavailable;
}
