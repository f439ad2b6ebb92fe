package drydock.provider.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import drydock.provider.tencent.reference.OpenApi;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The reference of the API for people: one page, made of the declarations of its actions, the
/// schema of their answers and their examples.
final class ApiPage {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String BEGINNING =
      """
      # The API, action by action

      Made of the declarations that validate requests; `mvn verify -Dtest=ReferenceTest -Dpages=write` writes it anew. \
      The same as an OpenAPI document is served at `/openapi.json`. What tests have seen of each action is in \
      [API coverage](api-coverage.md).

      Every action can also fail with 4000 InvalidParameter (a parameter that is missing or wrong), 4100 AuthFailure, \
      4500 ReplayAttack, 6200 ActionUnavailable (the database is away) and 6200 RequestConcurrencyExceeded; an action \
      that is not built with 6100 InvalidAction.NotFound.
      """;

  private final StringBuilder text = new StringBuilder(BEGINNING);
  private final JsonNode schemas;

  private ApiPage(JsonNode schemas) {
    this.schemas = schemas;
  }

  static String of(List<Action> actions) {
    var page = new ApiPage(new OpenApi(actions).document());
    for (Catalogue.Listing listing : Catalogue.all()) {
      actions.stream()
          .filter(action -> action.name().equals(listing.action()))
          .forEach(action -> page.add(listing, action));
    }
    return page.text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void add(Catalogue.Listing listing, Action action) {
    line("\n## " + action.name() + "\n");
    String origin = listing.inDocument() ? listing.section() : "beyond the document";
    String effect = listing.mutates() ? "changes" : "reads";
    line(
        origin
            + " · "
            + listing.host().domain()
            + " · "
            + effect
            + (isTask(action) ? " · a task" : ""));
    if (!action.parameters().declared().isEmpty()) {
      line("\n| parameter | allowed | |\n| --- | --- | --- |");
      action.parameters().declared().forEach(each -> add(each, ""));
    }
    action.parameters().rules().forEach(rule -> line("\nRule: " + rule.words() + "."));
    List<String> fields = new ArrayList<>();
    fields(answer(action), "", fields);
    line(
        "\nAnswer: "
            + (fields.isEmpty()
                ? "no `data`"
                : fields.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", ")))
            + ".");
    String errors =
        action.returns().failures().stream()
            .map(code -> code.code() + " " + code.codeDesc())
            .collect(Collectors.joining(", "));
    line("\nFails with: " + (errors.isEmpty() ? "nothing of its own" : errors) + ".");
    example(Example.of(action.name()).getFirst());
  }

  private static boolean isTask(Action action) {
    return action.returns().success() instanceof Returns.Success.Data(Class<?> shape)
        && List.of(shape.getRecordComponents()).stream()
            .anyMatch(each -> each.getName().equals("requestId"));
  }

  private void add(Parameter parameter, String prefix) {
    String path = prefix + parameter.name();
    Type type = parameter.type();
    Type inner = type instanceof Type.Many many ? many.element() : type;
    String says = parameter.notes().description();
    String cells = type.allowed() + " | " + presence(parameter) + " " + says;
    if (inner instanceof Type.Struct struct) {
      String place = path + (type instanceof Type.Many ? ".n" : "");
      line(
          "| `"
              + place
              + "` | "
              + (type instanceof Type.Many many ? "up to " + many.sizeMax() : "")
              + " | "
              + presence(parameter)
              + " "
              + says
              + rules(struct)
              + " |");
      struct.parameters().forEach(each -> add(each, place + "."));
    } else {
      String place = path + (type instanceof Type.Many ? ".n" : "");
      line("| `" + place + "` | " + cells.replace("\n", " ") + " |");
    }
  }

  private static String rules(Type.Struct struct) {
    return struct.rules().stream()
        .map(rule -> " " + rule.words() + ".")
        .collect(Collectors.joining());
  }

  private static String presence(Parameter parameter) {
    String aliases =
        parameter.notes().aliases().isEmpty()
            ? ""
            : " (or " + String.join(", ", parameter.notes().aliases()) + ")";
    return switch (parameter.presence()) {
      case Parameter.Presence.Required() -> "**required**" + aliases + ".";
      case Parameter.Presence.Optional() -> "optional" + aliases + ".";
      case Parameter.Presence.Default(String value) -> "default " + value + aliases + ".";
      case Parameter.Presence.RequiredWhen(String other, List<String> values) ->
          "required when " + other + " is " + String.join(" or ", values) + aliases + ".";
    };
  }

  private JsonNode answer(Action action) {
    JsonNode content =
        schemas
            .at("/paths")
            .path("/v2/index.php#" + action.name())
            .at("/post/responses/200/content")
            .path("application/json");
    JsonNode success = content.at("/schema/oneOf/0/properties");
    if (action.returns().success() instanceof Returns.Success.Data) {
      return success.at("/data/properties");
    }
    return action.returns().success() instanceof Returns.Success.TopLevel
        ? ((com.fasterxml.jackson.databind.node.ObjectNode) success.deepCopy())
            .without(List.of("code", "message", "codeDesc"))
        : JSON.createObjectNode();
  }

  private static void fields(JsonNode properties, String prefix, List<String> found) {
    properties
        .properties()
        .forEach(each -> {
          JsonNode schema = each.getValue();
          String path = prefix + each.getKey();
          if (schema.has("properties")) {
            fields(schema.get("properties"), path + ".", found);
          } else if (schema.at("/items/properties").isObject()) {
            fields(schema.at("/items/properties"), path + "[].", found);
          } else {
            found.add(path);
          }
        });
  }

  private void example(Example example) {
    line("\n```");
    line("Action=" + example.call().what());
    example.call().parameters().forEach((name, value) -> line("&" + name + "=" + value));
    line("\n" + example.answer());
    line("```");
  }
}
