package drydock.kernel;

import java.time.Instant;

/// An event in its place: the `position` it has in its world's history (1, 2, 3, … without a hole),
/// the world's time when it happened and why it happened.
public record Recorded(long position, Instant at, Event event, Cause cause) {}
