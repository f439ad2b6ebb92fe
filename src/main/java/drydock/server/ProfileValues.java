package drydock.server;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import drydock.kernel.Lognormal;
import drydock.profile.ImageBehaviour;
import drydock.profile.Portion;
import drydock.profile.Profile;
import drydock.profile.Release;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;

/// The profile that a tree means which the schema allows.
final class ProfileValues {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addDeserializer(Lognormal.class, new LognormalReader())
                  .addDeserializer(Release.class, new ReleaseReader())
                  .addDeserializer(Duration.class, new SecondsReader())
                  .addDeserializer(Instant.class, new InstantReader())
                  .addDeserializer(Portion.class, new PortionReader()))
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private ProfileValues() {}

  static Profile profile(ObjectNode tree) throws JsonProcessingException {
    tree.withArray("images").forEach(ProfileValues::complete);
    return MAPPER.treeToValue(tree, Profile.class);
  }

  /// What is as usual about an image may be left out.
  private static void complete(JsonNode image) {
    ((ObjectNode) image).putIfAbsent("image", TextNode.valueOf(ImageBehaviour.ANY));
    for (RecordComponent part : ImageBehaviour.class.getRecordComponents()) {
      ((ObjectNode) image).putIfAbsent(part.getName(), NullNode.instance);
    }
  }

  /// A number of seconds, or `{median, sigma, max}` in seconds.
  private static final class LognormalReader extends JsonDeserializer<Lognormal> {
    @Override
    public Lognormal deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonNode node = parser.readValueAsTree();
      if (node.isNumber()) {
        Duration fixed = seconds(node.decimalValue());
        return new Lognormal(fixed, 0, fixed);
      }
      return new Lognormal(
          seconds(node.get("median").decimalValue()),
          node.get("sigma").doubleValue(),
          seconds(node.get("max").decimalValue()));
    }
  }

  private static final class SecondsReader extends JsonDeserializer<Duration> {
    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return seconds(parser.getDecimalValue());
    }
  }

  private static final class InstantReader extends JsonDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      try {
        return Instant.parse(parser.getText());
      } catch (DateTimeParseException broken) {
        return context.reportInputMismatch(Instant.class, "no day has this date");
      }
    }
  }

  private static final class ReleaseReader extends JsonDeserializer<Release> {
    @Override
    public Release deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String word = parser.getText();
      return Arrays.stream(Release.values())
          .filter(each -> each.word().equals(word))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no release: " + word));
    }
  }

  /// A number of replicas, or a percentage like `25%`.
  private static final class PortionReader extends JsonDeserializer<Portion> {
    @Override
    public Portion deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return Portion.parse(parser.getText());
    }
  }

  private static Duration seconds(BigDecimal seconds) {
    return Duration.ofMillis(seconds.movePointRight(3).longValue());
  }
}
