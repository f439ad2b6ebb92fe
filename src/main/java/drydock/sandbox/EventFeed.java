package drydock.sandbox;

import drydock.engine.Past;
import drydock.engine.Refusal;
import drydock.engine.WorldLoop;
import drydock.log.Entry;
import drydock.log.EventCodec;
import drydock.log.EventLog.Filter;
import drydock.log.LogUnavailable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// The events of a world, in order and without a hole: those there are, and as they happen.
final class EventFeed {

  private static final long LIMIT_USUAL = 1_000;
  private static final long LIMIT_MAX = 100_000;

  /// So many events are in memory at a time.
  private static final int PAGE = 250;

  /// Readers take turns at the database, so that its connections are left for the world itself.
  private static final int READERS_AT_ONCE = 4;

  private static final int STREAMS_MAX = 64;

  /// A stream says something so often, since connections without traffic are closed.
  static final Duration HEART_BEAT = Duration.ofSeconds(15);

  /// What events are called, found when somebody first asks for a type and not at the start.
  private static final class Types {
    private static final SortedSet<String> ALL = EventCodec.names();
  }

  private final WorldLoop loop;
  private final Duration heartBeat;
  private final Semaphore readers = new Semaphore(READERS_AT_ONCE, true);
  private final Semaphore streams = new Semaphore(STREAMS_MAX);

  EventFeed(WorldLoop loop, Duration heartBeat) {
    this.loop = loop;
    this.heartBeat = heartBeat;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/sandbox/events", List.of("after", "limit", "subject", "type"), this::page),
        Endpoint.get("/sandbox/events/stream", List.of("after"), this::stream));
  }

  private void page(Request request, Reply reply)
      throws Refused, LogUnavailable, IOException, InterruptedException {
    long after = request.whole("after", 0, Long.MAX_VALUE, 0);
    long left = request.whole("limit", 1, LIMIT_MAX, LIMIT_USUAL);
    var filter = new Filter(request.text("subject"), type(request));
    Past past = loop.past();
    List<Entry> page = read(past, after, left, filter);
    Outflow out = reply.stream("application/x-ndjson");
    while (!page.isEmpty()) {
      for (Entry entry : page) {
        Json.write(entry, out);
        out.write('\n');
      }
      left -= page.size();
      page = left == 0 ? List.of() : read(past, page.getLast().position(), left, filter);
    }
    out.finish();
  }

  private static @Nullable String type(Request request) throws Refused {
    String type = request.text("type");
    if (type != null && !Types.ALL.contains(type)) {
      throw new Refused(
          Problem.invalid("type", "is " + Problem.shown(type), String.join(", ", Types.ALL)));
    }
    return type;
  }

  private List<Entry> read(Past past, long after, long limit, Filter filter)
      throws LogUnavailable, InterruptedException {
    readers.acquire();
    try {
      return past.read(after, (int) Math.min(PAGE, limit), filter);
    } finally {
      readers.release();
    }
  }

  private void stream(Request request, Reply reply)
      throws Refused, LogUnavailable, IOException, InterruptedException {
    long after = request.whole("after", 0, Long.MAX_VALUE, 0);
    String last = request.header("Last-Event-ID");
    if (last != null) {
      after = Request.whole("Last-Event-ID", last, 0, Long.MAX_VALUE);
    }
    if (!streams.tryAcquire()) {
      throw new Refused(
          Problem.of(Problem.Kind.BUSY, "there are " + STREAMS_MAX + " streams already"));
    }
    try {
      var live = new Live(reply.stream("text/event-stream"));
      live.run(last != null && after > loop.past().position(), after);
    } finally {
      streams.release();
    }
  }

  /// A stream that lasts until its client goes, or the server.
  private final class Live {
    private final Outflow out;

    Live(Outflow out) {
      this.out = out;
    }

    /// A client that has seen more than there is has seen an earlier world, as has one whose world
    /// is begun anew before its eyes.
    void run(boolean anew, long after) throws IOException, LogUnavailable {
      try {
        say(": events of a world, by position\n\n");
        if (anew) {
          begin();
        }
        for (long from = anew ? 0 : after; ; from = 0) {
          follow(loop.past(), from);
          begin();
        }
      } catch (InterruptedException | InterruptedIOException over) {
        Thread.interrupted();
        out.finish();
      }
    }

    /// Passes on what follows a position until the world is begun anew.
    private void follow(Past past, long from)
        throws IOException, LogUnavailable, InterruptedException {
      long after = from;
      try {
        while (true) {
          List<Entry> page = read(past, after, PAGE, Filter.NONE);
          for (Entry entry : page) {
            say("id: " + entry.position() + "\ndata: ");
            Json.write(entry, out);
            say("\n\n");
            after = entry.position();
          }
          out.flush();
          if (page.isEmpty()) {
            past.await(after, heartBeat);
            if (past.position() <= after) {
              say(":\n\n");
            }
          }
        }
      } catch (Refusal anew) {
        // The history that was followed is gone.
      }
    }

    /// Tells the client that positions begin at 1 again.
    private void begin() throws IOException {
      say("event: reset\nid: 0\ndata: {\"position\":0}\n\n");
    }

    private void say(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
