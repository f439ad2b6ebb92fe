package drydock.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.kernel.Cause;
import drydock.kernel.Recorded;
import drydock.log.Entry;
import drydock.log.EventCodec;
import drydock.log.HistoryDigest;
import drydock.profile.Profile;
import drydock.world.World;
import drydock.world.WorldEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the log holds of the main world, read row by row over JDBC and not with the code that wrote
/// it.
record Ledger(List<Recorded> events, HistoryDigest digest) {

  private static final String ROWS =
      """
      select event.position, at, subject, type, data::text, cause::text
      from event join world on world.id = event.world
      where world.name = 'main' order by event.position
      """;

  private static final String END = "select position from world where name = 'main'";

  /// Reads it, and sees to it that positions are 1, 2, 3, … up to where the world's row says.
  static Ledger read(Connection connection) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(ROWS)) {
      while (rows.next()) {
        assertEquals(entries.size() + 1, rows.getLong(1), "a position is missing or doubled");
        entries.add(
            new Entry(
                rows.getLong(1),
                rows.getObject(2, OffsetDateTime.class).toInstant(),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6)));
      }
    }
    try (var statement = connection.createStatement();
        var end = statement.executeQuery(END)) {
      end.next();
      assertEquals(entries.size(), end.getLong(1), "the world's row knows where its log ends");
    }
    var codec = new EventCodec();
    return new Ledger(
        entries.stream().map(codec::decode).toList(), HistoryDigest.EMPTY.after(entries));
  }

  /// How often each accepted command is in the log.
  Map<Cause.Command, Integer> commands() {
    Map<Cause.Command, Integer> counts = new HashMap<>();
    for (Recorded event : events) {
      if (event.cause() instanceof Cause.Command command) {
        counts.merge(command, 1, Integer::sum);
      }
    }
    return counts;
  }

  /// The world that the log tells of, from its first event on.
  World fold(Profile profile) {
    var opened = (WorldEvent.Opened) events.getFirst().event();
    var world = new World(profile, opened.seed());
    events.forEach(world::evolve);
    return world;
  }
}
