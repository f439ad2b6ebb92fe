package drydock.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import drydock.cluster.ClusterEvent;
import drydock.engine.LoopObserver;
import drydock.engine.Outcome;
import drydock.engine.Pace;
import drydock.engine.Storage;
import drydock.engine.WorldConfig;
import drydock.engine.WorldLoop;
import drydock.kernel.Cause;
import drydock.kernel.Command;
import drydock.kernel.Event;
import drydock.log.EventCodec;
import drydock.log.LogUnavailable;
import drydock.provider.tencent.FrontDoor;
import drydock.server.ProfileFile;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.world.Sandbox;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The sandbox API of a world on a real server on loopback. The world's clock is manual and its log
/// is in memory.
final class SandboxServer implements AutoCloseable {

  static final Duration DEADLINE = Duration.ofSeconds(30);

  final SwitchedLog log;
  final WorldLoop loop;
  final int port;
  final HttpServer http;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(DEADLINE).build();

  /// What the server is told to be.
  record Setup(SwitchedLog log, long seed, Guard guard, Duration beat) {
    static Setup usual() {
      return new Setup(
          new SwitchedLog(), 1, new Guard(true, Optional.empty()), Duration.ofSeconds(10));
    }

    Setup seed(long other) {
      return new Setup(log, other, guard, beat);
    }

    Setup guard(Guard other) {
      return new Setup(log, seed, other, beat);
    }

    /// How often a stream, or an answer that takes long, gives a sign of life.
    Setup beat(Duration other) {
      return new Setup(log, seed, guard, other);
    }
  }

  /// An answer in JSON.
  record Answer(int status, String type, String text) {
    JsonNode json() {
      try {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
      } catch (IOException broken) {
        throw new AssertionError(text, broken);
      }
    }

    JsonNode get(String member) {
      return json().path(member);
    }

    long number(String member) {
      return get(member).longValue();
    }

    Instant now() {
      return Instant.parse(get("now").textValue());
    }
  }

  SandboxServer() {
    this(Setup.usual());
  }

  SandboxServer(Setup setup) {
    this.log = setup.log();
    var config =
        new WorldConfig(
            "main",
            setup.seed(),
            ProfileFile.read("realistic"),
            new Pace.Wish(Pace.Mode.MANUAL, 1),
            () -> Instant.now().truncatedTo(ChronoUnit.MILLIS));
    var storage = new Storage(log, log.memory, log.memory, new EventCodec());
    try {
      this.loop = WorldLoop.start(config, storage, LoopObserver.NONE);
    } catch (LogUnavailable away) {
      throw new AssertionError(away);
    }
    Router router = Router.router(vertx);
    new SandboxApi(loop, setup.guard(), setup.beat(), setup.beat()).mount(router);
    this.http = await(FrontDoor.open(vertx, router).listen(0, "127.0.0.1"));
    this.port = http.actualPort();
  }

  Answer get(String path) {
    return send("GET", path, "");
  }

  Answer post(String path, String body) {
    return send("POST", path, body, "Content-Type", "application/json");
  }

  Answer put(String path, String body) {
    return send("PUT", path, body, "Content-Type", "application/json");
  }

  Answer send(String method, String path, String body, String... headers) {
    return await(sending(method, path, body, headers));
  }

  CompletableFuture<Answer> sending(String method, String path, String body, String... headers) {
    var request = HttpRequest.newBuilder(uri(path)).timeout(DEADLINE);
    if (headers.length > 0) {
      request.headers(headers);
    }
    request.method(method, HttpRequest.BodyPublishers.ofString(body));
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
        .thenApply(answer ->
            new Answer(
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse(""),
                answer.body()));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /// The events from the first to the last.
  List<JsonNode> events() {
    return lines("/sandbox/events?limit=100000");
  }

  List<JsonNode> lines(String path) {
    Answer answer = get(path);
    assertEquals(200, answer.status(), answer.text());
    return answer.text().lines().map(line -> new Answer(200, "", line).json()).toList();
  }

  Answer advance(Duration by) {
    Answer answer = post("/sandbox/clock/advance", "{\"seconds\":" + by.toMillis() / 1e3 + "}");
    assertEquals(200, answer.status(), answer.text());
    return answer;
  }

  Answer advanceUntilIdle() {
    Answer answer = post("/sandbox/clock/advance", "{\"until\":\"idle\",\"limitSeconds\":86400}");
    assertEquals(200, answer.status(), answer.text());
    return answer;
  }

  List<Event> ask(Command command) {
    var cause = new Cause.Command("Test", "tester", new TreeMap<>());
    Outcome outcome = await(loop.ask(command, cause));
    return assertInstanceOf(Outcome.Accepted.class, outcome).events();
  }

  String cluster(int nodes) {
    return ((ClusterEvent) ask(Sandbox.creation(nodes, "172.16.0.0/14")).getFirst()).cluster();
  }

  ServiceId service(String cluster, String name, int replicas) {
    var id = new ServiceId(cluster, "default", name);
    ask(new ServiceCommand.Create(id, Sandbox.spec(name, replicas)));
    return id;
  }

  /// A connection for requests of a test's own spelling; lines end with `|`.
  Socket connect(String head) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) DEADLINE.toMillis());
    socket.getOutputStream().write(head.replace("|", "\r\n").getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  static <T> T await(Future<T> future) {
    return await(future.toCompletionStage().toCompletableFuture());
  }

  static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failed) {
      throw new AssertionError(failed);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    await(vertx.close());
    loop.close();
  }
}
