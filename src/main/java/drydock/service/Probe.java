package drydock.service;

import org.jspecify.annotations.Nullable;

/// A health check of a container (API document, healthCheck). Times are whole seconds.
///
/// @param port the port asked, for TCP and HTTP
/// @param protocol `HTTP` or `HTTPS`, and `path` what is asked for, for HTTP
/// @param command what is run, for CMD
public record Probe(
    Method method,
    int delay,
    int timeout,
    int interval,
    int successes,
    int failures,
    @Nullable Integer port,
    @Nullable String protocol,
    @Nullable String path,
    @Nullable String command) {

  public enum Method {
    TCP,
    HTTP,
    CMD
  }
}
