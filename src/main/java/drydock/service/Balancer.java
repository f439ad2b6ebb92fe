package drydock.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A service's load balancer. While it is being made, `dueAt` says until when; afterwards it is
/// null.
///
/// @param tries how often in a row making it failed; null for never
public record Balancer(
    String id, String address, @Nullable Instant dueAt, @Nullable Integer tries) {

  /// How often in a row making it failed.
  public int failures() {
    return tries == null ? 0 : tries;
  }

  public boolean running() {
    return dueAt == null;
  }
}
