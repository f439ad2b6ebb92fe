package drydock.log;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A record, as an object of its components in the order they are declared. A component that may be
/// null is left out when it is; all others have to be there, and nothing else may.
final class RecordShape<T> implements Shape<T> {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodType ANY = MethodType.methodType(Object.class, Object.class);

  private record Component(
      SerializedString name, MethodHandle accessor, Shape<Object> shape, boolean nullable) {}

  private final Class<T> type;
  private final List<Component> components = new ArrayList<>();
  private final MethodHandle constructor;

  /// `shapes` gives the shape of a component's type.
  RecordShape(Class<T> type, Function<Type, Shape<Object>> shapes) {
    this.type = type;
    List<Class<?>> types = new ArrayList<>();
    try {
      for (RecordComponent component : type.getRecordComponents()) {
        types.add(component.getType());
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        components.add(
            new Component(
                new SerializedString(component.getName()),
                LOOKUP.unreflect(accessor).asType(ANY),
                shapes.apply(component.getGenericType()),
                component.getAnnotatedType().isAnnotationPresent(Nullable.class)));
      }
      Constructor<T> canonical = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
      canonical.setAccessible(true);
      constructor =
          LOOKUP
              .unreflectConstructor(canonical)
              .asSpreader(Object[].class, types.size())
              .asType(ANY);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(type + " is not a record", impossible);
    }
  }

  @Override
  public void write(T value, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (Component component : components) {
      Object part = invoke(component.accessor, value);
      if (part != null) {
        out.writeFieldName(component.name);
        component.shape.write(part, out);
      } else if (!component.nullable) {
        throw new IllegalArgumentException(component.name + " of " + value + " is null");
      }
    }
    out.writeEndObject();
  }

  @Override
  public T read(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(in, in.currentToken() + " where an object should be");
    }
    @Nullable Object[] parts = new Object[components.size()];
    int next = 0;
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      int index = indexOf(name, next, in);
      if (parts[index] != null) {
        throw new JsonParseException(in, name + " is there twice");
      }
      in.nextToken();
      parts[index] = components.get(index).shape.read(in);
      next = index + 1;
    }
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == null && !components.get(i).nullable) {
        throw new JsonParseException(in, components.get(i).name + " is missing");
      }
    }
    return type.cast(Objects.requireNonNull(invoke(constructor, parts)));
  }

  /// Components come in their order, so the search seldom goes beyond the first guess.
  private int indexOf(String name, int guess, JsonParser in) throws JsonParseException {
    for (int i = 0; i < components.size(); i++) {
      int index = (guess + i) % components.size();
      if (components.get(index).name.getValue().equals(name)) {
        return index;
      }
    }
    throw new JsonParseException(in, "a " + type.getSimpleName() + " has no " + name);
  }

  private static @Nullable Object invoke(MethodHandle handle, Object argument) {
    try {
      return (Object) handle.invokeExact(argument);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) {
      throw new AssertionError("a record throws what it does not declare", impossible);
    }
  }
}
