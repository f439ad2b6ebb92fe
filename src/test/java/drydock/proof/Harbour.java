package drydock.proof;

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
import drydock.log.PostgresCheckpoints;
import drydock.log.PostgresEventLog;
import drydock.log.PostgresWorlds;
import drydock.proof.Receipts.Answer;
import drydock.server.Database;
import drydock.server.DatabaseUnavailable;
import drydock.server.DatabaseUrl;
import drydock.server.ProfileFile;
import drydock.server.TestPostgres;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.world.Sandbox;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A database of a test's own and loops that serve its main world, several at once if a test wants
/// that: each with connections of its own, and in a world where nothing takes time.
@SuppressWarnings("try")
final class Harbour implements AutoCloseable {

  /// Longer than any statement takes; it is how long the loop believes that an answer may come.
  static final Duration PATIENT = Duration.ofSeconds(15);

  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(60);

  private final String url = TestPostgres.freshDatabase();
  private final Vertx vertx = Vertx.vertx();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Receipts receipts = new Receipts();

  Receipts receipts() {
    return receipts;
  }

  /// The port that the database listens on.
  int port() {
    return DatabaseUrl.parse(url).orElseThrow().port();
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(TestPostgres.jdbcUrl(url), TestPostgres.credentials(url));
  }

  Ledger ledger() throws SQLException {
    try (var connection = connect()) {
      return Ledger.read(connection);
    }
  }

  /// A loop that serves the world as the server's would.
  WorldLoop serve() throws DatabaseUnavailable, LogUnavailable {
    return serve(port(), PATIENT);
  }

  /// A loop that reaches the database on some port, and gives a statement up after a time.
  WorldLoop serve(int port, Duration patience) throws DatabaseUnavailable, LogUnavailable {
    InstantSource machine = () -> InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
    var config =
        new WorldConfig(
            "main", 1, ProfileFile.read("instant"), new Pace.Wish(Pace.Mode.MANUAL, 0), machine);
    WorldLoop loop = WorldLoop.start(config, storage(port, patience), LoopObserver.NONE);
    open.add(loop);
    return loop;
  }

  /// What a loop needs to keep its world in the database.
  Storage storage() throws DatabaseUnavailable {
    return storage(port(), PATIENT);
  }

  private Storage storage(int port, Duration patience) throws DatabaseUnavailable {
    DatabaseUrl direct = DatabaseUrl.parse(url).orElseThrow();
    var database =
        Database.open(
            vertx, new DatabaseUrl(direct.host(), port, direct.database(), direct.login()));
    open.add(database);
    return new Storage(
        new PostgresEventLog(database.pool(), patience),
        new PostgresCheckpoints(database.pool(), patience),
        new PostgresWorlds(database.pool(), patience),
        new EventCodec());
  }

  /// Asks a loop for a command, and notes what it answers. `what` is told by no other command.
  CompletableFuture<Outcome> ask(WorldLoop loop, Command command, String what) {
    var parameters = new TreeMap<>(Map.of("what", what));
    var cause = new Cause.Command(command.getClass().getSimpleName(), "proof", parameters);
    return loop.ask(command, cause)
        .whenComplete((outcome, _) -> receipts.note(cause, answer(outcome)));
  }

  private static Answer answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted _ -> Answer.ACKNOWLEDGED;
      case Outcome.Rejected _, Outcome.Unavailable _, Outcome.Busy _ -> Answer.REFUSED;
      case Outcome.Unknown _ -> Answer.UNKNOWN;
    };
  }

  static <T> T await(CompletableFuture<T> answer) throws Exception {
    return answer.get(ANSWERED_WITHIN.toSeconds(), TimeUnit.SECONDS);
  }

  /// A cluster and a service of one replica in it, made through a loop.
  ServiceId service(WorldLoop loop) throws Exception {
    var made = await(ask(loop, Sandbox.creation(1, "172.16.0.0/14"), "cluster"));
    List<Event> events = ((Outcome.Accepted) made).events();
    var id = new ServiceId(((ClusterEvent.Created) events.getFirst()).cluster(), "default", "web");
    await(ask(loop, new ServiceCommand.Create(id, Sandbox.spec("web", 1)), "service"));
    return id;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
