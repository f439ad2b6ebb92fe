package drydock.monitor;

import drydock.monitor.Incident.Reason;
import drydock.monitor.Incidents.Count;
import drydock.profile.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What comes of incidents before the API of Kubernetes shows them: many of one reason are
/// combined, the same one is counted, and who tells too much of one object is not heard for a while
/// (client-go, tools/record/events_cache.go of 1.7 to 1.30; the last since 1.8). The scheduler of
/// today tells in [Series] of its own.
final class Correlator {

  /// From so many different messages of one reason on, they are combined.
  private static final int MESSAGES_MAX = 10;

  /// How long after the last one of a reason its messages are remembered.
  private static final Duration SIMILAR = Duration.ofMinutes(10);

  private static final String COMBINED = "(combined from similar events): ";

  private final Release release;
  private final SpamFilter filter = new SpamFilter();
  private final Series series = new Series();
  private final Map<Theme, Messages> themes = new LinkedHashMap<>();

  /// What has been told, and what of that got through: the API shows the latter.
  private final Map<Key, Count> told = new LinkedHashMap<>();

  private final Map<Key, Count> shown = new LinkedHashMap<>();

  /// What is alike but for its message.
  record Theme(Incident.Kind kind, String object, boolean warning, Reason reason) {
    static Theme of(Incident incident) {
      return new Theme(incident.kind(), incident.object(), incident.warning(), incident.reason());
    }
  }

  /// What is one and the same.
  ///
  /// @param message null for all that are combined
  /// @param begun when its series began; null if it is of none
  private record Key(Theme theme, @Nullable String message, @Nullable Instant begun) {}

  /// So often between two moments.
  private record Span(Instant first, Instant last, long times) {}

  private static final class Messages {
    private final Set<String> different = new LinkedHashSet<>();
    private Instant last = Instant.MIN;
  }

  Correlator(Release release) {
    this.release = release;
  }

  /// Something is told.
  void tell(Incident incident, Instant at) {
    if (release == Release.MODERN && incident.reason().source() == Incident.Source.SCHEDULER) {
      series.tell(incident, at).forEach(this::showSeries);
      return;
    }
    Key key = key(incident, at);
    count(key, incident, new Span(at, at, 1));
    if (release.before(Release.K8S_1_8) || filter.lets(incident, at)) {
      show(key);
    }
  }

  /// What is told of one object time and again before a moment; what does not get through is only
  /// counted.
  ///
  /// @return what is left of it from then on
  List<Refrain> repeat(List<Refrain> refrains, Instant until) {
    List<Refrain> left = new ArrayList<>(refrains);
    for (int i = next(left, until); i >= 0; i = next(left, until)) {
      Refrain next = left.get(i);
      Instant opensAt =
          release.before(Release.K8S_1_8) ? until : filter.opensAt(next.incident(), next.at());
      if (opensAt.isAfter(next.at())) {
        Instant end = opensAt.isBefore(until) ? opensAt : until;
        left.replaceAll(each -> unheard(each, end));
      } else {
        tell(next.incident(), next.at());
        left.set(i, next.after(1));
      }
    }
    left.removeIf(each -> each.left() == 0);
    return left;
  }

  /// The first of those that are told before a moment; -1 if none is.
  private static int next(List<Refrain> refrains, Instant until) {
    int first = -1;
    for (int i = 0; i < refrains.size(); i++) {
      Refrain each = refrains.get(i);
      if (each.times(until) > 0 && (first < 0 || each.at().isBefore(refrains.get(first).at()))) {
        first = i;
      }
    }
    return first;
  }

  /// Where nothing is filtered, it is shown all the same.
  private Refrain unheard(Refrain refrain, Instant until) {
    long times = refrain.times(until);
    if (times == 0) {
      return refrain;
    }
    Incident incident = refrain.incident();
    Instant last = refrain.after(times - 1).at();
    Key key = key(incident, refrain.at());
    count(key, incident, new Span(refrain.at(), last, times));
    key(incident, last);
    if (release.before(Release.K8S_1_8)) {
      show(key);
    }
    return refrain.after(times);
  }

  /// The message that makes ten is not kept, so the first nine go on being told apart.
  private Key key(Incident incident, Instant at) {
    Theme theme = Theme.of(incident);
    Messages messages = themes.computeIfAbsent(theme, _ -> new Messages());
    if (messages.last.isBefore(at.minus(SIMILAR))) {
      messages.different.clear();
    }
    messages.last = at;
    messages.different.add(incident.message());
    if (messages.different.size() < MESSAGES_MAX) {
      return new Key(theme, incident.message(), null);
    }
    messages.different.remove(incident.message());
    return new Key(theme, null, null);
  }

  private void count(Key key, Incident incident, Span span) {
    Count known = told.get(key);
    Incident as = key.message == null ? incident.saying(COMBINED + incident.message()) : incident;
    Count before =
        known == null || known.forgotten(span.first)
            ? new Count(as, 0, span.first, span.first)
            : known;
    int count = Math.toIntExact(before.count() + span.times);
    told.put(key, new Count(as, count, before.first(), span.last));
  }

  private void show(Key key) {
    Count known = told.get(key);
    if (known != null) {
      shown.put(key, known);
    }
  }

  private void showSeries(Count count) {
    Incident first = count.incident();
    shown.put(new Key(Theme.of(first), first.message(), count.first()), count);
  }

  /// All that was shown up to a moment, in the order of its first times.
  List<Count> list(Instant now) {
    series.written(now).forEach(this::showSeries);
    return List.copyOf(shown.values());
  }
}
