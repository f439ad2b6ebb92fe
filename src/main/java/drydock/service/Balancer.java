package drydock.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A service's load balancer. While it is being made, `dueAt` says until when; afterwards it is
/// null.
public record Balancer(String id, String address, @Nullable Instant dueAt) {

  public boolean running() {
    return dueAt == null;
  }
}
