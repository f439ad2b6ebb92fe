package drydock.engine;

import java.time.Instant;

/// How far a clock that was moved by hand has come, how many events happened on the way, and
/// whether the world is idle now.
public record Advanced(Instant now, long events, boolean idle) {}
