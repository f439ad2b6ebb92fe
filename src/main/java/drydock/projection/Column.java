package drydock.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import drydock.log.Postgres;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A column of a table: its name, what kind of values it has, and where these come from.
record Column<R>(String name, Kind kind, Function<R, @Nullable Object> value) {

  /// A type of SQL. A statement takes the values of a column as one array, in which JSON travels as
  /// text.
  enum Kind {
    TEXT("text", ""),
    NUMBER("integer", ""),
    POSITION("bigint", ""),
    TRUTH("boolean", ""),
    MOMENT("timestamptz", ""),
    JSON("text", "::jsonb");

    private final String type;
    private final String cast;

    Kind(String type, String cast) {
      this.type = type;
      this.cast = cast;
    }

    /// The type of an element of the array.
    String type() {
      return type;
    }

    /// What makes a value of the column out of such an element.
    String cast() {
      return cast;
    }

    @Nullable Object[] array(int size) {
      return switch (this) {
        case TEXT, JSON -> new String[size];
        case NUMBER -> new Integer[size];
        case POSITION -> new Long[size];
        case TRUTH -> new Boolean[size];
        case MOMENT -> new OffsetDateTime[size];
      };
    }
  }

  /// As the log writes it: what is null is left out.
  private static final ObjectMapper JSON =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  static <R> Column<R> text(String name, Function<R, String> value) {
    return new Column<>(name, Kind.TEXT, value::apply);
  }

  /// Null in place of an empty text.
  static <R> Column<R> textIfAny(String name, Function<R, @Nullable String> value) {
    return new Column<>(
        name,
        Kind.TEXT,
        row -> {
          String text = value.apply(row);
          return text == null || text.isEmpty() ? null : text;
        });
  }

  static <R> Column<R> number(String name, Function<R, Integer> value) {
    return new Column<>(name, Kind.NUMBER, value::apply);
  }

  static <R> Column<R> numberIfAny(String name, Function<R, @Nullable Integer> value) {
    return new Column<>(name, Kind.NUMBER, value::apply);
  }

  static <R> Column<R> position(String name, Function<R, Long> value) {
    return new Column<>(name, Kind.POSITION, value::apply);
  }

  static <R> Column<R> truth(String name, Function<R, Boolean> value) {
    return new Column<>(name, Kind.TRUTH, value::apply);
  }

  static <R> Column<R> moment(String name, Function<R, @Nullable Instant> value) {
    return new Column<>(
        name,
        Kind.MOMENT,
        row -> {
          Instant moment = value.apply(row);
          return moment == null ? null : Postgres.moment(moment);
        });
  }

  static <R> Column<R> json(String name, Function<R, Object> value) {
    return new Column<>(name, Kind.JSON, row -> write(value.apply(row)));
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("what came from JSON is none any more", impossible);
    }
  }
}
