package drydock;

import drydock.engine.Figures;
import drydock.engine.LoopObserver;
import drydock.engine.Pace;
import drydock.engine.Storage;
import drydock.engine.WorldConfig;
import drydock.engine.WorldLoop;
import drydock.kernel.Recorded;
import drydock.log.LogUnavailable;
import drydock.log.Worlds;
import drydock.profile.Profile;
import drydock.projection.Follower;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Credentials;
import drydock.provider.tencent.FrontDoor;
import drydock.provider.tencent.Gate;
import drydock.provider.tencent.Replay;
import drydock.provider.tencent.TencentApi;
import drydock.provider.tencent.reference.Actions;
import drydock.provider.tencent.reference.OpenApi;
import drydock.sandbox.Guard;
import drydock.sandbox.SandboxApi;
import drydock.server.DatabaseUnavailable;
import drydock.server.Health;
import drydock.server.Metrics;
import drydock.server.ProfileFile;
import drydock.server.Secret;
import drydock.server.Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Everything that serves, wired together.
final class Server implements AutoCloseable {

  /// Requests in flight get this long to finish when the server is told to stop.
  private static final Duration FINISHED_WITHIN = Duration.ofSeconds(3);

  private final Settings settings;
  private final Backing backing;
  private final Profile profile;
  private final Metrics metrics = new Metrics();
  private final Health health;
  private final Follower follower;
  private final WorldLoop loop;
  private final HttpServer http;

  Server(Settings settings, Credentials credentials)
      throws DatabaseUnavailable, LogUnavailable, InterruptedException {
    this.settings = settings;
    this.profile = ProfileFile.read(settings.world().profile());
    this.backing = Backing.open(settings.storage());
    this.health = new Health(backing.vertx(), backing.pool());
    Storage storage = backing.storage();
    Worlds.Known world = storage.worlds().open(Backing.MAIN_WORLD);
    this.follower = Follower.start(storage, backing.tables(), world.id());
    this.loop = WorldLoop.start(config(), storage, new Watch(metrics, follower));
    tellSeed();
    metrics.watch(loop);
    metrics.watch(backing.pool());
    metrics.watchProjection(follower::lag);
    health.watch(loop);
    this.http = FrontDoor.open(backing.vertx(), router(credentials));
  }

  /// Counts what the loop does, and hands it to whoever follows its log.
  private record Watch(Metrics metrics, Follower follower) implements LoopObserver {
    @Override
    public void appended(int events, Duration took) {
      metrics.appended(events, took);
    }

    @Override
    public void durable(long writer, List<Recorded> events) {
      follower.durable(writer, events);
    }

    @Override
    public void turned(int events, int mail, Figures world) {
      metrics.turned(events, mail, world);
    }
  }

  private WorldConfig config() {
    Settings.Clock clock = settings.world().clock();
    Pace.Mode mode =
        switch (clock.mode()) {
          case REAL -> Pace.Mode.REAL;
          case SCALED -> Pace.Mode.SCALED;
          case MANUAL -> Pace.Mode.MANUAL;
        };
    InstantSource machine = () -> InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
    var wish = new Pace.Wish(mode, clock.speed());
    return new WorldConfig(Backing.MAIN_WORLD, settings.world().seed(), profile, wish, machine);
  }

  /// The seed of the settings is for a world without a history, which may surprise.
  private void tellSeed() {
    long wanted = settings.world().seed();
    long kept = loop.look(sight -> sight.world().seed()).join();
    if (kept != wanted) {
      System.err.printf(
          "drydock: the main world keeps its seed %d; DRYDOCK_SEED=%d is for one that begins, see"
              + " POST /sandbox/reset%n",
          kept, wanted);
    }
  }

  private Router router(Credentials credentials) {
    Router router = Router.router(backing.vertx());
    List<Action> actions = Actions.all(new Backend(loop), profile);
    new TencentApi(gate(credentials), actions, metrics).mount(router);
    new OpenApi(actions).mount(router);
    health.mount(router);
    metrics.mount(router);
    var guard =
        new Guard(settings.http().loopback(), settings.access().sandboxToken().map(Secret::value));
    new SandboxApi(loop, guard).mount(router);
    return router;
  }

  private Gate gate(Credentials credentials) {
    Gate.Auth auth =
        switch (settings.access().auth()) {
          case SIGNED -> Gate.Auth.SIGNED;
          case OPEN -> Gate.Auth.OPEN;
        };
    Replay.Policy policy =
        switch (settings.access().replay()) {
          case OFF -> Replay.Policy.OFF;
          case MUTATIONS -> Replay.Policy.MUTATIONS;
          case ALL -> Replay.Policy.ALL;
        };
    return new Gate(credentials, auth, new Replay(policy), InstantSource.system());
  }

  /// Takes requests from now on.
  ///
  /// @return where, as `http://HOST:PORT`
  String listen() throws InterruptedException, ExecutionException, TimeoutException {
    String host = settings.http().host();
    http.listen(settings.http().port(), host)
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + http.actualPort();
  }

  /// Takes no new requests, finishes those in flight, makes everything durable, and stops the
  /// database.
  @Override
  public void close() {
    try {
      http.shutdown(FINISHED_WITHIN.toSeconds(), TimeUnit.SECONDS)
          .toCompletionStage()
          .toCompletableFuture()
          .get(FINISHED_WITHIN.toSeconds() + 1, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException late) {
      System.err.println("drydock did not finish all requests in time");
    }
    loop.close();
    follower.close();
    health.close();
    metrics.close();
    backing.close();
  }
}
