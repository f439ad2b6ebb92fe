package drydock.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.engine.LoopObserver;
import drydock.engine.Pace;
import drydock.engine.Storage;
import drydock.engine.WorldConfig;
import drydock.engine.WorldLoop;
import drydock.log.EventCodec;
import drydock.log.LogUnavailable;
import drydock.log.MemoryEventLog;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class HealthTest {

  private final Vertx vertx = Vertx.vertx();
  private final Router router = Router.router(vertx);

  /// Each question to the database, to be answered by the test.
  private final BlockingQueue<Promise<Void>> questions = new LinkedBlockingQueue<>();

  private final Health health =
      new Health(vertx, this::ask, new Health.Rhythm(Duration.ofMillis(5), Duration.ofSeconds(30)));
  private WorldLoop loop;

  private Future<Void> ask() {
    Promise<Void> question = Promise.promise();
    questions.add(question);
    return question.future();
  }

  @BeforeEach
  void start() throws LogUnavailable {
    var memory = new MemoryEventLog();
    var config =
        new WorldConfig(
            "main",
            1,
            ProfileFile.read("instant"),
            new Pace.Wish(Pace.Mode.MANUAL, 1),
            InstantSource.system());
    loop =
        WorldLoop.start(
            config, new Storage(memory, memory, memory, new EventCodec()), LoopObserver.NONE);
    health.mount(router);
  }

  @AfterEach
  void close() throws InterruptedException, ExecutionException, TimeoutException {
    health.close();
    loop.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private Promise<Void> nextQuestion() throws InterruptedException {
    return questions.poll(30, TimeUnit.SECONDS);
  }

  /// The next question is asked when the one before has been dealt with.
  private void databaseAnswers() throws InterruptedException {
    nextQuestion().complete();
    questions.put(nextQuestion());
  }

  private void databaseFails() throws InterruptedException {
    nextQuestion().fail("away");
    questions.put(nextQuestion());
  }

  private HttpResponse<String> get(String path)
      throws InterruptedException, ExecutionException, TimeoutException {
    return Http.get(vertx, router, path);
  }

  private void assertReady() throws InterruptedException, ExecutionException, TimeoutException {
    var answer = get("/health/ready");
    assertEquals("{\"ready\":true,\"because\":[]}", answer.body());
    assertEquals(200, answer.statusCode());
  }

  private void assertNotReady(String... because)
      throws InterruptedException, ExecutionException, TimeoutException {
    var answer = get("/health/ready");
    String reasons = String.join("\",\"", List.of(because));
    assertEquals("{\"ready\":false,\"because\":[\"" + reasons + "\"]}", answer.body());
    assertEquals(503, answer.statusCode());
    assertEquals(200, get("/health/live").statusCode());
  }

  @Test
  void readyIsWhoHasAWorldAndADatabase()
      throws InterruptedException, ExecutionException, TimeoutException {
    assertNotReady("the database has not been asked yet", "the world is being started");
    health.watch(loop);
    assertNotReady("the database has not been asked yet");
    databaseAnswers();
    assertReady();
    assertEquals("{\"live\":true}", get("/health/live").body());
  }

  @Test
  void whileTheDatabaseIsAwayTheServerIsNotReady()
      throws InterruptedException, ExecutionException, TimeoutException {
    health.watch(loop);
    databaseAnswers();
    assertReady();
    databaseFails();
    assertNotReady("the database does not answer");
    databaseAnswers();
    assertReady();
  }

  @Test
  void aWorldThatTakesNoTurnsIsNotReady()
      throws InterruptedException, ExecutionException, TimeoutException {
    health.watch(loop);
    databaseAnswers();
    loop.close();
    assertNotReady("the world waits for the database");
  }

  @Test
  void whoIsAboutToStopIsNotReady()
      throws InterruptedException, ExecutionException, TimeoutException {
    health.watch(loop);
    databaseAnswers();
    health.close();
    assertNotReady("the server is being stopped");
  }

  @Test
  void aDatabaseThatIsSilentIsAway()
      throws InterruptedException, ExecutionException, TimeoutException {
    // The usual one waits for the answer to its first question, and asks no other.
    nextQuestion();
    var rhythm = new Health.Rhythm(Duration.ofMillis(5), Duration.ofMillis(20));
    try (var impatient = new Health(vertx, this::ask, rhythm)) {
      Router other = Router.router(vertx);
      impatient.mount(other);
      impatient.watch(loop);
      nextQuestion();
      nextQuestion();
      var answer = Http.get(vertx, other, "/health/ready");
      assertEquals(
          "{\"ready\":false,\"because\":[\"the database does not answer\"]}", answer.body());
    }
  }
}
