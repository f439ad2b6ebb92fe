package drydock.registry;

import java.time.Instant;

/// What a tag points to. Tags that were duplicated point to the same.
///
/// @param digest of the manifest, `sha256:…`
/// @param imageId the digest of the image's configuration
/// @param bytes its size, of all layers
public record Manifest(String digest, String imageId, long bytes, Instant builtAt) {}
