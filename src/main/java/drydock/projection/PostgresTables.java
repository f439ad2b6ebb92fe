package drydock.projection;

import drydock.log.LogUnavailable;
import drydock.log.Postgres;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The tables in Postgres, and how far each has come.
public final class PostgresTables {

  /// The names of all tables.
  public static final List<String> NAMES = Tables.NAMES;

  /// For emptying tables: a million rows take a few seconds.
  private static final Duration SWEEP = Duration.ofMinutes(2);

  private static final String STANDING =
      """
      select world.writer, world.position as log_end, mark.name, mark.edition, mark.position
      from world left join projection mark on mark.world = world.id and mark.name = any($2)
      where world.id = $1\
      """;

  /// The lock makes this wait for a reset of the world: what stands here afterwards has seen none
  /// of the history before, and what stood before goes with it.
  private static final String BEGIN =
      """
      insert into projection (world, name)
      select world.id, fresh.name from world, unnest($2::text[]) as fresh(name)
      where world.id = $1 for key share of world
      on conflict (world, name) do nothing\
      """;

  /// How far the log of a world and its tables have come.
  ///
  /// @param writer who appends to the log
  /// @param end the position of its last event
  record Standing(long writer, long end, SortedMap<String, Mark> marks) {}

  private final Postgres postgres;

  /// `deadline` is how long a call may take; it has to be longer than the server's
  /// statement_timeout.
  public PostgresTables(Pool pool, Duration deadline) {
    this.postgres = new Postgres(pool, deadline);
  }

  /// Null if there is no such world. Tables that are empty are at position 0.
  @Nullable Standing standing(long world) throws LogUnavailable {
    Standing standing = find(world);
    if (standing != null && standing.marks.size() < NAMES.size()) {
      postgres.ask(BEGIN, Tuple.of(world).addArrayOfString(NAMES.toArray(String[]::new)));
      standing = find(world);
    }
    return standing;
  }

  private @Nullable Standing find(long world) throws LogUnavailable {
    SortedMap<String, Mark> marks = new TreeMap<>();
    Standing standing = null;
    Tuple parameters = Tuple.of(world).addArrayOfString(NAMES.toArray(String[]::new));
    for (Row row : postgres.ask(STANDING, parameters)) {
      standing = new Standing(row.getLong("writer"), row.getLong("log_end"), marks);
      String name = row.getString("name");
      if (name != null) {
        marks.put(name, new Mark(row.getLong("edition"), row.getLong("position")));
      }
    }
    return standing;
  }

  /// Brings a table to where a fold is.
  ///
  /// @return false if the table is not where it was, and nothing was changed
  boolean move(long world, ReadModel<?> model, Fold fold) throws LogUnavailable {
    Tuple parameters = model.parameters(world, fold.position(), fold.at());
    return postgres.ask(model.statement(), parameters).size() == 1;
  }

  /// Empties some tables of a world, which then begin anew. Checkpoints go before the rows: that
  /// waits for changes of them that are under way, and keeps later ones from happening.
  void clear(long world, Collection<String> names) throws LogUnavailable {
    List<String> statements = new ArrayList<>();
    names.forEach(name ->
        statements.add("delete from projection where world = $1 and name = '" + name + "'"));
    names.forEach(name -> statements.add("delete from " + name + " where world = $1"));
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
