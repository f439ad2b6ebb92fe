package drydock.sandbox;

import drydock.engine.WorldLoop;
import java.time.Instant;
import java.util.List;

/// A world's history as a whole: its fingerprint, and beginning it anew.
final class HistoryControl {

  private final WorldLoop loop;

  /// A history in one line: two worlds with the same one have the same past.
  record HistoryView(long position, String sha256) {}

  /// A world that has just begun.
  record Beginning(long position, Instant now, long seed) {}

  HistoryControl(WorldLoop loop) {
    this.loop = loop;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/sandbox/history", List.of(), this::show),
        Endpoint.post("/sandbox/reset", this::reset));
  }

  private void show(Request request, Reply reply) throws InterruptedException {
    reply.json(
        Answers.await(
            loop.look(sight -> new HistoryView(sight.world().position(), sight.digest().hex()))));
  }

  private void reset(Request request, Reply reply) throws Refused, InterruptedException {
    Fields fields = request.fieldsIfAny();
    fields.only("seed");
    Answers.await(loop.reset(fields.whole("seed")));
    reply.json(
        Answers.await(
            loop.look(sight ->
                new Beginning(
                    sight.world().position(), sight.world().now(), sight.world().seed()))));
  }
}
