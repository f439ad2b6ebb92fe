package drydock.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What the commands are measured against: a row like an event's, written and committed by itself
/// over plain JDBC, again and again, on some connections at once.
final class RowInserts {

  private static final String TABLE =
      "drop table if exists plain_row; create table plain_row (like event including all)";

  private static final String INSERT =
      """
      insert into plain_row (world, position, at, writer, subject, type, data, cause)
      values (?, ?, now(), 1, ?, ?, ?::json, ?::json)\
      """;

  private final String url;
  private final EventRow row;

  /// An event as the log has it, and how many bytes its row takes.
  record EventRow(String subject, String type, String data, String cause, int bytes) {}

  /// @param url of the database, user and password included
  RowInserts(String url) throws SQLException {
    this.url = url;
    this.row = lastEvent(url);
  }

  EventRow row() {
    return row;
  }

  private static EventRow lastEvent(String url) throws SQLException {
    String sql =
        """
        select subject, type, data, cause, pg_column_size(event.*)
        from event order by world, position desc limit 1\
        """;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return new EventRow(
          rows.getString(1),
          rows.getString(2),
          rows.getString(3),
          rows.getString(4),
          rows.getInt(5));
    }
  }

  /// Rows per second, each durable when the next of its connection begins.
  double perSecond(int connections, Duration time) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
    List<Future<Double>> rates = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (int i = 0; i < connections; i++) {
        int world = i;
        rates.add(threads.submit(() -> insert(world, time)));
      }
      double sum = 0;
      for (Future<Double> rate : rates) {
        sum += rate.get();
      }
      return sum;
    } catch (ExecutionException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private double insert(int world, Duration time) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setInt(1, world);
      insert.setString(3, row.subject());
      insert.setString(4, row.type());
      insert.setString(5, row.data());
      insert.setString(6, row.cause());
      long from = System.nanoTime();
      long rows = 0;
      while (System.nanoTime() - from < time.toNanos()) {
        insert.setLong(2, ++rows);
        insert.executeUpdate();
      }
      return rows * 1e9 / (System.nanoTime() - from);
    }
  }
}
