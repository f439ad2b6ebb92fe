package drydock.server;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import drydock.kernel.Lognormal;
import drydock.profile.ImageBehaviour;
import drydock.profile.Portion;
import drydock.profile.Profile;
import drydock.profile.Release;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads profiles: the file of that name under sim/profile, laid over those it `extends`, with the
/// catalogue of sim/catalogue.yaml where it brings none of its own, and the images of
/// sim/images.yaml after its own.
public final class ProfileFile {

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .registerModule(
              new SimpleModule()
                  .addDeserializer(Lognormal.class, new LognormalReader())
                  .addDeserializer(Release.class, new ReleaseReader())
                  .addDeserializer(Duration.class, new SecondsReader())
                  .addDeserializer(Instant.class, new InstantReader())
                  .addDeserializer(Portion.class, new PortionReader()))
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private ProfileFile() {}

  /// The profile of a name that is known to exist.
  ///
  /// @throws UncheckedIOException if its file does not hold a profile; the message names the place
  public static Profile read(String name) {
    try {
      ObjectNode tree = withAncestors(name);
      tree.put("name", name);
      ObjectNode catalogue = (ObjectNode) file("sim/catalogue.yaml");
      if (tree.get("catalogue") instanceof ObjectNode own) {
        overlay(catalogue, own);
      }
      tree.set("catalogue", catalogue);
      tree.withArray("images").addAll((ArrayNode) file("sim/images.yaml"));
      tree.withArray("images").forEach(ProfileFile::complete);
      return YAML.treeToValue(tree, Profile.class);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(
          "sim/profile/" + name + ".yaml: " + broken.getOriginalMessage(), broken);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static ObjectNode withAncestors(String name) throws IOException {
    var own = (ObjectNode) file("sim/profile/" + name + ".yaml");
    JsonNode parent = own.remove("extends");
    if (parent == null) {
      return own;
    }
    ObjectNode merged = withAncestors(parent.asText());
    overlay(merged, own);
    return merged;
  }

  /// What is as usual about an image may be left out.
  private static void complete(JsonNode image) {
    if (image instanceof ObjectNode known) {
      for (RecordComponent part : ImageBehaviour.class.getRecordComponents()) {
        known.putIfAbsent(part.getName(), NullNode.instance);
      }
    }
  }

  private static JsonNode file(String path) throws IOException {
    try (@Nullable InputStream file =
        ProfileFile.class.getClassLoader().getResourceAsStream(path)) {
      if (file == null) {
        throw new IOException(path + " does not exist");
      }
      return YAML.readTree(file);
    }
  }

  /// Puts what `above` says in place of what `below` says, value by value.
  private static void overlay(ObjectNode below, ObjectNode above) {
    above
        .properties()
        .forEach(entry -> {
          if (below.get(entry.getKey()) instanceof ObjectNode both
              && entry.getValue() instanceof ObjectNode more) {
            overlay(both, more);
          } else {
            below.set(entry.getKey(), entry.getValue());
          }
        });
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
      for (String key : new String[] {"median", "sigma", "max"}) {
        if (!node.path(key).isNumber() || node.path(key).doubleValue() < 0 || node.size() != 3) {
          context.reportInputMismatch(
              Lognormal.class, "needs a number of seconds, or median, sigma and max, not %s", node);
        }
      }
      return new Lognormal(
          seconds(node.get("median").decimalValue()),
          node.get("sigma").doubleValue(),
          seconds(node.get("max").decimalValue()));
    }
  }

  private static final class ReleaseReader extends JsonDeserializer<Release> {
    @Override
    public Release deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      for (Release each : Release.values()) {
        if (each.word().equals(parser.getText())) {
          return each;
        }
      }
      return context.reportInputMismatch(
          Release.class,
          "%s is no release; allowed are %s",
          parser.getText(),
          Arrays.stream(Release.values()).map(Release::word).toList());
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
        return context.reportInputMismatch(
            Instant.class, "needs a moment like 2017-03-01T02:00:00Z, not %s", parser.getText());
      }
    }
  }

  /// A number of replicas, or a percentage like `25%`.
  private static final class PortionReader extends JsonDeserializer<Portion> {
    @Override
    public Portion deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      try {
        return Portion.parse(parser.getText());
      } catch (IllegalArgumentException broken) {
        return context.reportInputMismatch(Portion.class, "%s", broken.getMessage());
      }
    }
  }

  private static Duration seconds(BigDecimal seconds) {
    return Duration.ofMillis(seconds.movePointRight(3).longValue());
  }
}
