package drydock.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import drydock.engine.WorldLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whether the server lives, and whether it can serve: while its world takes turns and the database
/// answers. The database is asked now and then; whoever asks here is told what came of it last.
public final class Health implements AutoCloseable {

  /// How often the database is asked, and how long it may take to answer.
  record Rhythm(Duration every, Duration deadline) {
    static final Rhythm USUAL = new Rhythm(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Vertx vertx;
  private final Supplier<? extends Future<?>> database;
  private final Rhythm rhythm;
  private final long timer;
  private volatile @Nullable WorldLoop loop;
  private volatile String trouble = "the database has not been asked yet";
  private volatile boolean closing;

  /// Only that of the event loop of the timer.
  private boolean asking;

  /// What is answered.
  ///
  /// @param because why not; empty if ready
  record Readiness(boolean ready, List<String> because) {}

  public Health(Vertx vertx, Pool pool) {
    this(vertx, () -> pool.query("select 1").execute(), Rhythm.USUAL);
  }

  Health(Vertx vertx, Supplier<? extends Future<?>> database, Rhythm rhythm) {
    this.vertx = vertx;
    this.database = database;
    this.rhythm = rhythm;
    this.timer = vertx.setPeriodic(1, rhythm.every().toMillis(), _ -> probe());
  }

  /// From now on it takes this loop to be ready.
  public void watch(WorldLoop served) {
    loop = served;
  }

  private void probe() {
    if (asking) {
      return;
    }
    asking = true;
    database
        .get()
        .timeout(rhythm.deadline().toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(answer -> {
          asking = false;
          trouble = answer.succeeded() ? "" : "the database does not answer";
        });
  }

  /// Why the server is not ready; empty if it is.
  List<String> because() {
    List<String> because = new ArrayList<>();
    if (closing) {
      because.add("the server is being stopped");
    }
    if (!trouble.isEmpty()) {
      because.add(trouble);
    }
    WorldLoop served = loop;
    if (served == null) {
      because.add("the world is being started");
    } else if (served.failure() != null) {
      because.add("the world's loop has stopped for a reason that is in the log");
    } else if (!served.ready()) {
      because.add("the world waits for the database");
    }
    return because;
  }

  /// Serves `GET /health/live` and `GET /health/ready`.
  public void mount(Router router) {
    router.get("/health/live").handler(routing -> answer(routing, 200, new Liveness(true)));
    router.get("/health/ready").handler(this::ready);
  }

  /// That it is said is what it says.
  record Liveness(boolean live) {}

  private void ready(RoutingContext routing) {
    List<String> because = because();
    boolean ready = because.isEmpty();
    answer(routing, ready ? 200 : 503, new Readiness(ready, because));
  }

  private static void answer(RoutingContext routing, int status, Object body) {
    try {
      routing
          .response()
          .setStatusCode(status)
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
          .end(JSON.writeValueAsString(body));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// No longer ready: the server is about to stop.
  @Override
  public void close() {
    closing = true;
    vertx.cancelTimer(timer);
  }
}
