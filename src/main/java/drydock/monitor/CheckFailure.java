package drydock.monitor;

import drydock.profile.Release;
import drydock.service.FailedProbes;
import drydock.service.Probe;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a kubelet says of a probe that has failed (Kubernetes 1.10 and 1.30, pkg/kubelet/prober and
/// pkg/probe; the words of refusals are those of Go's net/http and net, of Go 1.9 and of today). An
/// application that is not well answers by HTTP that it is not, its commands say nothing, and its
/// port takes no more connections.
final class CheckFailure {

  private CheckFailure() {}

  /// @param probe null where the container has no such check
  /// @param address of the replica
  static String text(FailedProbes failed, @Nullable Probe probe, String address, Release release) {
    String check =
        switch (failed.check()) {
          case LIVENESS -> "Liveness";
          case READINESS -> "Readiness";
        };
    String output =
        probe == null || probe.method() == Probe.Method.CMD
            ? ""
            : switch (failed.why()) {
              case REFUSED -> refused(probe, address, release);
              case UNHEALTHY -> unhealthy(probe, address);
            };
    return check + " probe failed: " + output;
  }

  private static String refused(Probe probe, String address, Release release) {
    boolean today = release == Release.MODERN;
    String host = address + ":" + probe.port();
    String refused =
        "dial tcp " + host + (today ? ": connect" : ": getsockopt") + ": connection refused";
    return switch (probe.method()) {
      case HTTP ->
          (today ? "Get \"" + url(probe, host) + "\": " : "Get " + url(probe, host) + ": ")
              + refused;
      case TCP -> refused;
      case CMD -> "";
    };
  }

  private static String unhealthy(Probe probe, String address) {
    return switch (probe.method()) {
      case HTTP -> "HTTP probe failed with statuscode: 503";
      case TCP -> "dial tcp " + address + ":" + probe.port() + ": i/o timeout";
      case CMD -> "";
    };
  }

  private static String url(Probe probe, String host) {
    String protocol = probe.protocol() == null ? "http" : probe.protocol().toLowerCase(Locale.ROOT);
    String path = probe.path() == null ? "" : probe.path();
    return protocol + "://" + host + (path.startsWith("/") ? path : "/" + path);
  }
}
