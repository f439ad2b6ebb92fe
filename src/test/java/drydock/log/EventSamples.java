package drydock.log;

import drydock.kernel.Event;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes an event of any class, by filling in its components; and finds all classes of events.
///
/// An id has a form of its own, so an example of each is given by hand.
record EventSamples(Map<Class<?>, Object> ids) {

  /// An event with something in every component, or with nothing where that is allowed: no value
  /// where there may be none, empty lists and maps.
  <T> T sample(Class<T> type, boolean full) throws ReflectiveOperationException {
    List<Class<?>> types = new ArrayList<>();
    List<Object> parts = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      types.add(component.getType());
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      parts.add(
          nullable && !full ? null : value(component.getGenericType(), component.getName(), full));
    }
    var constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    return constructor.newInstance(parts.toArray());
  }

  private Object value(Type type, String name, boolean full) throws ReflectiveOperationException {
    if (ids.containsKey(type)) {
      return ids.get(type);
    }
    if (type instanceof ParameterizedType of && of.getRawType() == List.class) {
      Type element = of.getActualTypeArguments()[0];
      return full ? List.of(value(element, name, full), value(element, name, full)) : List.of();
    }
    if (type instanceof ParameterizedType of && of.getRawType() == SortedMap.class) {
      var map = new TreeMap<String, Object>();
      if (full) {
        map.put("second", value(of.getActualTypeArguments()[1], name, full));
        map.put("first", value(of.getActualTypeArguments()[1], name, full));
      }
      return map;
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      Object[] constants = plain.getEnumConstants();
      return constants[full ? constants.length - 1 : 0];
    }
    return plain.isRecord() ? sample(plain, full) : simple(plain, name, full);
  }

  private static Object simple(Class<?> type, String name, boolean full) {
    return switch (type.getName()) {
      case "java.lang.String" -> full ? name + " \"é\" 漢字 🚢 \\ \n" : "";
      case "int", "java.lang.Integer" -> full ? Integer.MAX_VALUE : 1;
      case "long", "java.lang.Long" -> full ? Long.MAX_VALUE : 1L;
      case "double", "java.lang.Double" -> full ? 0.1 : 1.0;
      case "boolean", "java.lang.Boolean" -> full;
      case "java.time.Instant" ->
          Instant.parse(full ? "2026-01-01T00:00:00.250Z" : "2026-01-01T00:00:00Z");
      case "java.time.Duration" -> full ? Duration.ofMillis(90_250) : Duration.ZERO;
      default -> throw new IllegalArgumentException("no sample of " + type);
    };
  }

  /// Every record below a directory of classes that is an event.
  static List<Class<?>> recordsOfEvents(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(file -> file.startsWith("drydock") && file.endsWith(".class"))
          .sorted()
          .<Class<?>>map(EventSamples::load)
          .filter(type -> type.isRecord() && Event.class.isAssignableFrom(type))
          .toList();
    }
  }

  private static Class<?> load(String file) {
    String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
    try {
      return Class.forName(name.replace('\\', '.'), false, Event.class.getClassLoader());
    } catch (ClassNotFoundException impossible) {
      throw new LinkageError(file, impossible);
    }
  }

  /// Where the classes that are under test, and no tests, lie.
  static Path mainClasses() throws URISyntaxException {
    return Path.of(Event.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
