package drydock.engine;

import drydock.kernel.Event;
import drydock.kernel.Rejection;
import java.util.List;

/// What became of a command.
public sealed interface Outcome {

  /// It holds and is durable.
  record Accepted(List<Event> events) implements Outcome {}

  /// The world refused it; nothing was changed.
  record Rejected(Rejection rejection) implements Outcome {}

  /// The database is away; nothing was changed.
  record Unavailable() implements Outcome {}

  /// Too much waits already; nothing was changed.
  record Busy() implements Outcome {}

  /// The database went away while the command was being made durable, and has not come back in time
  /// to tell whether it was.
  record Unknown() implements Outcome {}
}
