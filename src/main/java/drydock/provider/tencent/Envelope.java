package drydock.provider.tencent;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer as the API sends it: `code`, `message`, `codeDesc`, and `data` where the action has
/// any, in this order. `fields` stand beside them, for the one action that answers so.
record Envelope(ErrorCode code, String message, Content content) {

  /// What follows the three keys that every answer has.
  sealed interface Content {
    record Nothing() implements Content {}

    record Data(@Nullable Object data) implements Content {}

    record Fields(Object fields) implements Content {}
  }

  static Envelope failure(ErrorCode code, String message) {
    return new Envelope(code, message, new Content.Nothing());
  }

  static Envelope success(Content content) {
    return new Envelope(ErrorCode.SUCCESS, "", content);
  }

  /// @throws IOException if the answer's object cannot be written, which is a mistake in its type
  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = PhpJson.MAPPER.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("code", code.code());
      json.writeStringField("message", message);
      json.writeStringField("codeDesc", code.codeDesc());
      switch (content) {
        case Content.Nothing() -> {}
        case Content.Data(Object data) -> json.writePOJOField("data", data);
        case Content.Fields(Object fields) -> {
          JsonNode tree = PhpJson.MAPPER.valueToTree(fields);
          for (Map.Entry<String, JsonNode> field : tree.properties()) {
            json.writePOJOField(field.getKey(), field.getValue());
          }
        }
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
