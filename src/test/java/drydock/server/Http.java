package drydock.server;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a router over a real connection.
final class Http {

  private Http() {}

  static HttpResponse<String> get(Vertx vertx, Router router, String path)
      throws InterruptedException, ExecutionException, TimeoutException {
    var server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .get(30, TimeUnit.SECONDS);
    }
  }
}
