package drydock.registry;

import java.time.Instant;

/// A tag of a repository as it is now.
///
/// @param born the position of the event that made it
/// @param pushedAt when it was last made to point somewhere
public record Tag(String name, long born, Manifest manifest, Instant pushedAt) {}
