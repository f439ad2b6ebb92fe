package drydock.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happens to a world next without anybody asking: a few events of one moment, and why.
///
/// @param cause null where nothing in particular brought them about: they are consequences of the
///   command that was decided at this moment, or the passing of time
public record Step(List<Event> events, @Nullable Cause cause) {

  /// All is quiet.
  public static final Step NONE = new Step(List.of(), null);

  public static Step of(Event event) {
    return new Step(List.of(event), null);
  }

  public static Step of(List<Event> events) {
    return events.isEmpty() ? NONE : new Step(events, null);
  }

  public boolean isEmpty() {
    return events.isEmpty();
  }
}
