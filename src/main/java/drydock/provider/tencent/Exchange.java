package drydock.provider.tencent;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// One HTTP request and its one answer. All of it happens on the request's event loop, but for
/// [#later].
final class Exchange {

  /// How long a request may take to arrive once its head has, and an action to answer. Idle
  /// time-outs do not help against a client that sends a byte now and then.
  record Patience(Duration arrival, Duration answer) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(30), Duration.ofSeconds(60));
  }

  static final int BODY_MAX = 2 << 20;

  // A body that is too large is read to its end, up to this much: a client that is cut off while it
  // sends would see a reset connection instead of the answer.
  private static final int DRAINED_MAX = 16 << 20;

  private static final Pattern LOOPBACK =
      Pattern.compile("https?://(?:localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1])(?::[0-9]{1,5})?");

  private static final String JSON = "application/json; charset=utf-8";

  private final HttpServerRequest request;
  private final Vertx vertx;
  private final Context context;
  private final Tally tally;
  private final long startedAt = System.nanoTime();
  private String action = Tally.UNKNOWN;
  private boolean answered;
  private long timer = -1;

  Exchange(RoutingContext routing, Tally tally) {
    this.request = routing.request();
    this.vertx = routing.vertx();
    this.context = vertx.getOrCreateContext();
    this.tally = tally;
  }

  /// Known from now on, for the tally.
  void concerns(String known) {
    action = known;
  }

  /// Whether a web page of another site made a browser send this. Everybody has the key of the
  /// development account, so a signature does not tell such a page from its user. Clients of the
  /// API send none of these headers.
  boolean isFromAnotherSite() {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return "cross-site".equals(request.getHeader("Sec-Fetch-Site"))
        || (origin != null
            && !origin.endsWith("//" + host())
            && !LOOPBACK.matcher(origin).matches());
  }

  String host() {
    String host = request.getHeader(HttpHeaders.HOST);
    return host == null ? "" : host;
  }

  boolean isGet() {
    return request.method().equals(HttpMethod.GET);
  }

  boolean isPost() {
    return request.method().equals(HttpMethod.POST);
  }

  /// Reads the parameters, unless the request is answered before they are complete.
  void receive(Patience patience, Consumer<Decoded> then) {
    if (!isPost()) {
      then.accept(ApiRequest.ofQuery(request.query()));
      return;
    }
    Buffer body = Buffer.buffer();
    long[] length = {0};
    request.handler(chunk -> {
      length[0] += chunk.length();
      if (length[0] <= BODY_MAX) {
        body.appendBuffer(chunk);
      } else if (length[0] > DRAINED_MAX) {
        answerAndClose(tooLarge());
      }
    });
    request.exceptionHandler(failure -> {
      if (failure instanceof HttpClosedException || request.response().closed()) {
        abandon();
      } else {
        answerAndClose(refused("the body is not HTTP"));
      }
    });
    request.endHandler(_ -> {
      if (length[0] > BODY_MAX) {
        answer(tooLarge());
      } else if (!answered) {
        stopTimer();
        then.accept(
            ApiRequest.ofBody(request.getHeader(HttpHeaders.CONTENT_TYPE), body.getBytes()));
      }
    });
    startTimer(patience.arrival(), () -> answerAndClose(tooSlow(patience.arrival())));
  }

  /// Runs on the event loop if nothing was answered within a time.
  void unlessAnswered(Duration time, Runnable then) {
    if (!answered) {
      startTimer(time, then);
    }
  }

  /// Runs on the event loop, from any thread.
  void later(Runnable then) {
    if (context.equals(Vertx.currentContext())) {
      then.run();
    } else {
      context.runOnContext(_ -> then.run());
    }
  }

  /// The first answer counts; later ones come too late.
  void answer(Envelope envelope) {
    if (!answered) {
      answered = true;
      stopTimer();
      send(envelope);
    }
  }

  private void answerAndClose(Envelope envelope) {
    if (!answered) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      answer(envelope);
    }
    request.connection().close();
  }

  private void send(Envelope envelope) {
    byte[] bytes;
    ErrorCode code = envelope.code();
    try {
      bytes = envelope.bytes();
    } catch (IOException e) {
      Failures.log("The answer of " + action + " cannot be written", e);
      code = ErrorCode.INTERNAL_ERROR;
      bytes = Failures.bytes();
    }
    request.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(Buffer.buffer(bytes));
    tally.count(action, code.code(), System.nanoTime() - startedAt);
  }

  // The client is gone: there is nobody to answer.
  private void abandon() {
    answered = true;
    stopTimer();
  }

  private void startTimer(Duration time, Runnable then) {
    stopTimer();
    timer = vertx.setTimer(Math.max(1, time.toMillis()), _ -> then.run());
  }

  private void stopTimer() {
    if (timer >= 0) {
      vertx.cancelTimer(timer);
      timer = -1;
    }
  }

  private static Envelope tooLarge() {
    return refused("the body is larger than " + BODY_MAX + " bytes");
  }

  private static Envelope tooSlow(Duration patience) {
    return refused("the request was not complete within " + patience.toSeconds() + " seconds");
  }

  static Envelope refused(String why) {
    return Envelope.failure(ErrorCode.INVALID_PARAMETER, ErrorCode.INVALID_PARAMETER.message(why));
  }
}
