package drydock.provider.tencent;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The limits of the HTTP server, in one place, and what it says to those who break them before any
/// route is found.
///
/// An idle time-out closes connections on which nothing moves; clients that send a byte now and
/// then are closed by a patrol: one that has not completed a request's head, or its body, within
/// [#PATIENCE] is taken off. A response that is under way, such as a stream of events, is left
/// alone, but must say something within [#IDLE].
public final class FrontDoor {
  /// Signed GETs with many parameters are long; beyond this a client has to POST, as the document
  /// recommends.
  static final int LINE_MAX = 32 * 1024;

  static final int HEADERS_MAX = 16 * 1024;
  static final Duration IDLE = Duration.ofSeconds(75);
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String TURNED_AWAY =
      ("this is not an HTTP request with a Host and a path, or its request line is longer than %d"
              + " bytes, or its headers than %d; long ones are to be sent with POST")
          .formatted(LINE_MAX, HEADERS_MAX);

  /// What a connection is doing: the request in hand, or none, since a moment of [System#nanoTime].
  private record Visit(@Nullable HttpServerRequest request, long since) {
    boolean isOver() {
      return request != null && request.response().ended() && request.isEnded();
    }

    boolean isArriving() {
      return request == null || !request.isEnded();
    }
  }

  private final Map<HttpConnection, Visit> visits = new ConcurrentHashMap<>();
  private final long patience;

  private FrontDoor(Duration patience) {
    this.patience = patience.toNanos();
  }

  /// A server with these limits, not listening yet, that hands sound requests on.
  public static HttpServer open(Vertx vertx, Handler<HttpServerRequest> rooms) {
    return open(vertx, rooms, PATIENCE);
  }

  static HttpServer open(Vertx vertx, Handler<HttpServerRequest> rooms, Duration patience) {
    FrontDoor door = new FrontDoor(patience);
    vertx.setPeriodic(Math.max(1, patience.toMillis() / 10), _ -> door.patrol());
    return vertx
        .createHttpServer(options())
        .connectionHandler(door::enter)
        .invalidRequestHandler(FrontDoor::turnAway)
        .requestHandler(request -> door.receive(request, rooms));
  }

  static HttpServerOptions options() {
    return new HttpServerOptions()
        .setMaxInitialLineLength(LINE_MAX)
        .setMaxHeaderSize(HEADERS_MAX)
        .setMaxFormFields(Decoded.FIELDS_MAX)
        .setMaxFormAttributeSize(Exchange.BODY_MAX)
        .setMaxFormBufferedBytes(Exchange.BODY_MAX)
        .setIdleTimeout((int) IDLE.toSeconds())
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setHandle100ContinueAutomatically(true)
        .setHttp2ClearTextEnabled(false)
        .setDecompressionSupported(false);
  }

  private void enter(HttpConnection connection) {
    visits.put(connection, new Visit(null, System.nanoTime()));
    connection.closeHandler(_ -> visits.remove(connection));
  }

  private void receive(HttpServerRequest request, Handler<HttpServerRequest> rooms) {
    visits.put(request.connection(), new Visit(request, System.nanoTime()));
    if (isSound(request)) {
      rooms.handle(request);
    } else {
      turnAway(request);
    }
  }

  // For what is not, the router would answer 400, or write a stack trace to the log for every
  // stranger who asks.
  private static boolean isSound(HttpServerRequest request) {
    boolean hasHost = request.authority() != null || request.version() == HttpVersion.HTTP_1_0;
    String path = request.path();
    return hasHost && path != null && isEncoded(path);
  }

  private static boolean isEncoded(String path) {
    boolean sound = path.startsWith("/") || path.equals("*");
    for (int at = path.indexOf('%'); at >= 0 && sound; at = path.indexOf('%', at + 1)) {
      sound = at + 2 < path.length() && isHex(path.charAt(at + 1)) && isHex(path.charAt(at + 2));
    }
    return sound;
  }

  private static boolean isHex(char digit) {
    return digit < 0x80 && Character.digit(digit, 16) >= 0;
  }

  private void patrol() {
    long now = System.nanoTime();
    visits.forEach((connection, visit) -> {
      if (visit.isOver()) {
        visits.replace(connection, visit, new Visit(null, now));
      } else if (visit.isArriving() && now - visit.since() > patience) {
        connection.close();
      }
    });
  }

  // Nothing is known of such a request, its path included; the API's envelope is what most of its
  // senders can read.
  private static void turnAway(HttpServerRequest request) {
    try {
      request
          .response()
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
          .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
          .end(Buffer.buffer(Exchange.refused(TURNED_AWAY).bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    request.connection().close();
  }
}
