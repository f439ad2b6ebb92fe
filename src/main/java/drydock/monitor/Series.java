package drydock.monitor;

import drydock.monitor.Correlator.Theme;
import drydock.monitor.Incidents.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Events of today's scheduler: those of one reason that are less than six minutes apart are one,
/// with the message of the first. That there are more is written with the second, half-hourly from
/// then on, and when no more have come (client-go 1.30, tools/events/event_broadcaster.go).
final class Series {

  private static final Duration OPEN = Duration.ofMinutes(6);
  private static final Duration REFRESH = Duration.ofMinutes(30);

  private final Map<Theme, Run> runs = new LinkedHashMap<>();

  /// One series.
  ///
  /// @param shown what was written of it last
  private record Run(Count count, Count shown) {
    boolean isOver(Instant now) {
      return count.last().plus(OPEN).isBefore(now);
    }

    Run plus(Instant at) {
      Count more = new Count(count.incident(), count.count() + 1, count.first(), at);
      boolean written = more.count() == 2 || !at.isBefore(shown.last().plus(REFRESH));
      return new Run(more, written ? more : shown);
    }
  }

  /// Something is told.
  ///
  /// @return what is written then, of this series and of the one before
  List<Count> tell(Incident incident, Instant at) {
    List<Count> written = new ArrayList<>();
    Run known = runs.get(Theme.of(incident));
    if (known != null && known.isOver(at)) {
      written.add(known.count);
      known = null;
    }
    var first = new Count(incident, 1, at, at);
    Run run = known == null ? new Run(first, first) : known.plus(at);
    runs.put(Theme.of(incident), run);
    written.add(run.shown);
    return written;
  }

  /// What is written by a moment of the latest series.
  List<Count> written(Instant now) {
    return runs.values().stream().map(run -> run.isOver(now) ? run.count : run.shown).toList();
  }
}
