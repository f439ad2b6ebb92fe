package drydock.monitor;

import drydock.profile.Release;
import drydock.service.Probe;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a kubelet says of a check that an application did not answer in time (Kubernetes 1.10 and
/// 1.30, pkg/kubelet/prober and pkg/probe; the words behind the colon are those of Go's net/http
/// and net).
final class CheckFailure {

  private CheckFailure() {}

  /// @param check `Liveness` or `Readiness`
  /// @param probe null where the container has no such check
  /// @param address of the replica
  static String text(String check, @Nullable Probe probe, String address, Release release) {
    return check + " probe failed: " + (probe == null ? "" : output(probe, address, release));
  }

  private static String output(Probe probe, String address, Release release) {
    boolean today = release == Release.MODERN;
    String host = address + ":" + probe.port();
    return switch (probe.method()) {
      case TCP -> "dial tcp " + host + ": i/o timeout";
      case HTTP ->
          today
              ? "Get \"%s\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)"
                  .formatted(url(probe, host))
              : "Get %s: net/http: request canceled (Client.Timeout exceeded while awaiting headers)"
                  .formatted(url(probe, host));
      // Before 1.20 nobody stopped a command that took too long; it says nothing here.
      case CMD -> today ? "command \"" + probe.command() + "\" timed out" : "";
    };
  }

  private static String url(Probe probe, String host) {
    String protocol = probe.protocol() == null ? "http" : probe.protocol().toLowerCase(Locale.ROOT);
    String path = probe.path() == null ? "" : probe.path();
    return protocol + "://" + host + (path.startsWith("/") ? path : "/" + path);
  }
}
