package drydock.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import drydock.kernel.Event;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Which events there are, what they are called in the log and how they are written. And the ids,
/// which are written as they print themselves. [EventNames] has the table.
///
/// An event may get a component more that can be null, and needs nothing for it. Any other change
/// of its components makes a new name for it, `replica.scheduled.2`, and an [#older] one of that
/// which it had.
final class EventTypes {

  /// An event's name, its class and how it is written.
  record EventType(String name, Class<? extends Event> type, Shape<Event> shape) {}

  /// A name that is still in the log but not given any more, the name that stands for it now, and
  /// what turns data of then into data of now.
  record Older(String name, String now, UnaryOperator<ObjectNode> upcast) {}

  private final Map<Type, Shape<?>> shapes = new HashMap<>();
  private final SortedMap<String, EventType> byName = new TreeMap<>();
  private final Map<Class<?>, EventType> byClass = new HashMap<>();
  private final SortedMap<String, Older> older = new TreeMap<>();

  EventTypes() {
    shapes.put(String.class, Shape.Text.PLAIN);
    shapes.put(Instant.class, Shape.Text.INSTANT);
    shapes.put(Duration.class, Shape.Text.DURATION);
    for (Type type : List.of(int.class, Integer.class)) {
      shapes.put(type, new Shape.Int());
    }
    for (Type type : List.of(long.class, Long.class)) {
      shapes.put(type, new Shape.Whole());
    }
    for (Type type : List.of(double.class, Double.class)) {
      shapes.put(type, new Shape.Real());
    }
    for (Type type : List.of(boolean.class, Boolean.class)) {
      shapes.put(type, new Shape.Truth());
    }
  }

  /// An id: `toString` writes it and `parse` reads it.
  <T> EventTypes id(Class<T> type, Function<String, T> parse) {
    shapes.put(type, new Shape.Text<>(Object::toString, parse));
    return this;
  }

  EventTypes with(String name, Class<? extends Event> type) {
    var eventType = new EventType(name, type, cast(shape(type)));
    if (byName.put(name, eventType) != null || byClass.put(type, eventType) != null) {
      throw new IllegalArgumentException(name + " or " + type + " is there already");
    }
    return this;
  }

  EventTypes older(String name, String now, UnaryOperator<ObjectNode> upcast) {
    if (byName.containsKey(name) || older.put(name, new Older(name, now, upcast)) != null) {
      throw new IllegalArgumentException(name + " is there already");
    }
    return this;
  }

  EventType of(Event event) {
    EventType type = byClass.get(event.getClass());
    if (type == null) {
      throw new IllegalArgumentException(event.getClass() + " has no name in the log");
    }
    return type;
  }

  @Nullable EventType named(String name) {
    return byName.get(name);
  }

  @Nullable Older olderNamed(String name) {
    return older.get(name);
  }

  /// All names that an event in the log may have.
  SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(byName.keySet());
    names.addAll(older.keySet());
    return Collections.unmodifiableSortedSet(names);
  }

  /// By name.
  List<EventType> list() {
    return List.copyOf(byName.values());
  }

  /// The shape of a type, found when events are named and not when the first of them is written:
  /// one that cannot be written ends the start.
  Shape<Object> shape(Type type) {
    Shape<?> known = shapes.get(type);
    if (known == null) {
      known = shapeOf(type);
      shapes.put(type, known);
    }
    return cast(known);
  }

  private Shape<?> shapeOf(Type type) {
    if (type instanceof ParameterizedType of) {
      Type[] parts = of.getActualTypeArguments();
      if (of.getRawType() == List.class) {
        return new Shape.Listed<>(shape(parts[0]));
      }
      if (of.getRawType() == SortedMap.class && parts[0] == String.class) {
        return new Shape.Sorted<>(shape(parts[1]));
      }
    }
    if (type instanceof Class<?> plain && plain.isEnum()) {
      return Shape.Text.constants(plain);
    }
    if (type instanceof Class<?> plain && plain.isRecord()) {
      return new RecordShape<>(plain, this::shape);
    }
    throw new IllegalArgumentException(type + " cannot be a part of an event");
  }

  @SuppressWarnings("unchecked")
  private static <T> Shape<T> cast(Shape<?> shape) {
    return (Shape<T>) Objects.requireNonNull(shape);
  }
}
