package drydock.provider.tencent.reference;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import drydock.provider.tencent.PhpMap;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an action answers, as a JSON schema: read off the record that is written.
final class AnswerSchema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AnswerSchema() {}

  /// The schema of a record, with its components in the order in which they are written.
  static ObjectNode of(Class<?> shape) {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    add(shape, schema.putObject("properties"), schema.putArray("required"));
    return schema;
  }

  private static void add(Class<?> shape, ObjectNode properties, ArrayNode required) {
    for (RecordComponent component : shape.getRecordComponents()) {
      // Jackson's annotations are kept by the accessor, those of types by the component.
      AnnotatedElement written = component.getAccessor();
      if (written.isAnnotationPresent(JsonUnwrapped.class)) {
        add(component.getType(), properties, required);
        continue;
      }
      boolean mayBeAbsent = written.isAnnotationPresent(JsonInclude.class);
      properties.set(component.getName(), of(component.getAnnotatedType(), mayBeAbsent));
      if (!mayBeAbsent) {
        required.add(component.getName());
      }
    }
  }

  private static ObjectNode of(AnnotatedType type, boolean neverNull) {
    ObjectNode schema = plain(type);
    boolean nullable = type.isAnnotationPresent(Nullable.class) && !neverNull;
    if (nullable && schema.has("type")) {
      String only = schema.get("type").textValue();
      schema.putArray("type").add(only).add("null");
    }
    return schema;
  }

  private static ObjectNode plain(AnnotatedType annotated) {
    Class<?> type = raw(annotated.getType());
    if (Collection.class.isAssignableFrom(type)) {
      ObjectNode schema = JSON.objectNode().put("type", "array");
      schema.set("items", of(argument(annotated, 0), false));
      return schema;
    }
    if (Map.class.isAssignableFrom(type)) {
      ObjectNode schema = JSON.objectNode().put("type", "object");
      schema.set("additionalProperties", of(argument(annotated, 1), false));
      return schema;
    }
    if (type == PhpMap.class) {
      return emptyAsList();
    }
    return type.isRecord() ? of(type) : JSON.objectNode().put("type", name(type));
  }

  /// See [PhpMap].
  private static ObjectNode emptyAsList() {
    ObjectNode schema = JSON.objectNode();
    ArrayNode either = schema.putArray("oneOf");
    either.addObject().put("type", "object").put("minProperties", 1);
    either.addObject().put("type", "array").put("maxItems", 0);
    return schema;
  }

  private static String name(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "String" -> "string";
      case "int", "long", "Integer", "Long" -> "integer";
      case "double", "Double" -> "number";
      case "boolean", "Boolean" -> "boolean";
      default -> throw new IllegalArgumentException("no schema for " + type);
    };
  }

  private static Class<?> raw(Type type) {
    return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
  }

  private static AnnotatedType argument(AnnotatedType type, int index) {
    return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[index];
  }
}
