package drydock.sandbox;

import drydock.engine.WorldLoop;
import drydock.log.LogUnavailable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// The control API: one table of calls, and what every call goes through. A request is let in by
/// the guard, read, and answered on a thread of its own; whatever is wrong with it is told as a
/// [Problem].
public final class SandboxApi {

  private static final int BODY_MAX = 64 * 1024;

  /// A body that is too large is read to its end, up to this much: a client that is cut off while
  /// it sends would see a broken connection instead of the answer.
  private static final int DRAINED_MAX = 16 << 20;

  private static final int CALLS_AT_ONCE = 256;

  /// Below the time after which the server closes connections on which nothing moves, but not more
  /// often than that needs: there are clients that give up after the fifth interim answer (Go
  /// before 1.24) or the eighth (Java).
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(60);

  /// What the API is going to have.
  private static final List<String> TO_COME =
      List.of("/sandbox/scenarios", "/sandbox/scenarios/*", "/sandbox/worlds", "/sandbox/worlds/*");

  private final Guard guard;
  private final Duration signOfLife;
  private final Semaphore places = new Semaphore(CALLS_AT_ONCE);

  /// By path, and by method.
  private final SortedMap<String, SortedMap<String, Endpoint>> endpoints = new TreeMap<>();

  /// The API of a world's loop.
  public SandboxApi(WorldLoop loop, Guard guard) {
    this(loop, guard, SIGN_OF_LIFE, EventFeed.HEART_BEAT);
  }

  SandboxApi(WorldLoop loop, Guard guard, Duration signOfLife, Duration heartBeat) {
    this.guard = guard;
    this.signOfLife = signOfLife;
    var looksBack = new LooksBack(loop);
    List<Endpoint> all = new ArrayList<>();
    all.addAll(new ClockControl(loop).endpoints());
    all.addAll(new EventFeed(loop, heartBeat).endpoints());
    all.addAll(new Clusters(loop, looksBack).endpoints());
    all.addAll(new HistoryControl(loop).endpoints());
    all.addAll(new RegistryControl(loop).endpoints());
    all.addAll(new FaultControl(loop).endpoints());
    all.addAll(new Explain(loop, looksBack).endpoints());
    for (Endpoint endpoint : all) {
      endpoints
          .computeIfAbsent(endpoint.path(), _ -> new TreeMap<>())
          .put(endpoint.method().name(), endpoint);
    }
  }

  /// Takes over everything below `/sandbox`, the place of the console, and what no other route
  /// takes. It reads bodies itself, so no body handler may come before it.
  public void mount(Router router) {
    endpoints.forEach(
        (path, methods) -> router.route(path).handler(routing -> receive(routing, methods)));
    TO_COME.forEach(
        path -> router.route(path).handler(routing -> admitted(routing, SandboxApi::notYet)));
    for (String rest : List.of("/sandbox", "/sandbox/*")) {
      router.route(rest).handler(routing -> admitted(routing, this::unknown));
    }
    router.route("/").handler(SandboxApi::notYet);
    router.errorHandler(404, this::unknown);
    router.errorHandler(
        400,
        routing ->
            refuse(
                routing,
                Problem.invalid("path", "cannot be decoded", "a path with sound escapes")));
    router.errorHandler(500, routing -> new Reply(routing).fail(failure(routing)));
  }

  private static Exception failure(RoutingContext routing) {
    return new IllegalStateException(routing.request().path(), routing.failure());
  }

  private static void refuse(RoutingContext routing, Problem problem) {
    new Reply(routing).refuse(problem);
  }

  private static void notYet(RoutingContext routing) {
    refuse(
        routing,
        Problem.of(
            Problem.Kind.NOT_IMPLEMENTED,
            routing.request().method()
                + " "
                + routing.request().path()
                + " is not implemented yet"));
  }

  private void unknown(RoutingContext routing) {
    refuse(
        routing,
        Problem.of(
            Problem.Kind.NOT_FOUND,
            "path",
            "is " + Problem.shown(String.valueOf(routing.request().path())),
            String.join(", ", endpoints.keySet())
                .replace(":id", "{clusterId}")
                .replace(":fault", "{id}")));
  }

  private void admitted(RoutingContext routing, Consumer<RoutingContext> then) {
    try {
      guard.check(routing.request());
      then.accept(routing);
    } catch (Refused refused) {
      refuse(routing, refused.problem());
    }
  }

  private void receive(RoutingContext routing, SortedMap<String, Endpoint> methods) {
    admitted(
        routing,
        _ -> {
          Endpoint endpoint = methods.get(routing.request().method().name());
          if (endpoint == null) {
            String allowed = String.join(", ", methods.keySet());
            routing.response().putHeader(HttpHeaders.ALLOW, allowed);
            refuse(
                routing,
                Problem.of(
                    Problem.Kind.WRONG_METHOD,
                    "method",
                    "is " + Problem.shown(routing.request().method().name()),
                    allowed));
          } else {
            receive(routing, body -> call(endpoint, routing, body));
          }
        });
  }

  private static void receive(RoutingContext routing, Consumer<byte[]> then) {
    HttpServerRequest request = routing.request();
    Problem tooLarge = Problem.invalid("body", "is too large", "up to " + BODY_MAX + " bytes");
    Buffer body = Buffer.buffer();
    long[] length = {0};
    request.handler(chunk -> {
      length[0] += chunk.length();
      if (length[0] <= BODY_MAX) {
        body.appendBuffer(chunk);
      } else if (length[0] > DRAINED_MAX) {
        request.connection().close();
      }
    });
    request.endHandler(_ -> {
      if (length[0] > BODY_MAX) {
        refuse(routing, tooLarge);
      } else {
        then.accept(body.getBytes());
      }
    });
  }

  private void call(Endpoint endpoint, RoutingContext routing, byte[] body) {
    var reply = new Reply(routing);
    if (!places.tryAcquire()) {
      reply.refuse(
          Problem.of(
              Problem.Kind.BUSY, "too many requests are under way already; nothing was changed"));
      return;
    }
    reply.holdTheLine(signOfLife);
    Thread.ofVirtual()
        .name("sandbox")
        .start(() -> {
          try {
            answer(endpoint, routing, body, reply);
          } catch (RejectedExecutionException closed) {
            // The server is gone, and so is whoever waited.
          } finally {
            places.release();
          }
        });
  }

  private static void answer(Endpoint endpoint, RoutingContext routing, byte[] body, Reply reply) {
    try {
      endpoint.call().answer(new Request(routing, endpoint.query(), body), reply);
    } catch (Refused | LogUnavailable | IOException | InterruptedException | RuntimeException e) {
      reply.fail(e);
    }
  }
}
