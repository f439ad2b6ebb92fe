package drydock.kernel;

import java.util.List;

/// What a world says to a command: events that now hold, or a refusal that changes nothing.
public sealed interface Decision {

  record Accepted(List<Event> events) implements Decision {}

  record Rejected(Rejection rejection) implements Decision {}

  static Decision accept(Event... events) {
    return new Accepted(List.of(events));
  }

  static Decision accept(List<Event> events) {
    return new Accepted(List.copyOf(events));
  }

  static Decision reject(Rejection.Reason reason, String detail) {
    return new Rejected(new Rejection(reason, detail));
  }
}
