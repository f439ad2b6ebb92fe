package drydock.fault;

import drydock.kernel.Event;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens to faults.
public sealed interface FaultEvent extends Event {

  /// The id of the fault.
  String id();

  @Override
  default String subject() {
    return id();
  }

  /// A fault was asked for. It begins with this event if its start has come.
  record Started(Fault fault) implements FaultEvent {
    @Override
    public String id() {
      return fault.id();
    }
  }

  /// The start of a fault that was asked for earlier has come.
  record Began(String id) implements FaultEvent {}

  /// It strikes; what comes of it are the other events of the same cause.
  ///
  /// @param of the subject of the event log that is struck; of a pull, the node and the image
  /// @param until for how long; null if that is not known now
  record Struck(String id, String of, @Nullable Instant until) implements FaultEvent {}

  /// An occasion went by that was not the one counted on.
  record Spared(String id, String of) implements FaultEvent {}

  /// Services have been looked at, up to the one that was made at position `born`, for containers
  /// that ran before it began.
  record Reached(String id, long born) implements FaultEvent {}

  /// These are no more under its effect.
  record Released(String id, List<String> subjects) implements FaultEvent {}

  record Ended(String id, Why why) implements FaultEvent {}

  /// Why a fault ends.
  enum Why {
    DELETED,
    /// Its duration is over.
    OVER,
    /// It has had all the effects that it may have, and nothing is under them any more.
    SPENT
  }
}
