package drydock.registry;

import java.time.Instant;

/// A tag of a repository as it is now.
///
/// @param pushedAt when it was last made to point somewhere
public record Tag(String name, Manifest manifest, Instant pushedAt) {}
