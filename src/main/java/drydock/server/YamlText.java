package drydock.server;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// A YAML file as a tree that knows the line of each of its keys.
///
/// @param name of the file, as its reader knows it
/// @param lines where keys and elements of lists begin, from 1
record YamlText(String name, JsonNode tree, Map<JsonPointer, Integer> lines) {

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION))
          // A number keeps the digits it is written with.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /// @throws WrongProfile if it is no YAML
  static YamlText of(String name, String text) {
    try {
      return new YamlText(name, YAML.readTree(text), lines(text));
    } catch (JsonProcessingException broken) {
      int line = broken.getLocation() == null ? 1 : Math.max(1, broken.getLocation().getLineNr());
      String why = broken.getOriginalMessage().lines().findFirst().orElse("");
      throw WrongProfile.at(name, line, "is no YAML: " + why);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Map<JsonPointer, Integer> lines(String text) throws IOException {
    Map<JsonPointer, Integer> lines = new LinkedHashMap<>();
    try (JsonParser parser = YAML.createParser(text)) {
      while (parser.nextToken() != null) {
        lines.putIfAbsent(
            parser.getParsingContext().pathAsPointer(), parser.currentTokenLocation().getLineNr());
      }
    }
    return lines;
  }

  /// The line of a key; of what it would be in, if it is not there.
  int line(JsonPointer where) {
    for (JsonPointer at = where; at != null; at = at.head()) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
    }
    return 1;
  }

  WrongProfile wrong(JsonPointer where, String mistake) {
    return WrongProfile.at(name, line(where), mistake);
  }
}
