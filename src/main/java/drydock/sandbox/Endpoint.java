package drydock.sandbox;

import drydock.log.LogUnavailable;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.List;

/// A call of the API: where it is, which query parameters it knows, and what it does.
record Endpoint(HttpMethod method, String path, List<String> query, Call call) {

  /// Answers a request, on a thread that may block. What it throws is told as the reason why there
  /// is no answer.
  interface Call {
    void answer(Request request, Reply reply)
        throws Refused, LogUnavailable, IOException, InterruptedException;
  }

  static Endpoint get(String path, List<String> query, Call call) {
    return new Endpoint(HttpMethod.GET, path, query, call);
  }

  static Endpoint put(String path, Call call) {
    return new Endpoint(HttpMethod.PUT, path, List.of(), call);
  }

  static Endpoint delete(String path, Call call) {
    return new Endpoint(HttpMethod.DELETE, path, List.of(), call);
  }

  static Endpoint post(String path, Call call) {
    return new Endpoint(HttpMethod.POST, path, List.of(), call);
  }
}
