package drydock.log;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The histories of worlds: what is durable. Positions of a world are 1, 2, 3, … without a hole,
/// and commit order.
///
/// Each world has one writer at a time. [#takeOver] makes the caller that writer and fences off the
/// one before it: once it has returned, no append of an earlier writer can land any more, however
/// late its bytes arrive.
///
/// Calls block; those that need a database that does not answer end with [LogUnavailable] within a
/// few seconds. A world that does not exist has no events, and nobody can take it over.
public interface EventLog {

  /// Who may append to a world, up to where its history reached when it was taken over and how far
  /// its clock had come: to the last entry or the last [#advance], whichever was later, or nowhere
  /// yet.
  record Ownership(long world, long writer, long position, @Nullable Instant clock) {}

  enum Appended {
    /// All of it is in the log, and stays there.
    DURABLE,
    /// None of it is: another writer has taken the world over or it is gone, or the positions do
    /// not follow the end of the log.
    FENCED
  }

  /// Which entries a reader is after; null means any.
  record Filter(@Nullable String subject, @Nullable String type) {
    public static final Filter NONE = new Filter(null, null);

    boolean matches(Entry entry) {
      return (subject == null || subject.equals(entry.subject()))
          && (type == null || type.equals(entry.type()));
    }
  }

  /// Makes the caller the one writer of a world. It waits for an append that is under way.
  ///
  /// @throws IllegalArgumentException if there is no such world
  Ownership takeOver(long world) throws LogUnavailable;

  /// Appends entries whose positions follow each other and the end of the log, all or none.
  ///
  /// @throws IllegalArgumentException if there are none or their positions do not follow each other
  /// @throws LogUnavailable if the outcome is unknown: only [#takeOver] and [#wrote] tell the truth
  ///   then
  Appended append(Ownership owner, List<Entry> entries) throws LogUnavailable;

  /// Whether `owner` wrote the entry at `position`. Meaningful after a later [#takeOver].
  boolean wrote(Ownership owner, long position) throws LogUnavailable;

  /// Makes it durable that the world's clock has come this far, which entries do by themselves. A
  /// clock never runs backwards: an earlier moment changes nothing.
  Appended advance(Ownership owner, Instant clock) throws LogUnavailable;

  /// Up to `limit` entries after a position, in order.
  default List<Entry> read(long world, long after, int limit) throws LogUnavailable {
    return read(world, after, limit, Filter.NONE);
  }

  /// Up to `limit` of the entries after a position that pass a filter, in order. It looks at every
  /// entry on the way: a rare subject costs about 0.1 s for each million of them.
  List<Entry> read(long world, long after, int limit, Filter filter) throws LogUnavailable;
}
