package drydock.service;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Probes of one check of a container that fail one after the other, known when the container
/// starts. Nothing but what is told of it follows from most of them, so no state keeps them.
///
/// @param firstAt when the first has failed
/// @param times how many there are; null if they fail until something happens to the container
public record FailedProbes(
    Check check, Why why, Instant firstAt, Duration every, @Nullable Integer times) {

  public enum Check {
    LIVENESS,
    READINESS
  }

  public enum Why {
    /// The application is not up yet, and nothing listens.
    REFUSED,
    /// It runs, and is not well.
    UNHEALTHY
  }
}
