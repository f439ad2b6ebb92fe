package drydock.log;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// How the values of one Java type are written as JSON and read back. There is one way to write a
/// value, and nothing else is read: what was written yesterday and what is written today can be
/// compared byte for byte.
interface Shape<T> {

  void write(T value, JsonGenerator out) throws IOException;

  /// Reads a value whose first token the parser stands on, and leaves it on the last one.
  T read(JsonParser in) throws IOException;

  private static JsonParseException unexpected(JsonParser in, String wanted) {
    return new JsonParseException(in, in.currentToken() + " where " + wanted + " should be");
  }

  private static void expect(JsonParser in, JsonToken token, String wanted) throws IOException {
    if (in.currentToken() != token) {
      throw unexpected(in, wanted);
    }
  }

  /// JSON would carry character 0 as an escape, and Postgres would take it as long as nobody asks
  /// for the text that it stands for.
  private static String withoutZero(String text) {
    if (text.indexOf(0) >= 0) {
      throw new IllegalArgumentException("character 0 in a text");
    }
    return text;
  }

  /// What is written as one JSON string.
  record Text<T>(Function<T, String> form, Function<String, T> parse) implements Shape<T> {
    static final Text<String> PLAIN = new Text<>(text -> text, text -> text);

    static final Text<Instant> INSTANT = new Text<>(Milliseconds::text, Milliseconds::parse);

    /// As ISO 8601 has it: `PT1M30S`.
    static final Text<Duration> DURATION = new Text<>(Duration::toString, Duration::parse);

    /// The constants of an enum, by their names.
    static Text<Object> constants(Class<?> type) {
      Map<String, Object> byName = new HashMap<>();
      for (Object constant : type.getEnumConstants()) {
        byName.put(((Enum<?>) constant).name(), constant);
      }
      return new Text<>(
          constant -> ((Enum<?>) constant).name(),
          name -> {
            Object constant = byName.get(name);
            if (constant == null) {
              throw new IllegalArgumentException("no " + type.getSimpleName() + " is " + name);
            }
            return constant;
          });
    }

    @Override
    public void write(T value, JsonGenerator out) throws IOException {
      out.writeString(withoutZero(form.apply(value)));
    }

    @Override
    public T read(JsonParser in) throws IOException {
      expect(in, JsonToken.VALUE_STRING, "a string");
      return parse.apply(in.getText());
    }
  }

  /// An `int`.
  record Int() implements Shape<Integer> {
    @Override
    public void write(Integer value, JsonGenerator out) throws IOException {
      out.writeNumber(value);
    }

    @Override
    public Integer read(JsonParser in) throws IOException {
      expect(in, JsonToken.VALUE_NUMBER_INT, "a whole number");
      return in.getIntValue();
    }
  }

  /// A `long`.
  record Whole() implements Shape<Long> {
    @Override
    public void write(Long value, JsonGenerator out) throws IOException {
      out.writeNumber(value);
    }

    @Override
    public Long read(JsonParser in) throws IOException {
      expect(in, JsonToken.VALUE_NUMBER_INT, "a whole number");
      return in.getLongValue();
    }
  }

  /// A `double`; JSON has no word for infinity or for what is not a number.
  record Real() implements Shape<Double> {
    @Override
    public void write(Double value, JsonGenerator out) throws IOException {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(value + " cannot be written");
      }
      out.writeNumber(value);
    }

    @Override
    public Double read(JsonParser in) throws IOException {
      expect(in, JsonToken.VALUE_NUMBER_FLOAT, "a number with decimals");
      return in.getDoubleValue();
    }
  }

  /// A `boolean`.
  record Truth() implements Shape<Boolean> {
    @Override
    public void write(Boolean value, JsonGenerator out) throws IOException {
      out.writeBoolean(value);
    }

    @Override
    public Boolean read(JsonParser in) throws IOException {
      if (!in.currentToken().isBoolean()) {
        throw unexpected(in, "true or false");
      }
      return in.getBooleanValue();
    }
  }

  /// A list, as an array.
  record Listed<E>(Shape<E> element) implements Shape<List<E>> {
    @Override
    public void write(List<E> list, JsonGenerator out) throws IOException {
      out.writeStartArray();
      for (E value : list) {
        element.write(value, out);
      }
      out.writeEndArray();
    }

    @Override
    public List<E> read(JsonParser in) throws IOException {
      expect(in, JsonToken.START_ARRAY, "an array");
      List<E> list = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        list.add(element.read(in));
      }
      return List.copyOf(list);
    }
  }

  /// A map from texts, as an object whose names are in the order of [String#compareTo].
  record Sorted<V>(Shape<V> value) implements Shape<SortedMap<String, V>> {
    @Override
    public void write(SortedMap<String, V> map, JsonGenerator out) throws IOException {
      if (map.comparator() != null) {
        throw new IllegalArgumentException("a map in an order of its own");
      }
      out.writeStartObject();
      for (Map.Entry<String, V> entry : map.entrySet()) {
        out.writeFieldName(withoutZero(entry.getKey()));
        value.write(entry.getValue(), out);
      }
      out.writeEndObject();
    }

    @Override
    public SortedMap<String, V> read(JsonParser in) throws IOException {
      expect(in, JsonToken.START_OBJECT, "an object");
      SortedMap<String, V> map = new TreeMap<>();
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        in.nextToken();
        map.put(name, value.read(in));
      }
      return Collections.unmodifiableSortedMap(map);
    }
  }
}
