package drydock.log;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The worlds there are. Each has an id, which no other world ever gets, and a name.
public interface Worlds {

  /// A world as it stands: the position of its last event (0: none yet) and how far its clock has
  /// come (null: nowhere yet).
  record Known(long id, String name, long position, @Nullable Instant clock) {}

  /// The world of a name, made now if there is none.
  Known open(String name) throws LogUnavailable;

  /// All worlds, in the order they were made.
  List<Known> list() throws LogUnavailable;

  /// A new world whose history is that of another up to a position. The events are copied: what
  /// becomes of either world does not concern the other.
  ///
  /// @throws IllegalArgumentException if the name is taken, or the other world has not come that
  ///   far
  Known fork(String name, long origin, long position) throws LogUnavailable;

  /// Empties a world: events, checkpoints and the rows of projections go, positions begin at 1
  /// again and the clock is back at nowhere. Its writer is fenced off; the next one has to take it
  /// over.
  void reset(long world) throws LogUnavailable;

  /// Removes a world with all that is its own. One that does not exist is removed already.
  void remove(long world) throws LogUnavailable;
}
