package drydock.provider.tencent.reference;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Catalogue;
import drydock.provider.tencent.Catalogue.Listing;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Returns;
import drydock.provider.tencent.TencentApi;
import io.vertx.ext.web.Router;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The API as an OpenAPI 3.1 document, served at `/openapi.json`. All actions share one path and
/// are told apart by a parameter, which OpenAPI cannot say; so each has a path of its own here that
/// ends in its name after `#`, which clients do not send.
public final class OpenApi {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final String ABOUT =
      """
      Every request is signed. It may be a GET with all parameters in the query, or a form or \
      multipart POST. Nested values are flattened: `containers.0.envs.0.name`. Every answer has \
      HTTP status 200; `code` says whether it is a success.\
      """;

  private final ObjectNode document;

  /// @param actions those that are built
  public OpenApi(Collection<Action> actions) {
    document = JSON.objectNode().put("openapi", "3.1.0");
    ObjectNode info = document.putObject("info");
    info.put("title", "Tencent Cloud CCS API v2, as Drydock speaks it");
    info.put("version", "2").put("description", ABOUT);
    document.putArray("servers").addObject().put("url", "/");
    ObjectNode paths = document.putObject("paths");
    Map<String, Action> byName = new TreeMap<>();
    actions.forEach(each -> byName.put(each.name(), each));
    for (Listing listing : Catalogue.all()) {
      Action action = byName.get(listing.action());
      if (action != null) {
        paths
            .putObject(TencentApi.PATH + "#" + action.name())
            .set("post", operation(listing, action));
      }
    }
    document.putObject("components").putObject("schemas").set("Common", common());
  }

  /// The whole document.
  public ObjectNode document() {
    return document.deepCopy();
  }

  public void mount(Router router) {
    String text = document.toString();
    router
        .get("/openapi.json")
        .handler(
            routing -> routing.response().putHeader("Content-Type", "application/json").end(text));
  }

  private static ObjectNode operation(Listing listing, Action action) {
    ObjectNode operation = JSON.objectNode().put("operationId", action.name());
    if (listing.inDocument()) {
      operation.put("summary", listing.section());
    }
    operation.putArray("tags").add(listing.host().domain());
    ObjectNode form = JSON.objectNode();
    form.putArray("allOf")
        .add(JSON.objectNode().put("$ref", "#/components/schemas/Common"))
        .add(named(action.name()))
        .add(ParameterSchema.of(action.parameters().declared(), action.parameters().rules()));
    ObjectNode body = operation.putObject("requestBody").put("required", true);
    ObjectNode content = body.putObject("content");
    for (String type : List.of("application/x-www-form-urlencoded", "multipart/form-data")) {
      content.putObject(type).set("schema", form.deepCopy());
    }
    ObjectNode answer = operation.putObject("responses").putObject("200");
    answer.put("description", "Success, or " + failures(action.returns()));
    ObjectNode either =
        answer.putObject("content").putObject("application/json").putObject("schema");
    either.putArray("oneOf").add(success(action.returns())).add(failure(action.returns()));
    return operation;
  }

  private static ObjectNode named(String action) {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    schema.putObject("properties").putObject("Action").put("type", "string").put("const", action);
    schema.putArray("required").add("Action");
    return schema;
  }

  private static ObjectNode common() {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    properties
        .putObject("Region")
        .put("type", "string")
        .put("description", "gz or ap-guangzhou, …");
    properties.putObject("Timestamp").put("type", "integer").put("description", "Seconds of 1970.");
    properties.putObject("Nonce").put("type", "string").put("description", "Any text.");
    properties.putObject("SecretId").put("type", "string");
    properties
        .putObject("SignatureMethod")
        .put("type", "string")
        .put("description", "HmacSHA256, or else HmacSHA1.");
    properties.putObject("Signature").put("type", "string").put("description", "In Base64.");
    return schema;
  }

  private static ObjectNode success(Returns returns) {
    ObjectNode schema = envelope();
    ObjectNode properties = (ObjectNode) schema.get("properties");
    properties.putObject("code").put("const", 0);
    properties.putObject("codeDesc").put("const", ErrorCode.SUCCESS.codeDesc());
    switch (returns.success()) {
      case Returns.Success.Data(Class<?> shape) -> {
        properties.set("data", AnswerSchema.of(shape));
        schema.withArray("required").add("data");
      }
      case Returns.Success.NullData() -> {
        properties.putObject("data").put("type", "null");
        schema.withArray("required").add("data");
      }
      case Returns.Success.NoData() -> {}
      case Returns.Success.TopLevel(Class<?> shape) -> {
        ObjectNode fields = AnswerSchema.of(shape);
        properties.setAll((ObjectNode) fields.get("properties"));
        fields.get("required").forEach(schema.withArray("required")::add);
      }
    }
    return schema;
  }

  private static ObjectNode failure(Returns returns) {
    ObjectNode schema = envelope();
    ObjectNode properties = (ObjectNode) schema.get("properties");
    properties.putObject("code").put("type", "integer").putObject("not").put("const", 0);
    properties.putObject("codeDesc").put("type", "string");
    schema.put("description", failures(returns));
    return schema;
  }

  private static ObjectNode envelope() {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    schema.putArray("required").add("code").add("message").add("codeDesc");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("code");
    properties.putObject("message").put("type", "string");
    return schema;
  }

  private static String failures(Returns returns) {
    String own =
        returns.failures().stream()
            .sorted(Comparator.naturalOrder())
            .map(code -> code.code() + " " + code.codeDesc())
            .collect(Collectors.joining(", "));
    return own.isEmpty() ? "a failure that every action has" : "a failure: " + own;
  }
}
