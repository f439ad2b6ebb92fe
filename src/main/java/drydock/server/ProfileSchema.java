package drydock.server;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What may stand in a kind of file, as a JSON Schema under sim/schema says.
public enum ProfileSchema {
  PROFILE("profile.json"),
  IMAGES("images.json"),
  CATALOGUE("catalogue.json");

  private static final String HOME = "https://drydock.invalid/";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder -> builder.schemas(iri -> text(iri.substring(HOME.length()))));

  private final String file;

  ProfileSchema(String file) {
    this.file = file;
  }

  /// @throws WrongProfile for the first line with a mistake
  void check(YamlText text) {
    Schema schema = REGISTRY.getSchema(SchemaLocation.of(HOME + file));
    schema.validate(text.tree()).stream()
        .map(ProfileSchema::mistake)
        .min(
            Comparator.<Mistake>comparingInt(each -> text.line(each.where()))
                .thenComparing(Mistake::missing)
                .thenComparingInt(Mistake::depth))
        .ifPresent(first -> {
          throw text.wrong(first.where(), first.words());
        });
  }

  /// A schema somewhere in a file, with what it refers to in its place.
  public record Rule(String file, JsonNode schema) {

    /// Follows references until there is none, or something is said beside it.
    public Rule {
      while (schema.has("$ref") && !schema.has("properties")) {
        String[] target = schema.get("$ref").textValue().split("#", 2);
        JsonNode beside = schema;
        file = target[0].isEmpty() ? file : target[0];
        schema = document(file).at(target.length == 1 ? "" : target[1]);
        if (beside.has("title")) {
          schema = ((ObjectNode) schema).deepCopy().set("title", beside.get("title"));
        }
      }
    }

    /// The schema of a key.
    public Rule of(String key) {
      return new Rule(file, schema.path("properties").path(key));
    }

    /// The schema of the elements of a list.
    public Rule items() {
      return new Rule(file, schema.path("items"));
    }

    /// What is allowed.
    public String words() {
      return Allowed.words(schema);
    }
  }

  /// @param missing whether something should be where nothing is
  private record Mistake(JsonPointer where, boolean missing, String words) {

    int depth() {
      return (int) where.toString().chars().filter(each -> each == '/').count();
    }
  }

  private static Mistake mistake(Error error) {
    JsonPointer where = pointer(error.getInstanceLocation());
    String property = error.getProperty();
    JsonNode rule = rule(error.getSchemaLocation());
    // Where several would do, it is the whole that is wrong.
    boolean choice = error.getEvaluationPath().contains("anyOf");
    return switch (choice ? "anyOf" : error.getKeyword()) {
      case "additionalProperties" -> {
        JsonPointer key = where.appendProperty(Objects.requireNonNull(property));
        yield new Mistake(key, false, shown(key) + " is unknown; allowed: " + Allowed.keys(rule));
      }
      case "propertyNames", "enum" -> {
        boolean key = property != null;
        JsonPointer at = property == null ? where : where.appendProperty(property);
        String is = key ? " is no key here" : " is " + value(error.getInstanceNode());
        yield new Mistake(at, false, shown(at) + is + "; allowed: " + Allowed.words(rule));
      }
      case "required" -> {
        JsonPointer key = where.appendProperty(Objects.requireNonNull(property));
        yield new Mistake(
            key,
            true,
            shown(key) + " is missing; " + shown(where) + " needs " + Allowed.needed(rule));
      }
      default ->
          new Mistake(
              where,
              false,
              shown(where)
                  + " is "
                  + value(error.getInstanceNode())
                  + "; allowed: "
                  + Allowed.words(rule));
    };
  }

  private static JsonPointer pointer(NodePath path) {
    JsonPointer pointer = JsonPointer.empty();
    for (int i = 0; i < path.getNameCount(); i++) {
      pointer =
          path.getElement(i) instanceof Integer index
              ? pointer.appendIndex(index)
              : pointer.appendProperty(path.getName(i));
    }
    return pointer;
  }

  /// The schema that the violated keyword stands in.
  private static JsonNode rule(SchemaLocation location) {
    String iri = Objects.requireNonNull(location.getAbsoluteIri()).toString();
    JsonPointer keyword = pointer(location.getFragment());
    String place = keyword.head().toString().replaceFirst("/anyOf/.*", "");
    return document(iri.substring(HOME.length())).at(place);
  }

  /// A place as people write it: `timings.nodeBoot.sigma`, `images[2].exit`.
  static String shown(JsonPointer where) {
    List<String> parts = new ArrayList<>();
    for (JsonPointer at = where; !at.matches(); at = at.tail()) {
      parts.add(
          at.mayMatchElement() ? "[" + at.getMatchingIndex() + "]" : at.getMatchingProperty());
    }
    return parts.isEmpty() ? "the file" : String.join(".", parts).replace(".[", "[");
  }

  /// A value in few words.
  static String value(@Nullable JsonNode node) {
    if (node == null || node.isMissingNode() || node.isNull()) {
      return "empty";
    }
    if (node.isObject()) {
      return "a set of keys";
    }
    return node.isArray() ? "a list" : node.toString();
  }

  /// A file under sim/schema.
  public static JsonNode document(String file) {
    try {
      return JSON.readTree(text(file));
    } catch (IOException broken) {
      throw new UncheckedIOException("sim/schema/" + file, broken);
    }
  }

  private static String text(String file) {
    String path = "sim/schema/" + file;
    try (@Nullable InputStream in =
        ProfileSchema.class.getClassLoader().getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
