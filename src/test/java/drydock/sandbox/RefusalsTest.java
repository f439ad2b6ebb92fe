package drydock.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every refusal names what is wrong and what is allowed, and changes nothing.
@Timeout(120)
final class RefusalsTest {

  private static SandboxServer server;
  private static String before;

  @BeforeAll
  static void open() {
    server = new SandboxServer();
    server.cluster(1);
    before = state();
  }

  @AfterAll
  static void close() {
    assertEquals(before, state());
    server.close();
  }

  private static String state() {
    return server.get("/sandbox/history").text() + server.get("/sandbox/clock").text();
  }

  /// A refusal with all that belongs to one.
  private static JsonNode assertRefused(int status, SandboxServer.Answer answer) {
    assertEquals(status, answer.status(), answer.text());
    assertEquals("application/problem+json", answer.type());
    JsonNode problem = answer.json();
    assertEquals(status, problem.get("status").intValue());
    assertTrue(problem.get("type").textValue().startsWith("urn:drydock:problem:"));
    assertTrue(problem.get("title").textValue().length() > 5, answer.text());
    assertTrue(problem.get("detail").textValue().length() > 10, answer.text());
    assertEquals(before, state());
    return problem;
  }

  private static void assertRefused(String field, String allowed, SandboxServer.Answer answer) {
    JsonNode problem = assertRefused(400, answer);
    assertEquals(field, problem.path("field").textValue(), answer.text());
    assertTrue(problem.path("allowed").asText().contains(allowed), answer.text());
    assertTrue(problem.get("detail").textValue().contains(field), answer.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{}                                           | seconds      | above 0",
        "{\"seconds\":0}                              | seconds      | above 0",
        "{\"seconds\":-1}                             | seconds      | above 0",
        "{\"seconds\":0.0001}                         | seconds      | 3 decimals",
        "{\"seconds\":1e-999999999}                   | seconds      | 3 decimals",
        "{\"seconds\":315576001}                      | seconds      | 315576000",
        "{\"seconds\":1e999999999}                    | seconds      | 315576000",
        "{\"seconds\":99999999999999999999999999}     | seconds      | 315576000",
        "{\"seconds\":\"30\"}                         | seconds      | a number",
        "{\"seconds\":null}                           | seconds      | a number",
        "{\"seconds\":true}                           | seconds      | a number",
        "{\"seconds\":[1]}                            | seconds      | a number",
        "{\"seconds\":{}}                             | seconds      | a number",
        "{\"seconds\":1,\"minutes\":1}                | minutes      | seconds",
        "{\"seconds\":1,\"until\":\"idle\"}           | seconds      | until, limitSeconds",
        "{\"seconds\":1,\"limitSeconds\":1}           | until        | \"idle\"",
        "{\"limitSeconds\":1}                         | until        | \"idle\"",
        "{\"until\":\"noon\"}                         | until        | \"idle\"",
        "{\"until\":1}                                | until        | \"idle\"",
        "{\"until\":\"idle\",\"limitSeconds\":0}      | limitSeconds | above 0",
        "{\"until\":\"idle\",\"limitSeconds\":\"1\"}  | limitSeconds | a number",
        "{\"seconds\":1,\"seconds\":2}                | body         | JSON object",
        "{\"seconds\":1} {}                           | body         | JSON object",
        "{\"seconds\":                                | body         | JSON object",
        "{\"seconds\":NaN}                            | body         | JSON object",
        "{'seconds':1}                                | body         | JSON object",
        "[{\"seconds\":1}]                            | body         | JSON object",
        "30                                           | body         | JSON object",
        "null                                         | body         | JSON object",
      })
  void noClockIsMovedByHalfAnOrder(String body, String field, String allowed) {
    assertRefused(field, allowed, server.post("/sandbox/clock/advance", body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{}                                        | mode  | \"real\", \"scaled\", \"manual\"",
        "{\"mode\":\"fast\"}                       | mode  | \"real\", \"scaled\", \"manual\"",
        "{\"mode\":\"MANUAL\"}                     | mode  | \"real\", \"scaled\", \"manual\"",
        "{\"mode\":1}                              | mode  | \"real\", \"scaled\", \"manual\"",
        "{\"mode\":\"scaled\"}                     | speed | from 0.001 to 1000000",
        "{\"mode\":\"scaled\",\"speed\":0}         | speed | from 0.001 to 1000000",
        "{\"mode\":\"scaled\",\"speed\":-60}       | speed | from 0.001 to 1000000",
        "{\"mode\":\"scaled\",\"speed\":1000001}   | speed | from 0.001 to 1000000",
        "{\"mode\":\"scaled\",\"speed\":\"60\"}    | speed | from 0.001 to 1000000",
        "{\"mode\":\"manual\",\"speed\":60}        | speed | mode",
        "{\"mode\":\"real\",\"speed\":1}           | speed | mode",
        "{\"mode\":\"manual\",\"now\":\"2030\"}    | now   | mode",
      })
  void noClockIsSetToWhatThereIsNot(String body, String field, String allowed) {
    assertRefused(field, allowed, server.put("/sandbox/clock", body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"seed\":1.5}                  | seed | a whole number",
        "{\"seed\":\"1\"}                | seed | a whole number",
        "{\"seed\":null}                 | seed | a whole number",
        "{\"seed\":9223372036854775808}  | seed | to 9223372036854775807",
        "{\"sed\":1}                     | sed  | seed",
        "[]                              | body | JSON object",
      })
  void noWorldIsBegunAnewByMistake(String body, String field, String allowed) {
    assertRefused(field, allowed, server.post("/sandbox/reset", body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "events?after=-1                           | after   | from 0 on",
        "events?after=x                            | after   | from 0 on",
        "events?after=                             | after   | from 0 on",
        "events?after=9223372036854775808          | after   | from 0 on",
        "events?after=1&after=2                    | after   | one of each",
        "events?limit=0                            | limit   | from 1 to 100000",
        "events?type=replica.redy                  | type    | replica.pulled, replica.ready",
        "events?limit=100001                       | limit   | from 1 to 100000",
        "events?limit=1.5                          | limit   | from 1 to 100000",
        "events?subject=                           | subject | 1 to 1000 characters",
        "events?subject=a%00b                      | subject | 1 to 1000 characters",
        "events?type=%FF                           | type    | 1 to 1000 characters",
        "events?from=1                             | from    | after, limit, subject, type",
        "events?After=1                            | After   | after, limit, subject, type",
        "events/stream?limit=1                     | limit   | after",
        "events/stream?after=-1                    | after   | from 0 on",
        "clock?at=1                                | at      | no query parameter",
        "history?x                                 | x       | no query parameter",
        "clusters/cls-1?at=0                       | at      | from 1 to 6",
        "clusters/cls-1?at=7                       | at      | from 1 to 6",
        "clusters/cls-1?at=99999999999999999999    | at      | from 1 to 6",
        "clusters/cls-1?at=-1                      | at      | to 2026-01-01T00:00:00Z",
        "clusters/cls-1?at=now                     | at      | to 2026-01-01T00:00:00Z",
        "clusters/cls-1?at=2026-01-01              | at      | to 2026-01-01T00:00:00Z",
        "clusters/cls-1?at=2026-01-01T00:00:00     | at      | to 2026-01-01T00:00:00Z",
        "clusters/cls-1?at=2025-02-30T00:00:00Z    | at      | to 2026-01-01T00:00:00Z",
        "clusters/cls-1?at=2026-01-01T00:00:00.001Z | at     | to 2026-01-01T00:00:00Z",
        "clusters/cls-1?at=0000-01-01T00:00:00Z    | at      | from 0001-01-01T00:00:00Z",
        "clusters/cls-1?at=+9999-01-01T00:00:00Z   | at      | from 0001-01-01T00:00:00Z",
        "clusters/cls-1?at=                        | at      | characters",
        "clusters/cls-1?at=1&at=1                  | at      | one of each",
        "clusters/cls-1?when=1                     | when    | at",
      })
  void noQueryIsGuessedAt(String path, String field, String allowed) {
    assertRefused(field, allowed, server.get("/sandbox/" + path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
  void aBodyIsJsonAndSaysSo(String type) {
    assertRefused(
        "Content-Type",
        "application/json",
        server.send("POST", "/sandbox/clock/advance", "{\"seconds\":1}", "Content-Type", type));
  }

  @Test
  void aBodyWithoutATypeIsRefused() {
    assertRefused(
        "Content-Type", "application/json", server.send("POST", "/sandbox/clock/advance", ""));
    assertRefused(
        "Content-Type", "application/json", server.send("POST", "/sandbox/reset", "{\"seed\":2}"));
  }

  @Test
  void aTypeMayNameItsCharacters() {
    String type = "Application/JSON; charset=utf-8";
    assertRefused(
        "seconds",
        "above 0",
        server.send("POST", "/sandbox/clock/advance", "{\"seconds\":0}", "Content-Type", type));
  }

  @Test
  void aLargeBodyIsRefusedHoweverLarge() {
    String blanks = " ".repeat(64 * 1024);
    assertRefused("body", "65536", server.post("/sandbox/clock/advance", blanks + "{}"));
    assertRefused("body", "65536", server.post("/sandbox/clock/advance", blanks.repeat(100)));
    String just = blanks.substring(2) + "{}";
    assertRefused("seconds", "above 0", server.post("/sandbox/clock/advance", just));
  }

  @ParameterizedTest
  @CsvSource({
    "POST,   /sandbox/clock,          'GET, PUT'",
    "DELETE, /sandbox/clock,          'GET, PUT'",
    "HEAD,   /sandbox/clock/,         'GET, PUT'",
    "GET,    /sandbox/clock/advance,  POST",
    "PUT,    /sandbox/events,         GET",
    "POST,   /sandbox/events/stream,  GET",
    "POST,   /sandbox/clusters/cls-1, GET",
    "PATCH,  /sandbox/history,        GET",
    "GET,    /sandbox/reset,          POST",
    "BREW,   /sandbox/reset,          POST",
  })
  void aWrongMethodIsToldTheRightOnes(String method, String path, String allowed) {
    var answer = server.send(method, path, "");
    if (method.equals("HEAD")) {
      assertEquals(405, answer.status());
    } else {
      assertEquals(allowed, assertRefused(405, answer).get("allowed").textValue());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sandbox",
        "/sandbox/",
        "/sandbox/clocks",
        "/sandbox/clock/back",
        "/sandbox/clusters",
        "/sandbox/clusters/cls-1/nodes",
        "/sandbox/events/1",
        "/elsewhere",
        "/v1",
      })
  void anUnknownPathIsToldTheKnownOnes(String path) {
    JsonNode problem = assertRefused(404, server.get(path));
    assertEquals("path", problem.get("field").textValue());
    assertTrue(problem.get("allowed").textValue().contains("/sandbox/clock, "));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /",
    "GET,    /sandbox/scenarios",
    "POST,   /sandbox/scenarios/rolling-update",
    "GET,    /sandbox/worlds",
    "POST,   /sandbox/worlds",
    "DELETE, /sandbox/worlds/w1",
    "GET,    /sandbox/worlds/main/clock",
  })
  void whatIsToComeSaysSo(String method, String path) {
    JsonNode problem = assertRefused(501, server.send(method, path, ""));
    assertTrue(problem.get("detail").textValue().contains("not implemented yet"));
  }

  @Test
  void anUnknownClusterIsNamed() {
    JsonNode problem = assertRefused(404, server.get("/sandbox/clusters/cls-00000000"));
    assertEquals("clusterId \"cls-00000000\" does not exist", problem.get("detail").textValue());
    assertNull(problem.get("field"));
    assertRefused(404, server.get("/sandbox/clusters/cls-00000000?at=3"));
    assertRefused(404, server.get("/sandbox/clusters/a%2Fb%0A%C3%BC"));
  }

  @Test
  void aStreamThatCannotBeResumedIsRefused() {
    var answer = server.send("GET", "/sandbox/events/stream", "", "Last-Event-ID", "x");
    assertRefused("Last-Event-ID", "from 0 on", answer);
    var twice =
        server.send(
            "GET", "/sandbox/events/stream", "", "Last-Event-ID", "1", "Last-Event-ID", "2");
    assertRefused("Last-Event-ID", "one", twice);
  }
}
