package drydock.provider.tencent;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The parameters of one request, or of one object in it, that keep to their declaration. What was
/// not given and has no default reads as "", 0, false or an empty list, which is what the API takes
/// them for; [#has] tells the difference. Asking for a name that is not declared, or with another
/// type, is a mistake in the program and throws.
public final class Arguments {
  private final Type.Struct struct;
  private final Map<String, Object> values;
  private final SortedMap<String, String> shown;

  Arguments(Type.Struct struct, Map<String, Object> values, SortedMap<String, String> shown) {
    this.struct = struct;
    this.values = values;
    this.shown = shown;
  }

  Type.Struct struct() {
    return struct;
  }

  /// Whether the request carries it; a default does not count.
  public boolean has(String name) {
    struct.named(name);
    return values.containsKey(name);
  }

  /// Whether its value, given or by default, is this text.
  boolean is(String name, String text) {
    Object value = value(name, struct.named(name).type());
    return value != null && value.toString().equals(text);
  }

  public String text(String name) {
    Object value = value(name, typed(name, Type.Text.class));
    return value == null ? "" : (String) value;
  }

  public int integer(String name) {
    if (struct.named(name).type() instanceof Type.Whole whole && !whole.fitsInt()) {
      throw new IllegalArgumentException(name + " is declared as more than 32 bits");
    }
    return Math.toIntExact(number(name));
  }

  public long number(String name) {
    Object value = value(name, typed(name, Type.Whole.class));
    return value == null ? 0 : (Long) value;
  }

  public boolean flag(String name) {
    Object value = value(name, typed(name, Type.Flag.class));
    return value != null && (Boolean) value;
  }

  public Optional<LocalDateTime> moment(String name) {
    return Optional.ofNullable((LocalDateTime) value(name, typed(name, Type.Moment.class)));
  }

  /// The values of a list of text.
  public List<String> texts(String name) {
    return elements(name, Type.Text.class, String.class);
  }

  /// The values of a list of whole numbers.
  public List<Long> numbers(String name) {
    return elements(name, Type.Whole.class, Long.class);
  }

  /// The values of a list of objects.
  public List<Arguments> list(String name) {
    return elements(name, Type.Struct.class, Arguments.class);
  }

  /// Texts under names of the client's own.
  public SortedMap<String, String> keyed(String name) {
    typed(name, Type.Keyed.class);
    SortedMap<String, String> keyed = new TreeMap<>();
    if (values.get(name) instanceof SortedMap<?, ?> given) {
      given.forEach((key, value) -> keyed.put((String) key, (String) value));
    }
    return keyed;
  }

  /// A nested object, of which nothing is given if the request has none.
  public Arguments object(String name) {
    Object value = values.get(name);
    Type.Struct type = (Type.Struct) typed(name, Type.Struct.class);
    return value == null ? new Arguments(type, Map.of(), shown) : (Arguments) value;
  }

  /// What the request carried, by full name (`containers.0.image`, lists numbered from 0 without
  /// gaps), secrets left out. That of a nested object is the whole request's.
  public SortedMap<String, String> shown() {
    return shown;
  }

  private Type typed(String name, Class<? extends Type> kind) {
    Type type = struct.named(name).type();
    if (!kind.isInstance(type)) {
      throw new IllegalArgumentException(
          name + " is declared as " + type.getClass().getSimpleName());
    }
    return type;
  }

  private @Nullable Object value(String name, Type type) {
    Object value = values.get(name);
    if (value == null
        && struct.named(name).presence() instanceof Parameter.Presence.Default(String text)) {
      return Values.parse(type, text);
    }
    return value;
  }

  private <T> List<T> elements(String name, Class<? extends Type> kind, Class<T> element) {
    Type.Many type = (Type.Many) typed(name, Type.Many.class);
    if (!kind.isInstance(type.element())) {
      throw new IllegalArgumentException(
          name + " is declared as a list of " + type.element().getClass().getSimpleName());
    }
    List<T> elements = new ArrayList<>();
    if (values.get(name) instanceof List<?> given) {
      given.forEach(each -> elements.add(element.cast(each)));
    }
    return elements;
  }
}
