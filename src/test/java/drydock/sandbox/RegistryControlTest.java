package drydock.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import drydock.registry.Condition;
import drydock.registry.RegistryCommand;
import drydock.registry.Trigger;
import drydock.service.ServiceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class RegistryControlTest {

  private static final String PATH = "/sandbox/registry/push";

  private final SandboxServer server = new SandboxServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aPushFiresTheTriggersOfItsRepositoryAndIsTold() {
    String cluster = server.cluster(2);
    server.advanceUntilIdle();
    ServiceId web = server.service(cluster, "web", 1);
    server.ask(
        new RegistryCommand.AddTrigger(
            new Trigger.Spec(
                "on-push",
                "tencentyun/foo",
                new Condition(Condition.Method.ALL, ""),
                new Trigger.Target(web, "web", "ap-guangzhou"))));
    var answer = server.post(PATH, "{\"image\":\"ccr.ccs.tencentyun.com/tencentyun/foo:v2\"}");
    assertEquals(200, answer.status(), answer.text());
    assertEquals("tencentyun/foo:v2", answer.get("image").textValue());
    assertEquals("on-push", answer.get("triggers").get(0).textValue());
    assertTrue(answer.get("digest").textValue().matches("sha256:[0-9a-f]{64}"));
    JsonNode pushed = event("repository.tag_pushed");
    assertEquals("PushImage", pushed.at("/cause/action").textValue());
    assertEquals("tencentyun/foo:v2", pushed.at("/cause/parameters/image").textValue());
    assertEquals("registry/tencentyun/foo", pushed.get("subject").textValue());
    assertEquals(pushed.get("position"), event("service.updated").at("/cause/position"));
  }

  private JsonNode event(String type) {
    return server.lines("/sandbox/events?type=" + type).getLast();
  }

  @Test
  void aPushMakesWhatIsMissing() {
    assertEquals(200, server.post(PATH, "{\"image\":\"new/app\"}").status());
    assertEquals("latest", event("repository.tag_pushed").at("/data/tag").textValue());
    assertEquals("new/app", event("repository.created").at("/data/repository").textValue());
    assertEquals("new", event("registry.namespace_created").at("/data/namespace").textValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"image\":1}",
        "{\"image\":\"\"}",
        "{\"image\":\"foo:v1\"}",
        "{\"image\":\"a/b/c:v1\"}",
        "{\"image\":\"A/b:v1\"}",
        "{\"image\":\"a/b:\"}",
        "{\"image\":\"a/b:.v\"}",
        "{\"image\":\"other.host/a/b:v1\"}",
        "{\"image\":\"a/b:v 1\"}",
        "{\"image\":\"\\ud800/b:v1\"}",
        "{\"image\":\"a/b:v\\u0000\"}"
      })
  void whatIsNoImageIsRefused(String body) {
    long before = server.get("/sandbox/history").number("position");
    var answer = server.post(PATH, body);
    assertEquals(400, answer.status(), answer.text());
    assertEquals("application/problem+json", answer.type());
    assertEquals("image", answer.get("field").textValue());
    assertEquals(before, server.get("/sandbox/history").number("position"));
  }

  @Test
  void aPushForWhichThereIsNoRoomIsRefused() {
    var answer = server.post(PATH, "{\"image\":\"library/app:v1\"}");
    assertEquals(409, answer.status(), answer.text());
    assertTrue(answer.get("detail").textValue().contains("reserved"));
    assertEquals(400, server.post(PATH, "{\"image\":\"a/b:v1\",\"more\":1}").status());
  }
}
