package drydock.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The members of the JSON object that is a request's body.
record Fields(ObjectNode members) {

  /// Reads a body.
  static Fields of(@Nullable String contentType, byte[] body) throws Refused {
    String type = contentType == null ? "" : contentType.replaceFirst(";.*", "").strip();
    if (!type.equalsIgnoreCase("application/json")) {
      String what = contentType == null ? "is missing" : "is " + Problem.shown(contentType);
      throw new Refused(Problem.invalid("Content-Type", what, "application/json"));
    }
    try {
      if (Json.read(body) instanceof ObjectNode members) {
        return new Fields(members);
      }
    } catch (IOException broken) {
      throw new Refused(Problem.invalid("body", "cannot be read as JSON", "one JSON object"));
    }
    throw new Refused(Problem.invalid("body", "is no JSON object", "one JSON object"));
  }

  static Fields none() {
    return new Fields(JsonNodeFactory.instance.objectNode());
  }

  boolean has(String name) {
    return members.has(name);
  }

  /// Refuses members of other names.
  void only(String... names) throws Refused {
    List<String> known = Arrays.asList(names);
    for (String name : (Iterable<String>) members::fieldNames) {
      if (!known.contains(name)) {
        String allowed = known.size() == 1 ? known.getFirst() : String.join(", ", known);
        throw new Refused(
            Problem.invalid(name, "is not a member that goes with the others", allowed));
      }
    }
  }

  /// One of some words.
  String word(String name, String... words) throws Refused {
    JsonNode value = members.path(name);
    if (!value.isTextual() || !Arrays.asList(words).contains(value.textValue())) {
      throw refusal(name, "\"" + String.join("\", \"", words) + "\"");
    }
    return value.textValue();
  }

  /// Any text.
  String text(String name, String allowed) throws Refused {
    JsonNode value = members.path(name);
    if (!value.isTextual()) {
      throw refusal(name, allowed);
    }
    return value.textValue();
  }

  /// A number.
  BigDecimal number(String name, String allowed) throws Refused {
    JsonNode value = members.path(name);
    if (!value.isNumber()) {
      throw refusal(name, allowed);
    }
    return value.decimalValue();
  }

  /// Any whole number of 64 bits; null if there is no such member.
  @Nullable Long whole(String name) throws Refused {
    JsonNode value = members.path(name);
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw refusal(name, "a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE);
    }
    return value.longValue();
  }

  /// The refusal of a member as it is.
  Refused refusal(String name, String allowed) {
    JsonNode value = members.path(name);
    String what = value.isMissingNode() ? "is missing" : "is " + shown(value);
    return new Refused(Problem.invalid(name, what, allowed));
  }

  private static String shown(JsonNode value) {
    if (value.isTextual()) {
      return Problem.shown(value.textValue());
    }
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case NUMBER, BOOLEAN, NULL, BINARY, POJO, MISSING, STRING -> {
        String text = Problem.shown(value.asText());
        yield text.substring(1, text.length() - 1);
      }
    };
  }
}
