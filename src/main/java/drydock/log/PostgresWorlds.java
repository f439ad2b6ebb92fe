package drydock.log;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The worlds in Postgres.
public final class PostgresWorlds implements Worlds {

  /// Every table whose rows belong to a world, which is every table but `world` itself. They are
  /// emptied in this order: `projection` goes first, since without their checkpoints there none of
  /// the read models can be written to any more.
  static final List<String> TABLES =
      List.of(
          "projection",
          "event",
          "checkpoint",
          "cluster",
          "node",
          "namespace",
          "service",
          "revision",
          "replica",
          "task");

  /// How long a statement may take that copies or deletes a long history: a million events take
  /// some seconds. A connection that is silent for longer is taken for dead.
  private static final Duration SWEEP = Duration.ofSeconds(50);

  private static final String FIND = "select id, name, position, clock from world where name = $1";
  private static final String CREATE =
      "insert into world (name) values ($1) on conflict (name) do nothing";
  private static final String LIST = "select id, name, position, clock from world order by id";

  /// The lock lets the origin's appends pass, and keeps out its reset until the events are copied.
  private static final String FORK =
      """
      insert into world (name, position, clock)
      select $1, $3, (select at from event where world = $2 and position = $3)
      from world where id = $2 and $3 between 0 and position for key share
      on conflict (name) do nothing
      returning id, name, position, clock\
      """;

  private static final String COPY =
      """
      insert into event (world, position, at, writer, recorded_at, subject, type, data, cause)
      select $1, position, at, 0, recorded_at, subject, type, data, cause
      from event where world = $2 and position <= $3 order by position\
      """;

  /// Keeps out appends, takeovers and the saving of checkpoints until the transaction ends. What is
  /// deleted after it includes whatever landed before it.
  private static final String LOCK = "select from world where id = $1 for update";

  private static final String RESTART =
      "update world set writer = writer + 1, position = 0, clock = null where id = $1";
  private static final String REMOVE = "delete from world where id = $1";

  private final Postgres postgres;

  /// `deadline` is how long a call may take; it has to be longer than the server's
  /// statement_timeout.
  public PostgresWorlds(Pool pool, Duration deadline) {
    this.postgres = new Postgres(pool, deadline);
  }

  @Override
  public Known open(String name) throws LogUnavailable {
    Tuple parameters = Tuple.of(Text.check(name));
    List<Known> found = known(postgres.ask(FIND, parameters));
    while (found.isEmpty()) {
      postgres.ask(CREATE, parameters);
      found = known(postgres.ask(FIND, parameters));
    }
    return found.getFirst();
  }

  @Override
  public List<Known> list() throws LogUnavailable {
    return known(postgres.ask(LIST, Tuple.tuple()));
  }

  private static List<Known> known(RowSet<Row> rows) {
    List<Known> worlds = new ArrayList<>();
    for (Row row : rows) {
      worlds.add(
          new Known(
              row.getLong("id"),
              row.getString("name"),
              row.getLong("position"),
              Postgres.moment(row, "clock")));
    }
    return worlds;
  }

  @Override
  public Known fork(String name, long origin, long position) throws LogUnavailable {
    Tuple parameters = Tuple.of(Text.check(name), origin, position);
    List<Known> made =
        postgres.inTransaction(
            SWEEP,
            connection ->
                connection
                    .preparedQuery(FORK)
                    .execute(parameters)
                    .map(PostgresWorlds::known)
                    .compose(fork -> copy(connection, fork, origin)));
    if (made.isEmpty()) {
      throw new IllegalArgumentException(
          "%s exists already, or world %d has no event %d".formatted(name, origin, position));
    }
    return made.getFirst();
  }

  private static Future<List<Known>> copy(SqlConnection connection, List<Known> fork, long origin) {
    if (fork.isEmpty()) {
      return Future.succeededFuture(fork);
    }
    Known made = fork.getFirst();
    return connection
        .preparedQuery(COPY)
        .execute(Tuple.of(made.id(), origin, made.position()))
        .map(fork);
  }

  @Override
  public void reset(long world) throws LogUnavailable {
    empty(world, RESTART);
  }

  @Override
  public void remove(long world) throws LogUnavailable {
    empty(world, REMOVE);
  }

  private void empty(long world, String last) throws LogUnavailable {
    List<String> statements = new ArrayList<>();
    statements.add(LOCK);
    TABLES.forEach(table -> statements.add("delete from " + table + " where world = $1"));
    statements.add(last);
    postgres.inTransaction(SWEEP, connection -> inOrder(connection, statements, Tuple.of(world)));
  }

  private static Future<Void> inOrder(
      SqlConnection connection, List<String> statements, Tuple parameters) {
    Future<Void> done = Future.succeededFuture();
    for (String statement : statements) {
      done =
          done.compose(
              before -> connection.preparedQuery(statement).execute(parameters).mapEmpty());
    }
    return done;
  }
}
