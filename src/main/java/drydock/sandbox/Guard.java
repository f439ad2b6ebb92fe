package drydock.sandbox;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who may use the sandbox. On loopback everybody on this machine may, but no web page of elsewhere
/// that a browser on this machine shows: its requests carry the name of that place as Origin or,
/// where the name was made to lead here, as Host. Where there is a token, it is needed besides.
public final class Guard {

  private static final String LOOPBACK_NAME =
      "(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?";

  private static final Pattern HOST = Pattern.compile(LOOPBACK_NAME, Pattern.CASE_INSENSITIVE);
  private static final Pattern ORIGIN =
      Pattern.compile("https?://" + LOOPBACK_NAME, Pattern.CASE_INSENSITIVE);

  private static final String BEARER = "Bearer ";

  private final boolean loopback;
  private final Optional<String> token;

  /// @param loopback whether the server can be reached from this machine only
  /// @param token what callers have to know; there has to be one unless `loopback`
  public Guard(boolean loopback, Optional<String> token) {
    if (!loopback && token.isEmpty()) {
      throw new IllegalArgumentException("a sandbox that is open to all needs a token");
    }
    this.loopback = loopback;
    this.token = token;
  }

  void check(HttpServerRequest request) throws Refused {
    if (loopback) {
      List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
      check("Host", HOST, hosts.isEmpty() ? List.of("") : hosts);
      check("Origin", ORIGIN, request.headers().getAll(HttpHeaders.ORIGIN));
    }
    if (token.isPresent() && !knows(request.getHeader(HttpHeaders.AUTHORIZATION), token.get())) {
      throw new Refused(
          Problem.of(
              Problem.Kind.UNAUTHORIZED,
              "Authorization",
              "does not have the token of DRYDOCK_SANDBOX_TOKEN",
              "Bearer, a blank and the token"));
    }
  }

  private static void check(String header, Pattern allowed, List<String> values) throws Refused {
    for (String value : values) {
      if (!allowed.matcher(value).matches()) {
        throw new Refused(
            Problem.of(
                Problem.Kind.FORBIDDEN,
                header,
                "is " + Problem.shown(value),
                "localhost, 127.0.0.0/8 or [::1], with any port"));
      }
    }
  }

  /// How long it takes tells nothing of how much of the token is right.
  private static boolean knows(@Nullable String header, String token) {
    return header != null
        && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        && MessageDigest.isEqual(
            header.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8),
            token.getBytes(StandardCharsets.UTF_8));
  }
}
