package drydock.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import drydock.kernel.Cause;
import drydock.kernel.Event;
import drydock.kernel.Recorded;
import drydock.log.EventTypes.EventType;
import drydock.log.EventTypes.Older;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// Writes events as the log keeps them and reads them again. The same event is always written with
/// the same bytes.
public final class EventCodec {
  private static final String TIME = "{\"by\":\"time\"}";

  /// Every kind of cause.
  private record WrittenCause(
      String by,
      @Nullable String action,
      @Nullable String account,
      @Nullable SortedMap<String, String> parameters,
      @Nullable Long position,
      @Nullable String fault) {}

  private final JsonFactory json = new JsonFactory();
  private final ObjectMapper trees = new ObjectMapper(json);
  private final EventTypes types;
  private final Shape<Object> causes;

  public EventCodec() {
    this(EventNames.all());
  }

  EventCodec(EventTypes types) {
    this.types = types;
    this.causes = types.shape(WrittenCause.class);
  }

  /// What events are called in the log, those of earlier releases among them.
  public static SortedSet<String> names() {
    return EventNames.all().names();
  }

  /// What the log keeps of an event.
  ///
  /// @throws IllegalArgumentException if an event has no name in the log, or holds what cannot be
  ///   written: a null that is not declared, a moment finer than a millisecond, a text that
  ///   Postgres could not keep
  public Entry encode(Recorded recorded) {
    Event event = recorded.event();
    EventType type = types.of(event);
    return new Entry(
        recorded.position(),
        recorded.at(),
        event.subject(),
        type.name(),
        write(type.shape(), event),
        write(recorded.cause()));
  }

  /// The event that an entry is of.
  ///
  /// @throws IllegalStateException if the entry is not one that [#encode] makes, or made once
  public Recorded decode(Entry entry) {
    try {
      Event event = event(entry.type(), entry.data());
      return new Recorded(entry.position(), entry.at(), event, cause(entry.cause()));
    } catch (IOException | RuntimeException wrong) {
      throw new IllegalStateException(
          "%s at position %d cannot be read".formatted(entry.type(), entry.position()), wrong);
    }
  }

  private Event event(String name, String data) throws IOException {
    EventType type = types.named(name);
    if (type != null) {
      return read(type.shape(), data);
    }
    Older older = types.olderNamed(name);
    if (older == null) {
      throw new IllegalArgumentException("no event has this name");
    }
    ObjectNode then = (ObjectNode) trees.readTree(data);
    return event(older.now(), older.upcast().apply(then).toString());
  }

  private String write(Cause cause) {
    return switch (cause) {
      case Cause.Command(var action, var account, var parameters) ->
          write(causes, new WrittenCause("command", action, account, parameters, null, null));
      case Cause.Consequence(var position) ->
          write(causes, new WrittenCause("command", null, null, null, position, null));
      case Cause.Fault(var id) ->
          write(causes, new WrittenCause("fault", null, null, null, null, id));
      case Cause.Time() -> TIME;
    };
  }

  private Cause cause(String text) throws IOException {
    if (text.equals(TIME)) {
      return new Cause.Time();
    }
    WrittenCause written = (WrittenCause) read(causes, text);
    if (written.by.equals("command") && written.position != null) {
      return new Cause.Consequence(written.position);
    }
    if (written.by.equals("command")
        && written.action != null
        && written.account != null
        && written.parameters != null) {
      return new Cause.Command(written.action, written.account, written.parameters);
    }
    if (written.by.equals("fault") && written.fault != null) {
      return new Cause.Fault(written.fault);
    }
    throw new IllegalArgumentException("no cause is written like " + text);
  }

  private <T> String write(Shape<T> shape, T value) {
    SegmentedStringWriter text = new SegmentedStringWriter(json._getBufferRecycler());
    try {
      try (JsonGenerator out = json.createGenerator(text)) {
        shape.write(value, out);
      }
      return text.getAndClear();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
  }

  private <T> T read(Shape<T> shape, String text) throws IOException {
    try (JsonParser in = json.createParser(text)) {
      in.nextToken();
      T value = shape.read(in);
      if (in.nextToken() != null) {
        throw new JsonParseException(in, "more text follows");
      }
      return value;
    }
  }
}
