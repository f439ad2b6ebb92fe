package drydock.log;

import io.vertx.core.Future;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Asks the database and waits for its answer on the calling thread, but no longer than a deadline.
/// The deadline has to be longer than the server's statement_timeout, so that in doubt it is the
/// server that ends a statement, and says so.
public record Postgres(Pool pool, Duration deadline) {

  public RowSet<Row> ask(String sql, Tuple parameters) throws LogUnavailable {
    return await(pool.preparedQuery(sql).execute(parameters), deadline);
  }

  /// Runs what `work` asks for in one transaction, for which the server takes up to `limit`.
  public <T> T inTransaction(Duration limit, Function<SqlConnection, Future<T>> work)
      throws LogUnavailable {
    String own = "set local statement_timeout = " + limit.toMillis();
    Future<T> answer =
        pool.withTransaction(
            connection -> connection.query(own).execute().compose(set -> work.apply(connection)));
    return await(answer, limit.plus(deadline));
  }

  private static <T> T await(Future<T> answer, Duration deadline) throws LogUnavailable {
    try {
      return answer
          .toCompletionStage()
          .toCompletableFuture()
          .get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw unavailable(failed.getCause() == null ? failed : failed.getCause());
    } catch (TimeoutException late) {
      throw new LogUnavailable(late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new LogUnavailable(stopped);
    }
  }

  /// Data and names that the database refuses are mistakes of this program, which no retry cures.
  private static LogUnavailable unavailable(Throwable cause) {
    if (cause instanceof DatabaseException refusal) {
      String state = refusal.getSqlState();
      if (state.startsWith("22") || state.startsWith("42")) {
        throw new IllegalStateException("the database refused a statement", cause);
      }
    }
    return new LogUnavailable(cause);
  }

  public static OffsetDateTime moment(Instant moment) {
    return Milliseconds.check(moment).atOffset(ZoneOffset.UTC);
  }

  public static @Nullable Instant moment(Row row, String column) {
    OffsetDateTime moment = row.getOffsetDateTime(column);
    return moment == null ? null : moment.toInstant();
  }
}
