package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.provider.tencent.reference.OpenApi;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The descriptions of the API that are made of its declarations.
class ReferenceTest {

  @Test
  void theOpenApiDocumentIsValid() {
    try (Stage stage = Stage.set()) {
      String document = new OpenApi(stage.actions).document().toString();
      var parsed = new OpenAPIV3Parser().readContents(document, null, new ParseOptions());
      assertEquals(List.of(), parsed.getMessages());
      assertEquals(stage.actions.size(), parsed.getOpenAPI().getPaths().size());
    }
  }

  @Test
  void thePageOfTheApiIsUpToDate() {
    try (Stage stage = Stage.set()) {
      new Page("api.md").assertIs(ApiPage.of(stage.actions));
    }
  }
}
