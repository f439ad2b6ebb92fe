package drydock.sandbox;

import drydock.engine.WorldLoop;
import drydock.log.LogUnavailable;
import drydock.world.World;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The state of one cluster, now and then.
final class Clusters {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  /// RFC 3339; a `+` that was not escaped arrives as a blank.
  private static final Pattern MOMENT =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9:]{8}([.][0-9]{1,9})?)(Z|([-+ ])([0-9]{2}:[0-9]{2}))");

  private final WorldLoop loop;
  private final LooksBack looksBack;

  /// How far a world has come.
  private record Present(long position, Instant now) {}

  Clusters(WorldLoop loop, LooksBack looksBack) {
    this.loop = loop;
    this.looksBack = looksBack;
  }

  List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/sandbox/clusters/:id", List.of("at"), this::show));
  }

  private void show(Request request, Reply reply)
      throws Refused, LogUnavailable, IOException, InterruptedException {
    String id = request.path("id");
    String at = request.text("at");
    ClusterState state = at == null ? now(id) : then(id, at);
    if (state == null) {
      throw new Refused(
          Problem.of(
              Problem.Kind.NOT_FOUND,
              "clusterId " + Problem.shown(id) + " does not exist" + (at == null ? "" : " then")));
    }
    Outflow out = reply.stream("application/json");
    Json.write(state, out);
    out.finish();
  }

  private @Nullable ClusterState now(String id) throws InterruptedException {
    return Answers.await(
            loop.look(sight -> Optional.ofNullable(ClusterState.of(sight.world(), id))))
        .orElse(null);
  }

  private @Nullable ClusterState then(String id, String at)
      throws Refused, LogUnavailable, InterruptedException {
    Present present =
        Answers.await(
            loop.look(sight -> new Present(sight.world().position(), sight.world().now())));
    Optional<World> world =
        looksBack.take(past ->
            at.matches("[0-9]+")
                ? past.at(Request.whole("at", at, 1, present.position()))
                : past.at(moment(at, present.now())));
    return world.map(then -> ClusterState.of(then, id)).orElse(null);
  }

  private static Instant moment(String at, Instant now) throws Refused {
    String text = at.toUpperCase(Locale.ROOT);
    var parts = MOMENT.matcher(text);
    try {
      if (parts.matches()) {
        Instant moment = Instant.parse(" ".equals(parts.group(5)) ? plus(text) : text);
        if (!moment.isBefore(FIRST) && !moment.isAfter(now)) {
          return moment.truncatedTo(ChronoUnit.MILLIS);
        }
      }
    } catch (DateTimeParseException unreadable) {
      // Refused like any other text.
    }
    throw new Refused(
        Problem.invalid(
            "at",
            "is " + Problem.shown(at),
            "a position, or a moment as in RFC 3339 from " + FIRST + " to " + now));
  }

  private static String plus(String text) {
    return text.replace(' ', '+');
  }
}
