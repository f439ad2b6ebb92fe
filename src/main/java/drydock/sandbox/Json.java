package drydock.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import drydock.cluster.NodeId;
import drydock.log.Entry;
import drydock.service.ReplicaId;
import drydock.service.ServiceId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;

/// How JSON is written and read here: records by their components, ids and moments as they print
/// themselves, and nothing twice or left over in what is read.
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addSerializer(NodeId.class, ToStringSerializer.instance)
                  .addSerializer(ServiceId.class, ToStringSerializer.instance)
                  .addSerializer(ReplicaId.class, ToStringSerializer.instance))
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          // Whoever reads along decides when something is sent.
          .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .build();

  private Json() {}

  static byte[] bytes(Object view) {
    try {
      return MAPPER.writeValueAsBytes(view);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("a view that cannot be written", impossible);
    }
  }

  static void write(Object view, OutputStream out) throws IOException {
    MAPPER.writeValue(out, view);
  }

  /// An event as one line, without the line's end. What the log holds is passed on as it is.
  static void write(Entry entry, OutputStream out) throws IOException {
    try (JsonGenerator line = MAPPER.createGenerator(out)) {
      line.writeStartObject();
      line.writeNumberField("position", entry.position());
      line.writeStringField("at", entry.at().toString());
      line.writeStringField("type", entry.type());
      line.writeStringField("subject", entry.subject());
      line.writeFieldName("data");
      line.writeRawValue(entry.data());
      line.writeFieldName("cause");
      line.writeRawValue(entry.cause());
      line.writeEndObject();
    }
  }

  static JsonNode read(byte[] text) throws IOException {
    return MAPPER.readTree(text);
  }
}
