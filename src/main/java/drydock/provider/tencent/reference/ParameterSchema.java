package drydock.provider.tencent.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import drydock.provider.tencent.Parameter;
import drydock.provider.tencent.Rule;
import drydock.provider.tencent.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What an action takes, as a JSON schema: the structure behind the flat names of the wire.
final class ParameterSchema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ParameterSchema() {}

  static ObjectNode of(List<Parameter> parameters, List<Rule> rules) {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    List<String> required = new ArrayList<>();
    for (Parameter parameter : parameters) {
      properties.set(parameter.name(), of(parameter));
      if (parameter.presence() instanceof Parameter.Presence.Required) {
        required.add(parameter.name());
      }
    }
    if (!required.isEmpty()) {
      required.forEach(schema.putArray("required")::add);
    }
    if (!rules.isEmpty()) {
      schema.put("description", rules.stream().map(Rule::words).collect(Collectors.joining("; ")));
    }
    return schema;
  }

  private static ObjectNode of(Parameter parameter) {
    ObjectNode schema = of(parameter.type());
    String says = says(parameter);
    if (!says.isEmpty()) {
      schema.put("description", says);
    }
    if (parameter.presence() instanceof Parameter.Presence.Default(String value)) {
      byDefault(schema, parameter.type(), value);
    }
    if (parameter.notes().secret()) {
      schema.put("format", "password");
      schema.put("writeOnly", true);
    }
    return schema;
  }

  /// The sentence of the reference, and what else cannot be said in a schema.
  private static String says(Parameter parameter) {
    List<String> sentences = new ArrayList<>();
    if (!parameter.notes().description().isEmpty()) {
      sentences.add(parameter.notes().description());
    }
    if (parameter.presence()
        instanceof Parameter.Presence.RequiredWhen(String other, List<String> values)) {
      sentences.add("Required when " + other + " is " + String.join(" or ", values) + ".");
    }
    if (!parameter.notes().aliases().isEmpty()) {
      sentences.add("Also taken as " + String.join(", ", parameter.notes().aliases()) + ".");
    }
    return String.join(" ", sentences);
  }

  private static void byDefault(ObjectNode schema, Type type, String value) {
    switch (type) {
      case Type.Whole _ -> schema.put("default", Long.parseLong(value));
      case Type.Flag _ -> schema.put("default", Boolean.parseBoolean(value));
      case Type.Text _, Type.Moment _, Type.Struct _, Type.Many _ -> schema.put("default", value);
    }
  }

  private static ObjectNode of(Type type) {
    return switch (type) {
      case Type.Text text -> text(text);
      case Type.Whole whole -> whole(whole);
      case Type.Flag _ -> JSON.objectNode().put("type", "boolean");
      case Type.Moment _ ->
          JSON.objectNode().put("type", "string").put("example", "2017-03-28 14:10:00");
      case Type.Struct struct -> of(struct.parameters(), struct.rules());
      case Type.Many(Type element, int sizeMax) -> {
        ObjectNode schema = JSON.objectNode().put("type", "array").put("maxItems", sizeMax);
        schema.set("items", of(element));
        yield schema;
      }
    };
  }

  private static ObjectNode text(Type.Text text) {
    ObjectNode schema = JSON.objectNode().put("type", "string");
    if (!text.values().isEmpty()) {
      text.values().forEach(schema.putArray("enum")::add);
      return schema;
    }
    schema.put("minLength", text.lengthMin()).put("maxLength", text.lengthMax());
    if (text.form() != null) {
      schema.put("pattern", "^(?:" + text.form().expression().pattern() + ")$");
    }
    return schema;
  }

  /// A number that may be 0 for "none" has that as a second form.
  private static ObjectNode whole(Type.Whole whole) {
    ObjectNode schema = JSON.objectNode().put("type", "integer");
    if (!whole.values().isEmpty()) {
      ArrayNode values = schema.putArray("enum");
      whole.values().forEach(values::add);
      if (whole.zeroIsNone() && !whole.values().contains(0L)) {
        values.add(0);
      }
      return schema;
    }
    ObjectNode range = whole.zeroIsNone() ? JSON.objectNode() : schema;
    range.put("minimum", whole.range().min()).put("maximum", whole.range().max());
    if (whole.range().step() > 1) {
      range.put("multipleOf", whole.range().step());
    }
    if (whole.zeroIsNone()) {
      schema.putArray("anyOf").add(range).add(JSON.objectNode().put("const", 0));
    }
    return schema;
  }
}
