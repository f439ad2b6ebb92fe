package drydock.sandbox;

import drydock.engine.Pace;
import drydock.engine.Refusal;
import drydock.log.LogUnavailable;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;

/// The one answer of a request. May be given from any thread.
final class Reply {

  private static final System.Logger LOG = System.getLogger(SandboxApi.class.getName());

  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  private final RoutingContext routing;
  private final HttpServerResponse response;
  private final Context context;

  Reply(RoutingContext routing) {
    this.routing = routing;
    this.response = routing.response();
    this.context = routing.vertx().getOrCreateContext();
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  /// An answer may take longer than a connection may be idle. So the client is told now and then
  /// that it is still being worked on, as HTTP/1.1 has it: by an interim answer, which clients pass
  /// over.
  void holdTheLine(Duration every) {
    if (routing.request().version() == HttpVersion.HTTP_1_1) {
      long timer =
          routing
              .vertx()
              .setPeriodic(
                  every.toMillis(),
                  _ -> {
                    if (!response.headWritten()) {
                      response.writeContinue();
                    }
                  });
      routing.addEndHandler(_ -> routing.vertx().cancelTimer(timer));
    }
  }

  void json(Object view) {
    send(200, JSON, Json.bytes(view));
  }

  void refuse(Problem problem) {
    send(problem.kind().status(), PROBLEM, Json.bytes(problem.members()));
  }

  private void send(int status, String type, byte[] bytes) {
    context.runOnContext(_ -> {
      if (!response.headWritten() && !response.closed()) {
        header(HttpHeaders.CONTENT_TYPE, type);
        if (status == 503) {
          header(HttpHeaders.RETRY_AFTER, "1");
        } else if (status == 401) {
          header("WWW-Authenticate", "Bearer");
        }
        response.setStatusCode(status).end(Buffer.buffer(bytes));
      }
    });
  }

  void header(CharSequence name, String value) {
    response.putHeader(name, value);
  }

  /// An answer in pieces. Its writer is interrupted when the client goes, or the server.
  Outflow stream(String type) {
    header(HttpHeaders.CONTENT_TYPE, type);
    Thread writer = Thread.currentThread();
    context.runOnContext(_ -> {
      routing.addEndHandler(end -> {
        if (end.failed()) {
          writer.interrupt();
        }
      });
      routing.request().connection().shutdownHandler(_ -> writer.interrupt());
    });
    return new Outflow(response, context);
  }

  /// Tells why there is no answer, or cuts off the one that has begun.
  void fail(Exception failure) {
    if (response.headWritten()) {
      routing.request().connection().close();
    } else {
      refuse(problem(failure));
    }
  }

  private static Problem problem(Exception failure) {
    return switch (failure) {
      case Refused refused -> refused.problem();
      case Refusal refusal -> problem(refusal.reason());
      case LogUnavailable _ -> problem(Refusal.Reason.UNAVAILABLE);
      case IOException _, InterruptedException _ ->
          Problem.of(Problem.Kind.UNAVAILABLE, "the request was broken off");
      default -> {
        LOG.log(System.Logger.Level.ERROR, "A request of the sandbox failed", failure);
        yield Problem.of(Problem.Kind.INTERNAL, "whether anything was changed is not known");
      }
    };
  }

  static Problem problem(Refusal.Reason reason) {
    return switch (reason) {
      case BUSY ->
          Problem.of(Problem.Kind.BUSY, "too many requests wait already; nothing was changed");
      case UNAVAILABLE ->
          Problem.of(
              Problem.Kind.UNAVAILABLE,
              "the database does not answer; what was asked for is not done, or not all of it");
      case NOT_MANUAL ->
          Problem.of(
              Problem.Kind.NOT_MANUAL,
              "mode",
              "is not manual",
              "PUT /sandbox/clock with {\"mode\":\"manual\"} first");
      case TOO_FAR -> Problem.invalid("seconds", "leads too far", "as far as " + Pace.END);
      case RESET ->
          Problem.of(
              Problem.Kind.RESET,
              "the world was begun anew in the meantime; what was asked about is gone");
    };
  }
}
