package drydock.log;

import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/// The event log in Postgres. Every call is one statement, prepared once for each connection of a
/// pool that caches prepared statements.
public final class PostgresEventLog implements EventLog {
  private static final String UNIQUE_VIOLATION = "23505";

  /// An append under way holds the world's row, so this waits until it has landed or failed; one
  /// that comes later finds another writer in the row.
  private static final String TAKE_OVER =
      """
      update world set writer = writer + 1 where id = $1
      returning writer, position, clock\
      """;

  /// The update is lock, fence and check for holes at once: it finds its row only if the writer is
  /// the same and the log ends where the entries begin, and without that row nothing is inserted.
  /// Every parameter has a type of its own accord or by a cast: where the server cannot tell, the
  /// client prepares the statement anew for each call, and says nothing.
  private static final String APPEND =
      """
      with owner as (
        update world
        set position = position + cardinality($4::timestamptz[]), clock = greatest(clock, $9)
        where id = $1 and writer = $2 and position = $3
        returning id)
      insert into event (world, position, at, writer, subject, type, data, cause)
      select owner.id, $3 + line.n, line.at, $2, line.subject, line.type,
             line.data::json, line.cause::json
      from owner, unnest($4::timestamptz[], $5::text[], $6::text[], $7::text[], $8::text[])
             with ordinality as line(at, subject, type, data, cause, n)\
      """;

  private static final String ADVANCE =
      "update world set clock = greatest(clock, $3) where id = $1 and writer = $2";

  private static final String WROTE =
      "select from event where world = $1 and writer = $2 and position = $3";

  /// As text, since the client would parse json and write it anew. There are no holes, so so many
  /// entries are a range of positions. With a limit alone it was the planner's luck whether all
  /// that follows was read and sorted first: it was, for as long as nobody had analysed the table.
  private static final String READ =
      """
      select position, at, subject, type, data::text, cause::text
      from event
      where world = $1 and position > $2 and position <= $3
        and ($4::text is null or subject = $4) and ($5::text is null or type = $5)
      order by position limit $6\
      """;

  private static final String END = "select position from world where id = $1";

  /// So many entries are looked at in one statement, so that none takes long.
  private static final int STRETCH = 50_000;

  private final Postgres postgres;

  /// `deadline` is how long a call may take; it has to be longer than the server's
  /// statement_timeout.
  public PostgresEventLog(Pool pool, Duration deadline) {
    this.postgres = new Postgres(pool, deadline);
  }

  @Override
  public Ownership takeOver(long world) throws LogUnavailable {
    for (Row row : postgres.ask(TAKE_OVER, Tuple.of(world))) {
      return new Ownership(
          world, row.getLong("writer"), row.getLong("position"), Postgres.moment(row, "clock"));
    }
    throw new IllegalArgumentException("there is no world " + world);
  }

  @Override
  public Appended append(Ownership owner, List<Entry> entries) throws LogUnavailable {
    Tuple parameters = parameters(owner, entries);
    try {
      return appended(postgres.ask(APPEND, parameters), entries.size());
    } catch (LogUnavailable failed) {
      if (failed.getCause() instanceof DatabaseException refusal
          && UNIQUE_VIOLATION.equals(refusal.getSqlState())) {
        return Appended.FENCED;
      }
      throw failed;
    }
  }

  private static Tuple parameters(Ownership owner, List<Entry> entries) {
    int size = entries.size();
    long first = Entry.firstOf(entries);
    OffsetDateTime[] at = new OffsetDateTime[size];
    String[][] texts = new String[4][size];
    for (int i = 0; i < size; i++) {
      Entry entry = entries.get(i);
      at[i] = Postgres.moment(entry.at());
      texts[0][i] = entry.subject();
      texts[1][i] = entry.type();
      texts[2][i] = entry.data();
      texts[3][i] = entry.cause();
    }
    return Tuple.of(owner.world(), owner.writer(), first - 1, at)
        .addArrayOfString(texts[0])
        .addArrayOfString(texts[1])
        .addArrayOfString(texts[2])
        .addArrayOfString(texts[3])
        .addOffsetDateTime(at[size - 1]);
  }

  @Override
  public boolean wrote(Ownership owner, long position) throws LogUnavailable {
    return postgres.ask(WROTE, Tuple.of(owner.world(), owner.writer(), position)).size() == 1;
  }

  @Override
  public Appended advance(Ownership owner, Instant clock) throws LogUnavailable {
    Tuple parameters = Tuple.of(owner.world(), owner.writer(), Postgres.moment(clock));
    return appended(postgres.ask(ADVANCE, parameters), 1);
  }

  private static Appended appended(RowSet<Row> answer, int rows) {
    return answer.rowCount() == rows ? Appended.DURABLE : Appended.FENCED;
  }

  @Override
  public List<Entry> read(long world, long after, int limit, Filter filter) throws LogUnavailable {
    List<Entry> entries = new ArrayList<>();
    long last = Math.max(after, 0);
    if (filter.equals(Filter.NONE)) {
      stretch(entries, Tuple.of(world, last, last + limit, null, null, (long) limit));
      return entries;
    }
    for (long end = end(world); last < end && entries.size() < limit; last += STRETCH) {
      long wanted = (long) limit - entries.size();
      Tuple range = Tuple.of(world, last, last + STRETCH, filter.subject(), filter.type(), wanted);
      stretch(entries, range);
    }
    return entries;
  }

  private void stretch(List<Entry> entries, Tuple range) throws LogUnavailable {
    for (Row row : postgres.ask(READ, range)) {
      entries.add(entry(row));
    }
  }

  private long end(long world) throws LogUnavailable {
    for (Row row : postgres.ask(END, Tuple.of(world))) {
      return row.getLong("position");
    }
    return 0;
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.getLong(0),
        row.getOffsetDateTime(1).toInstant(),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5));
  }
}
