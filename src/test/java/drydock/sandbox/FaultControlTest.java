package drydock.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import drydock.fault.FaultKind;
import drydock.fault.FaultRules;
import drydock.fault.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
final class FaultControlTest {

  private static final String PATH = "/sandbox/faults";

  private final SandboxServer server = new SandboxServer();

  @AfterEach
  void close() {
    server.close();
  }

  private JsonNode start(String body) {
    var answer = server.post(PATH, body);
    assertEquals(200, answer.status(), answer.text());
    return answer.json();
  }

  private JsonNode listed() {
    return server.get(PATH).get("faults");
  }

  private List<JsonNode> events(String type) {
    return server.lines("/sandbox/events?limit=100000&type=" + type);
  }

  @Test
  void aFaultIsStartedListedAndEnded() {
    String cluster = server.cluster(1);
    server.advanceUntilIdle();
    JsonNode started =
        start(
            """
            {"kind":"image-missing","selector":{"cluster":"%s","image":"nginx"},"budget":20,
             "duration":3600}\
            """
                .formatted(cluster));
    String id = started.get("id").textValue();
    assertEquals("image-missing", started.get("kind").textValue());
    server.service(cluster, "web", 1);
    server.advance(Duration.ofSeconds(60));
    JsonNode fault = listed().get(0);
    assertEquals(id, fault.get("id").textValue());
    assertEquals("active", fault.at("/counts/state").textValue());
    int effects = fault.at("/counts/effects").intValue();
    assertEquals(events("replica.pull_failed").size(), effects);
    assertEquals(20 - effects, fault.at("/counts/budgetLeft").intValue());
    assertTrue(fault.get("endsAt").textValue().endsWith("Z"));
    var ended = server.send("DELETE", PATH + "/" + id, "");
    assertEquals("200 ended", ended.status() + " " + ended.get("state").textValue());
    assertEquals(0, listed().size());
    assertEquals(404, server.send("DELETE", PATH + "/" + id, "").status());
  }

  /// contract.md: the cause of an event says the accepted command, the passing of time, or a fault.
  @Test
  void theEffectsOfAFaultHaveItAsTheirCause() {
    String cluster = server.cluster(1);
    server.advanceUntilIdle();
    String id = start("{\"kind\":\"registry-down\"}").get("id").textValue();
    server.service(cluster, "web", 1);
    server.advance(Duration.ofSeconds(60));
    JsonNode failed = events("replica.pull_failed").getFirst();
    assertEquals("{\"by\":\"fault\",\"fault\":\"" + id + "\"}", failed.get("cause").toString());
    assertEquals(failed.get("subject"), events("fault.struck").getFirst().at("/data/of"));
    JsonNode started = events("fault.started").getFirst();
    assertEquals("StartFault", started.at("/cause/action").textValue());
    assertEquals("registry-down", started.at("/cause/parameters/kind").textValue());
    assertEquals(id, started.get("subject").textValue());
  }

  @Test
  void allKindsAreShownWithWhatTheyTake() {
    JsonNode kinds = server.get(PATH).get("kinds");
    assertEquals(FaultKind.values().length, kinds.size());
    for (JsonNode kind : kinds) {
      FaultKind declared = FaultKind.of(kind.get("kind").textValue());
      assertEquals(declared.parameters().size(), kind.get("parameters").size());
      assertTrue(kind.get("says").textValue().endsWith("."));
    }
  }

  @Test
  void aFaultBeginsAndEndsAtItsTime() {
    start("{\"kind\":\"task-stuck\",\"start\":60,\"duration\":30.5}");
    start("{\"kind\":\"task-late\",\"start\":\"2026-01-01T00:01:00+00:00\"}");
    assertEquals("scheduled", listed().get(0).at("/counts/state").textValue());
    assertEquals("2026-01-01T00:01:00Z", listed().get(0).get("startsAt").textValue());
    server.advance(Duration.ofSeconds(60));
    assertEquals("active", listed().get(0).at("/counts/state").textValue());
    assertEquals("active", listed().get(1).at("/counts/state").textValue());
    server.advance(Duration.ofMillis(30_499));
    assertEquals(2, listed().size());
    server.advance(Duration.ofMillis(1));
    assertEquals(1, listed().size());
    assertEquals("OVER", events("fault.ended").getFirst().at("/data/why").textValue());
  }

  /// A wrong value of each parameter of each kind, and what does not go with it.
  @ParameterizedTest
  @EnumSource
  void whatAKindDoesNotTakeIsRefused(FaultKind kind) {
    List<String> wrong = new ArrayList<>(List.of("\"none\":1"));
    for (Parameter each : kind.parameters()) {
      for (String value :
          new String[] {"null", "\"1\"", "[]", "{}", "true", "0.0001", "-1", "1e99"}) {
        wrong.add("\"" + each.name() + "\":" + value);
      }
      wrong.add("\"" + each.name() + "\":" + (each.max() + 1));
      wrong.add("\"" + each.name() + "\":" + (each.min() - 1));
    }
    for (String each : wrong) {
      String name = each.substring(1, each.indexOf('"', 1));
      refused(
          "{\"kind\":\"" + kind.text() + "\",\"parameters\":{" + each + "}}", "parameters." + name);
    }
    for (String part :
        new String[] {"cluster", "zone", "node", "namespace", "service", "image", "pod"}) {
      boolean known = kind.scope().selectable().contains(part);
      String value = known ? "\"a b\"" : "\"a\"";
      refused(
          "{\"kind\":\"" + kind.text() + "\",\"selector\":{\"" + part + "\":" + value + "}}",
          "selector." + part);
    }
  }

  private JsonNode refused(String body, String field) {
    String before = server.get("/sandbox/history").text();
    var answer = server.post(PATH, body);
    assertEquals(400, answer.status(), () -> body + " " + answer.text());
    assertEquals("application/problem+json", answer.type());
    assertEquals(field, answer.get("field").textValue(), () -> body + " " + answer.text());
    assertFalse(answer.get("detail").textValue().isEmpty());
    assertEquals(before, server.get("/sandbox/history").text());
    return answer.json();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{}                                                  | kind        | crash-loop",
        "{\"kind\":\"meteor\"}                               | kind        | crash-loop",
        "{\"kind\":1}                                        | kind        | crash-loop",
        "{\"kind\":\"oom\",\"more\":1}                       | more        | probability",
        "{\"kind\":\"oom\",\"parameters\":[]}                | parameters  | an object",
        "{\"kind\":\"oom\",\"selector\":\"a\"}               | selector    | an object",
        "{\"kind\":\"oom\",\"probability\":0}                | probability | up to 1",
        "{\"kind\":\"oom\",\"probability\":1.01}             | probability | up to 1",
        "{\"kind\":\"oom\",\"probability\":1e-999}           | probability | above 0",
        "{\"kind\":\"oom\",\"probability\":\"1\"}            | probability | up to 1",
        "{\"kind\":\"oom\",\"every\":0}                      | every       | from 1",
        "{\"kind\":\"oom\",\"every\":1.5}                    | every       | from 1",
        "{\"kind\":\"oom\",\"every\":2,\"probability\":0.5}  | probability | one of",
        "{\"kind\":\"oom\",\"budget\":0}                     | budget      | from 1",
        "{\"kind\":\"oom\",\"budget\":1e20}                  | budget      | from 1",
        "{\"kind\":\"oom\",\"start\":-1}                     | start       | seconds from now",
        "{\"kind\":\"oom\",\"start\":\"noon\"}               | start       | RFC 3339",
        "{\"kind\":\"oom\",\"start\":true}                   | start       | RFC 3339",
        "{\"kind\":\"oom\",\"start\":0.0001}                 | start       | seconds from now",
        "{\"kind\":\"oom\",\"duration\":0}                   | duration    | above 0",
        "{\"kind\":\"oom\",\"duration\":\"1h\"}              | duration    | above 0",
        "{\"kind\":\"oom\",\"duration\":1e99}                | duration    | above 0",
      })
  void aWrongOrderNamesWhatIsWrongAndWhatIsAllowed(String body, String field, String allowed) {
    assertTrue(refused(body, field).get("allowed").textValue().contains(allowed));
  }

  @Test
  void aStartInThePastOrFarAheadIsRefused() {
    server.advance(Duration.ofHours(1));
    refused("{\"kind\":\"oom\",\"start\":\"2026-01-01T00:59:59Z\"}", "start");
    refused("{\"kind\":\"oom\",\"start\":\"2036-01-01T00:59:59Z\"}", "start");
  }

  @Test
  void thereIsAnEndToTheNumberOfFaults() {
    for (int i = 0; i < FaultRules.FAULTS_MAX; i++) {
      start("{\"kind\":\"task-stuck\"}");
    }
    var answer = server.post(PATH, "{\"kind\":\"task-stuck\"}");
    assertEquals(409, answer.status(), answer.text());
    assertTrue(answer.get("detail").textValue().contains("1000"), answer.text());
  }

  @Test
  void onlyAFaultThatIsThereCanBeEnded() {
    for (String id : List.of("fault-1", "x", "%2e%2e")) {
      var answer = server.send("DELETE", PATH + "/" + id, "");
      assertEquals(404, answer.status(), answer.text());
      assertEquals("application/problem+json", answer.type());
    }
  }
}
