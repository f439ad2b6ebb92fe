package drydock.server;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import drydock.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads profiles: a file, laid over those it `extends`, with the catalogue of sim/catalogue.yaml
/// where it brings none of its own, and the images of sim/images.yaml after its own. Each file is
/// held against its JSON Schema before anything is made of it.
public final class ProfileFile {

  private static final String HOME = "sim/profile/";
  private static final JsonPointer EXTENDS = JsonPointer.compile("/extends");

  private ProfileFile() {}

  /// The profile of a name under sim/profile, or of a path with a slash in it.
  ///
  /// @throws WrongProfile if one of its files has a mistake
  public static Profile read(String named) {
    List<YamlText> layers = layers(named);
    YamlText catalogue = known("sim/catalogue.yaml");
    YamlText images = known("sim/images.yaml");
    layers.forEach(ProfileSchema.PROFILE::check);
    ProfileSchema.CATALOGUE.check(catalogue);
    ProfileSchema.IMAGES.check(images);
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.set("catalogue", catalogue.tree().deepCopy());
    layers.reversed().forEach(layer -> overlay(tree, (ObjectNode) layer.tree()));
    var all = new ProfileLayers(layers, catalogue);
    new ProfileReferences(tree, all).check();
    tree.remove("extends");
    tree.put("name", name(named));
    tree.withArray("images").addAll((ArrayNode) images.tree());
    try {
      return ProfileValues.profile(tree);
    } catch (JsonMappingException unforeseen) {
      throw all.wrong(place(unforeseen), " is not right: " + why(unforeseen));
    } catch (JsonProcessingException unforeseen) {
      throw new UncheckedIOException("what the schema allows makes no profile", unforeseen);
    }
  }

  /// What a record says of values that do not go together.
  private static String why(JsonMappingException broken) {
    return broken.getCause() instanceof IllegalArgumentException cause
        ? String.valueOf(cause.getMessage())
        : broken.getOriginalMessage();
  }

  private static JsonPointer place(JsonMappingException broken) {
    JsonPointer place = JsonPointer.empty();
    for (JsonMappingException.Reference step : broken.getPath()) {
      place =
          step.getFieldName() == null
              ? place.appendIndex(step.getIndex())
              : place.appendProperty(step.getFieldName());
    }
    return place;
  }

  /// What a setting means: a name as it is, or with `.yaml`; a path as the name of its file.
  private static String name(String named) {
    return named.substring(named.lastIndexOf('/') + 1).replaceFirst("\\.yaml$", "");
  }

  /// The file, and those it extends, from the top to the bottom.
  private static List<YamlText> layers(String named) {
    List<YamlText> layers = new ArrayList<>();
    List<String> names = new ArrayList<>();
    YamlText text = named.contains("/") ? own(Path.of(named)) : known(HOME + named + ".yaml");
    while (true) {
      layers.add(text);
      names.add(text.name());
      JsonNode parent = text.tree().at(EXTENDS);
      if (!parent.isTextual()) {
        return layers;
      }
      String file = HOME + parent.textValue() + ".yaml";
      if (names.contains(file)) {
        throw text.wrong(EXTENDS, "extends " + parent + " comes back to itself");
      }
      String source = resource(file);
      if (source == null) {
        String all = String.join(", ", ProfileDirectory.names());
        throw text.wrong(EXTENDS, "extends is " + parent + "; allowed: " + all);
      }
      text = YamlText.of(file, source);
    }
  }

  private static YamlText own(Path file) {
    try {
      return YamlText.of(file.toString(), Files.readString(file));
    } catch (IOException unreadable) {
      throw WrongProfile.at(file.toString(), 1, "can not be read: " + unreadable);
    }
  }

  private static YamlText known(String file) {
    String source = resource(file);
    if (source == null) {
      throw new IllegalArgumentException(file + " does not exist");
    }
    return YamlText.of(file, source);
  }

  private static @Nullable String resource(String path) {
    try (@Nullable InputStream file =
        ProfileFile.class.getClassLoader().getResourceAsStream(path)) {
      return file == null ? null : new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Puts what `above` says in place of what `below` says, value by value.
  private static void overlay(ObjectNode below, ObjectNode above) {
    above
        .properties()
        .forEach(entry -> {
          JsonNode value = entry.getValue();
          if (below.get(entry.getKey()) instanceof ObjectNode both
              && value instanceof ObjectNode more
              && !more.has("median")) {
            overlay(both, more);
          } else {
            below.set(entry.getKey(), value.deepCopy());
          }
        });
  }
}
