package drydock.monitor;

import drydock.monitor.Incident.Kind;
import drydock.monitor.Incident.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Lets 25 events of one object by each part of Kubernetes that tells of it, and then one more
/// every five minutes (client-go, tools/record/events_cache.go: EventSourceObjectSpamFilter).
final class SpamFilter {

  private static final int BURST = 25;
  private static final Duration REFILL = Duration.ofMinutes(5);

  private final Map<Voice, Bucket> buckets = new LinkedHashMap<>();

  private record Voice(Source source, Kind kind, String object) {}

  /// How much may be told, counted in milliseconds of refilling.
  private record Bucket(long filled, Instant at) {
    private static final long FULL = BURST * REFILL.toMillis();

    Bucket until(Instant now) {
      long more = Duration.between(at, now).toMillis();
      return new Bucket(Math.min(FULL, filled + more), now);
    }
  }

  private static Voice voice(Incident incident) {
    return new Voice(incident.reason().source(), incident.kind(), incident.object());
  }

  private Bucket bucket(Voice voice, Instant at) {
    return buckets.getOrDefault(voice, new Bucket(Bucket.FULL, at)).until(at);
  }

  /// Whether one gets through, which counts against the next.
  boolean lets(Incident incident, Instant at) {
    Voice voice = voice(incident);
    Bucket bucket = bucket(voice, at);
    boolean lets = bucket.filled >= REFILL.toMillis();
    buckets.put(voice, lets ? new Bucket(bucket.filled - REFILL.toMillis(), at) : bucket);
    return lets;
  }

  /// From when on one would get through, if none came before; `at` if it does at once.
  Instant opensAt(Incident incident, Instant at) {
    long missing = REFILL.toMillis() - bucket(voice(incident), at).filled;
    return missing > 0 ? at.plusMillis(missing) : at;
  }
}
