package drydock.log;

import drydock.log.EventLog.Ownership;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The checkpoints in Postgres.
public final class PostgresCheckpoints implements Checkpoints {

  /// The lock on the world's row lets appends pass, since a large state takes a while, but makes a
  /// reset wait.
  private static final String SAVE =
      """
      insert into checkpoint (world, position, at, digest, format, state)
      select id, $3::bigint, $4::timestamptz, $5::bytea, $6::text, $7::bytea
      from world where id = $1 and writer = $2 and position >= $3 for key share
      on conflict (world, position) do update
      set at = excluded.at, digest = excluded.digest, format = excluded.format,
          state = excluded.state\
      """;

  private static final String LATEST_BY_POSITION =
      """
      select position, at, digest, format, state from checkpoint
      where world = $1 and format = $2 and position <= $3
      order by position desc limit 1\
      """;

  private static final String LATEST_BY_MOMENT =
      """
      select position, at, digest, format, state from checkpoint
      where world = $1 and format = $2 and at <= $3
      order by position desc limit 1\
      """;

  private static final String POSITIONS =
      "select position from checkpoint where world = $1 order by position";
  private static final String DELETE =
      "delete from checkpoint where world = $1 and position = any($2)";

  private final Postgres postgres;

  /// `deadline` is how long a call may take; it has to be longer than the server's
  /// statement_timeout.
  public PostgresCheckpoints(Pool pool, Duration deadline) {
    this.postgres = new Postgres(pool, deadline);
  }

  @Override
  public void save(Ownership owner, Checkpoint checkpoint) throws LogUnavailable {
    Tuple parameters =
        Tuple.of(owner.world(), owner.writer(), checkpoint.position())
            .addOffsetDateTime(Postgres.moment(checkpoint.at()))
            .addBuffer(Buffer.buffer(checkpoint.digest().bytes()))
            .addString(Text.check(checkpoint.format()))
            .addBuffer(Buffer.buffer(checkpoint.state()));
    postgres.ask(SAVE, parameters);
  }

  @Override
  public Optional<Checkpoint> latest(long world, String format, long position)
      throws LogUnavailable {
    return first(postgres.ask(LATEST_BY_POSITION, Tuple.of(world, format, position)));
  }

  @Override
  public Optional<Checkpoint> latest(long world, String format, Instant at) throws LogUnavailable {
    return first(postgres.ask(LATEST_BY_MOMENT, Tuple.of(world, format, Postgres.moment(at))));
  }

  private static Optional<Checkpoint> first(RowSet<Row> rows) {
    for (Row row : rows) {
      return Optional.of(
          new Checkpoint(
              row.getLong("position"),
              row.getOffsetDateTime("at").toInstant(),
              HistoryDigest.of(row.getBuffer("digest").getBytes()),
              row.getString("format"),
              row.getBuffer("state").getBytes()));
    }
    return Optional.empty();
  }

  @Override
  public List<Long> positions(long world) throws LogUnavailable {
    List<Long> positions = new ArrayList<>();
    for (Row row : postgres.ask(POSITIONS, Tuple.of(world))) {
      positions.add(row.getLong("position"));
    }
    return positions;
  }

  @Override
  public void delete(long world, List<Long> positions) throws LogUnavailable {
    postgres.ask(DELETE, Tuple.of(world).addArrayOfLong(positions.toArray(Long[]::new)));
  }
}
