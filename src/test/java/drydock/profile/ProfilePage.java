package drydock.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import drydock.server.ProfileSchema;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The reference of profiles for people: one page, made of the JSON Schemas that they are held
/// against, with the values of the profile `realistic`.
final class ProfilePage {

  private static final String BEGINNING =
      """
      # Profiles, key by key

      A profile says how long things take in a world, how often they fail, and what its account may have. Those under \
      `sim/profile` come with the server and are named without `.yaml`; `DRYDOCK_PROFILE=./my.yaml` names a file of \
      your own, which best extends one of them and says only what is different:

      ```yaml
      extends: realistic
      kubernetes: modern
      timings: {nodeBoot: 5}
      images:
        - {image: "nginx:bad", exit: {after: 3, code: 1}}
      ```

      Keys that hold keys are laid over those of the extended profile, key by key; a list takes the place of the list \
      there. Times are seconds: a number, or `{median, sigma, max}`, where half of the draws are below the median, \
      `sigma` is the standard deviation of the logarithm and no draw is above `max`.

      Every file is held against its JSON Schema (`sim/schema`, which editors can use too) when the server starts. A \
      mistake ends the start with exit code 2 and one line: the file and the line in it, what is there, what is allowed.

      Made of the schemas; `mvn verify -Dtest=ProfilePageTest -Dpages=write` writes it anew.
      """;

  private final StringBuilder text = new StringBuilder(BEGINNING);

  private ProfilePage() {}

  static String text() throws IOException {
    var page = new ProfilePage();
    JsonNode realistic =
        new ObjectMapper(new YAMLFactory())
            .readTree(Path.of("sim/profile/realistic.yaml").toFile());
    page.section("A profile", "profile.json", "", realistic);
    page.section("Entries of `images` and of sim/images.yaml", "images.json", "/items", null);
    page.section("`catalogue` and sim/catalogue.yaml", "catalogue.json", "/$defs/lists", null);
    return page.text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  /// @param values shown as defaults, where there are some
  private void section(String title, String file, String place, @Nullable JsonNode values) {
    JsonNode document = ProfileSchema.document(file);
    line("\n## " + title + "\n\n" + document.get("description").textValue() + "\n");
    line(
        values == null
            ? "| key | allowed | meaning |"
            : "| key | allowed | in `realistic` | meaning |");
    line(values == null ? "| --- | --- | --- |" : "| --- | --- | --- | --- |");
    rows("", new ProfileSchema.Rule(file, document.at(place)), values);
  }

  private void rows(String path, ProfileSchema.Rule rule, @Nullable JsonNode values) {
    for (var entry : rule.schema().path("properties").properties()) {
      ProfileSchema.Rule inner = rule.of(entry.getKey());
      JsonNode value = values == null ? MissingNode.getInstance() : values.path(entry.getKey());
      String key = path + entry.getKey();
      boolean group = inner.schema().has("properties") && inner.schema().path("type").isTextual();
      line(
          "| `"
              + key
              + "` | "
              + (group ? "keys:" : inner.words())
              + " | "
              + (values == null ? "" : shown(value, group) + " | ")
              + meaning(entry.getValue(), inner)
              + " |");
      if (group && !inner.file().equals("catalogue.json")) {
        rows(key + ".", inner, values == null ? null : value);
      }
    }
  }

  private static String shown(JsonNode value, boolean group) {
    if (group || value.isMissingNode() || value.isArray()) {
      return "";
    }
    return "`" + value.toString().replace("\"", "").replace(",", ", ").replace(":", ": ") + "`";
  }

  private static String meaning(JsonNode own, ProfileSchema.Rule rule) {
    JsonNode said = own.has("description") ? own : rule.schema();
    return said.path("description").asText();
  }
}
