package drydock.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The members of a JSON object: of a request's body, or of an object in it.
///
/// @param place what comes before the names of members when they are told: empty for the body
record Fields(String place, ObjectNode members) {

  /// Reads a body.
  static Fields of(@Nullable String contentType, byte[] body) throws Refused {
    String type = contentType == null ? "" : contentType.replaceFirst(";.*", "").strip();
    if (!type.equalsIgnoreCase("application/json")) {
      String what = contentType == null ? "is missing" : "is " + Problem.shown(contentType);
      throw new Refused(Problem.invalid("Content-Type", what, "application/json"));
    }
    try {
      if (Json.read(body) instanceof ObjectNode members) {
        return new Fields("", members);
      }
    } catch (IOException broken) {
      throw new Refused(Problem.invalid("body", "cannot be read as JSON", "one JSON object"));
    }
    throw new Refused(Problem.invalid("body", "is no JSON object", "one JSON object"));
  }

  static Fields none() {
    return new Fields("", JsonNodeFactory.instance.objectNode());
  }

  boolean has(String name) {
    return members.has(name);
  }

  /// Refuses members of other names.
  void only(String... names) throws Refused {
    List<String> known = Arrays.asList(names);
    for (String name : (Iterable<String>) members::fieldNames) {
      if (!known.contains(name)) {
        String allowed = known.isEmpty() ? "no members" : String.join(", ", known);
        throw new Refused(
            Problem.invalid(place + name, "is not a member that goes with the others", allowed));
      }
    }
  }

  /// A member that is an object; one without members if it is not there.
  Fields object(String name) throws Refused {
    JsonNode value = members.path(name);
    if (value.isMissingNode()) {
      return new Fields(place + name + ".", JsonNodeFactory.instance.objectNode());
    }
    if (value instanceof ObjectNode inner) {
      return new Fields(place + name + ".", inner);
    }
    throw refusal(name, "an object");
  }

  boolean isText(String name) {
    return members.path(name).isTextual();
  }

  /// A whole number of a range; null if there is no such member.
  @Nullable Integer whole(String name, int min, int max) throws Refused {
    JsonNode value = members.path(name);
    if (value.isMissingNode()) {
      return null;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < min
        || value.intValue() > max) {
      throw refusal(name, "a whole number from " + min + " to " + max);
    }
    return value.intValue();
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
    return new Refused(Problem.invalid(place + name, what, allowed));
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
