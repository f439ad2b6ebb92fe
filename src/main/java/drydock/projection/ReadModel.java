package drydock.projection;

import drydock.log.Postgres;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One table: how far it has come, and which rows the events after that have touched.
final class ReadModel<R> {

  /// A row that was touched, last by the event at `position`.
  ///
  /// @param now null if it is gone
  private record Touched<R>(long position, @Nullable R now) {}

  private final Layout<R> layout;
  private final String statement;
  private final SortedMap<Long, Touched<R>> touched = new TreeMap<>();
  private Mark mark;

  ReadModel(Layout<R> layout, Mark mark) {
    this.layout = layout;
    this.statement = layout.statement();
    this.mark = mark;
  }

  String table() {
    return layout.table();
  }

  String statement() {
    return statement;
  }

  Mark mark() {
    return mark;
  }

  /// Notes what the event at a position has made of a row: null where there is none. What the table
  /// holds already is passed over.
  void note(long position, @Nullable R before, @Nullable R after) {
    if (position <= mark.position()) {
      return;
    }
    if (before != null) {
      touched.put(layout.key(before), new Touched<>(position, null));
    }
    if (after != null) {
      touched.put(layout.key(after), new Touched<>(position, after));
    }
  }

  /// The table has come to a mark, by whoever's doing.
  void reached(Mark other) {
    mark = other;
    touched.values().removeIf(each -> each.position <= other.position());
  }

  /// What the statement needs in order to bring the table to a position.
  Tuple parameters(long world, long position, Instant at) {
    List<Long> gone = new ArrayList<>();
    List<Long> positions = new ArrayList<>();
    List<R> rows = new ArrayList<>();
    touched.forEach((key, each) -> {
      if (each.now == null) {
        gone.add(key);
      } else {
        positions.add(each.position);
        rows.add(each.now);
      }
    });
    Tuple parameters =
        Tuple.of(world, mark.edition(), mark.position(), position, Postgres.moment(at))
            .addArrayOfLong(gone.toArray(Long[]::new))
            .addArrayOfLong(positions.toArray(Long[]::new));
    layout.addColumns(rows, parameters);
    return parameters;
  }
}
