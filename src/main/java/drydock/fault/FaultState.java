package drydock.fault;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A fault as it stands, as plain values.
///
/// @param born the position of the event that started it
/// @param reached up to which service its beginning has been carried to what runs
/// @param occasions how often it could have struck
/// @param effects how often it did
/// @param held what is under its effect
public record FaultState(
    Fault fault,
    long born,
    Phase phase,
    long reached,
    long occasions,
    long effects,
    List<Held> held) {

  /// How far a fault is.
  public enum Phase {
    SCHEDULED,
    ACTIVE,
    /// It strikes no more, and what it holds is let go.
    ENDED
  }

  /// The subject of the log that is under an effect.
  ///
  /// @param until null if that is not known
  public record Held(String subject, @Nullable Instant until) {}
}
