package drydock;

import drydock.engine.LoopObserver;
import drydock.engine.Pace;
import drydock.engine.Storage;
import drydock.engine.WorldConfig;
import drydock.engine.WorldLoop;
import drydock.log.EventCodec;
import drydock.log.LogUnavailable;
import drydock.log.PostgresCheckpoints;
import drydock.log.PostgresEventLog;
import drydock.log.PostgresWorlds;
import drydock.profile.Profile;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Credentials;
import drydock.provider.tencent.FrontDoor;
import drydock.provider.tencent.Gate;
import drydock.provider.tencent.Replay;
import drydock.provider.tencent.TencentApi;
import drydock.provider.tencent.cluster.AddClusterInstances;
import drydock.provider.tencent.cluster.CreateCluster;
import drydock.provider.tencent.cluster.DeleteCluster;
import drydock.provider.tencent.cluster.DeleteClusterInstances;
import drydock.provider.tencent.cluster.DescribeCluster;
import drydock.provider.tencent.cluster.DescribeClusterInstances;
import drydock.provider.tencent.cluster.DescribeClusterTaskResult;
import drydock.provider.tencent.service.CreateClusterService;
import drydock.provider.tencent.service.DescribeClusterService;
import drydock.provider.tencent.service.DescribeClusterServiceInfo;
import drydock.provider.tencent.service.DescribeServiceInstance;
import drydock.provider.tencent.service.ServiceVerbs;
import drydock.server.Database;
import drydock.server.DatabaseUnavailable;
import drydock.server.DatabaseUrl;
import drydock.server.EmbeddedPostgres;
import drydock.server.ProfileFile;
import drydock.server.Settings;
import drydock.server.Tether;
import drydock.server.WrongSetting;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Reads the settings, wires everything, and starts the server: the only place that knows
/// everything.
public final class Main implements AutoCloseable {

  private static final int EXIT_WRONG_SETTING = 2;
  private static final int EXIT_FAILED = 1;

  /// A statement that the database has not answered within this time is given up. It is longer than
  /// the database's own limit, so that a statement given up is over there too.
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);

  /// Requests in flight get this long to finish when the server is told to stop.
  private static final Duration FINISHED_WITHIN = Duration.ofSeconds(3);

  private final Settings settings;
  private final @Nullable EmbeddedPostgres embedded;
  private final Vertx vertx = Vertx.vertx();
  private final Database database;
  private final WorldLoop loop;
  private final HttpServer http;

  private Main(Settings settings) throws DatabaseUnavailable, LogUnavailable, Credentials.Unusable {
    this.settings = settings;
    Credentials credentials = credentials();
    Profile profile = ProfileFile.read(settings.world().profile());
    this.embedded =
        settings.storage().database().isPresent()
            ? null
            : EmbeddedPostgres.start(settings.storage().dataDir());
    this.database = Database.open(vertx, databaseUrl());
    this.loop = WorldLoop.start(world(profile), storage(), LoopObserver.NONE);
    this.http = FrontDoor.open(vertx, router(credentials, profile));
  }

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    Tether.fasten();
    List<String> arguments = List.of(args);
    Settings.information(arguments)
        .ifPresent(text -> {
          System.out.println(text);
          System.exit(0);
        });
    try {
      var server = new Main(Settings.read(arguments, System.getenv()));
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "shutdown"));
      server.listen();
    } catch (WrongSetting | Credentials.Unusable wrong) {
      fail(wrong.getMessage(), EXIT_WRONG_SETTING);
    } catch (DatabaseUnavailable unavailable) {
      fail(unavailable.getMessage(), EXIT_FAILED);
    } catch (LogUnavailable | ExecutionException | TimeoutException failed) {
      fail("drydock could not start: " + failed.getCause(), EXIT_FAILED);
    } catch (InterruptedException interrupted) {
      fail("drydock was interrupted while it started", EXIT_FAILED);
    }
  }

  private static void fail(@Nullable String line, int code) {
    System.err.println(line);
    System.exit(code);
  }

  private Credentials credentials() throws Credentials.Unusable {
    return settings.access().credentials().isPresent()
        ? Credentials.of(Credentials.read(settings.access().credentials().get()))
        : Credentials.of(List.of(Credentials.development()));
  }

  private DatabaseUrl databaseUrl() {
    return settings
        .storage()
        .database()
        .or(() -> embedded == null ? java.util.Optional.empty() : DatabaseUrl.parse(embedded.url()))
        .orElseThrow();
  }

  private WorldConfig world(Profile profile) {
    Settings.Clock clock = settings.world().clock();
    Pace.Mode mode =
        switch (clock.mode()) {
          case REAL -> Pace.Mode.REAL;
          case SCALED -> Pace.Mode.SCALED;
          case MANUAL -> Pace.Mode.MANUAL;
        };
    InstantSource machine = () -> InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
    return new WorldConfig(
        "main", settings.world().seed(), profile, new Pace.Wish(mode, clock.speed()), machine);
  }

  private Storage storage() {
    return new Storage(
        new PostgresEventLog(database.pool(), ANSWERED_WITHIN),
        new PostgresCheckpoints(database.pool(), ANSWERED_WITHIN),
        new PostgresWorlds(database.pool(), ANSWERED_WITHIN),
        new EventCodec());
  }

  private Router router(Credentials credentials, Profile profile) {
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
    var gate = new Gate(credentials, auth, new Replay(policy), InstantSource.system());
    Router router = Router.router(vertx);
    new TencentApi(gate, actions(new Backend(loop), profile), (_, _, _) -> {}).mount(router);
    return router;
  }

  private static List<Action> actions(Backend backend, Profile profile) {
    List<Action> all = new ArrayList<>(ServiceVerbs.all(backend));
    all.add(new AddClusterInstances(backend));
    all.add(new CreateCluster(backend, profile.kubernetes()));
    all.add(new DeleteCluster(backend));
    all.add(new DeleteClusterInstances(backend));
    all.add(new DescribeCluster(backend));
    all.add(new DescribeClusterInstances(backend));
    all.add(new DescribeClusterTaskResult(backend));
    all.add(new CreateClusterService(backend));
    all.add(new DescribeClusterService(backend));
    all.add(new DescribeClusterServiceInfo(backend));
    all.add(new DescribeServiceInstance(backend));
    return all;
  }

  private void listen() throws InterruptedException, ExecutionException, TimeoutException {
    String host = settings.http().host();
    http.listen(settings.http().port(), host)
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    System.out.println(
        "drydock ready http://"
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + http.actualPort());
  }

  /// What SIGTERM asks for. The process then ends with 0, as one that was asked to and did.
  private void stop() {
    close();
    Runtime.getRuntime().halt(0);
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
    database.close();
    if (embedded != null) {
      embedded.close();
    }
  }
}
