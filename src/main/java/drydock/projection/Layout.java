package drydock.projection;

import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How a table is written to.
///
/// @param columns all but `world` and `position`; the first is the key within a world
record Layout<R>(String table, List<Column<R>> columns) {

  /// The number of the first parameter that is a column.
  private static final int COLUMNS_FROM = 8;

  long key(R row) {
    return (Long) Objects.requireNonNull(columns.getFirst().value().apply(row));
  }

  /// The one statement that brings the table from one position to the next. It moves the checkpoint
  /// of `$1` to `$4` and `$5` if that stands at `$2` and `$3`, and with it the rows: `$6` are the
  /// keys of those that are gone, `$7` the positions of those that are new or have changed, and the
  /// rest their columns. It answers one row if the checkpoint stood there, and else does nothing
  /// and answers none.
  ///
  /// Rows that are gone are named by one condition on the key, so that the key's index finds them
  /// even if the plan was made when the table was empty. A join with the keys would be planned to
  /// look at all rows of the world for each of them.
  ///
  /// The commit does not wait for the disk. Should the database crash, rows and checkpoint are both
  /// as they were, and are brought up to date again from the log.
  String statement() {
    return """
    with moved as (
      update projection set position = $4, at = $5
      where world = $1 and name = '%1$s' and edition = $2 and position = $3
      returning world),
    gone as (
      delete from %1$s
      where world = (select world from moved) and %2$s = any($6::bigint[])),
    changed as (
      insert into %1$s (world, position, %3$s)
      select moved.world, line.position, %4$s
      from moved, unnest($7::bigint[], %5$s) as line(position, %3$s)
      on conflict (world, %2$s) do update set (position, %3$s) = row(excluded.position, %6$s))
    select set_config('synchronous_commit', 'off', true) from moved\
    """
        .formatted(
            table,
            columns.getFirst().name(),
            listed(Column::name),
            listed(column -> "line." + column.name() + column.kind().cast()),
            IntStream.range(0, columns.size()).mapToObj(this::parameter).collect(separated()),
            listed(column -> "excluded." + column.name()));
  }

  private String parameter(int column) {
    return "$" + (COLUMNS_FROM + column) + "::" + columns.get(column).kind().type() + "[]";
  }

  private String listed(Function<Column<R>, String> part) {
    return columns.stream().map(part).collect(separated());
  }

  private static Collector<CharSequence, ?, String> separated() {
    return Collectors.joining(", ");
  }

  /// Adds what the statement is to know of rows that are new or have changed.
  void addColumns(Collection<R> rows, Tuple parameters) {
    for (Column<R> column : columns) {
      @Nullable Object[] values = column.kind().array(rows.size());
      int i = 0;
      for (R row : rows) {
        values[i++] = column.value().apply(row);
      }
      parameters.addValue(values);
    }
  }
}
