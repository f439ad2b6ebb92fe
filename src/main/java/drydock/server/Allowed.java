package drydock.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// What a JSON Schema allows, in words: its title, where it has one.
final class Allowed {

  private Allowed() {}

  static String words(JsonNode schema) {
    if (schema.has("title")) {
      return schema.get("title").textValue();
    }
    if (schema.has("enum")) {
      return list(schema.get("enum"));
    }
    return switch (schema.path("type").asText()) {
      case "object" -> schema.has("properties") ? keys(schema) : "keys and their values";
      case "array" -> "a list";
      case "string" ->
          "a text" + (schema.has("pattern") ? " like " + schema.get("pattern").textValue() : "");
      case "integer" -> "a whole number" + range(schema);
      case "number" -> "a number" + range(schema);
      case "boolean" -> "true, false";
      default -> throw new IllegalStateException("a schema without a type: " + schema);
    };
  }

  /// The keys that an object may have.
  static String keys(JsonNode schema) {
    List<String> keys =
        schema.path("properties").properties().stream().map(entry -> entry.getKey()).toList();
    return String.join(", ", keys);
  }

  /// The keys that an object must have.
  static String needed(JsonNode schema) {
    return list(schema.path("required"));
  }

  private static String range(JsonNode schema) {
    JsonNode least = schema.path("minimum");
    JsonNode most = schema.path("maximum");
    if (most.isMissingNode()) {
      return least.isMissingNode() ? "" : " of at least " + least;
    }
    return least.isMissingNode() ? " of at most " + most : " from " + least + " to " + most;
  }

  private static String list(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }
}
