package drydock.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class ExplainTest {

  private final SandboxServer server = new SandboxServer();
  private String cluster;

  @BeforeEach
  void begin() {
    cluster = server.cluster(3);
    server.advanceUntilIdle();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private List<JsonNode> replicas(ServiceId id) {
    List<JsonNode> replicas = new ArrayList<>();
    for (JsonNode service : server.get("/sandbox/clusters/" + cluster).get("services")) {
      if (service.get("id").textValue().equals(id.toString())) {
        service.get("replicas").forEach(replicas::add);
      }
    }
    return replicas;
  }

  private static String name(JsonNode replica) {
    String id = replica.get("id").textValue();
    return id.substring(id.lastIndexOf('/') + 1);
  }

  private JsonNode explained(String replica) {
    var answer = server.get("/sandbox/explain?replica=" + replica);
    assertEquals(200, answer.status(), answer.text());
    return answer.json();
  }

  private JsonNode lastEvent(JsonNode replica, String type) {
    String query = "subject=" + replica.get("id").textValue() + "&type=" + type;
    return server.lines("/sandbox/events?" + query).getLast();
  }

  @Test
  void whoeverIsPlacedIsToldOfTheNodesAsTheyWereThen() {
    ServiceId web = server.service(cluster, "web", 5);
    server.advanceUntilIdle();
    for (JsonNode replica : replicas(web)) {
      JsonNode before = explained(name(replica));
      assertEquals(replica.at("/state/node"), before.get("node"));
      assertEquals(3, before.get("nodes").size());
      JsonNode event = lastEvent(replica, "replica.scheduled");
      assertEquals("{\"nodes\":3}", event.at("/data/filtering").toString());
      assertEquals(
          "{\"nodes\":3,\"feasible\":3,\"ruledOut\":{}}", before.get("filtering").toString());
      int best = 0;
      int chosen = -1;
      for (JsonNode node : before.get("nodes")) {
        assertTrue(node.get("reasons").isEmpty(), node::toString);
        best = Math.max(best, node.get("score").intValue());
        if (node.get("chosen").booleanValue()) {
          assertEquals(-1, chosen);
          chosen = node.get("score").intValue();
        }
      }
      assertEquals(best, chosen, before::toString);
      server.service(cluster, "later-" + name(replica).substring(15), 3);
      server.advanceUntilIdle();
      assertEquals(before, explained(name(replica)));
    }
  }

  @Test
  void whoeverWaitsIsToldWhatKeepsItOffEachNode() {
    ServiceId web = server.service(cluster, "web", 400);
    server.advanceUntilIdle();
    JsonNode waiting =
        replicas(web).stream()
            .filter(each -> each.at("/state/node").isNull())
            .findFirst()
            .orElseThrow();
    JsonNode why = explained(name(waiting));
    assertTrue(why.get("node").isNull());
    assertFalse(why.get("retryAt").isNull());
    assertTrue(why.get("trouble").textValue().startsWith("0/3 nodes are available: "));
    JsonNode event = lastEvent(waiting, "replica.unschedulable");
    assertEquals(
        "{\"nodes\":3,\"feasible\":0,\"ruledOut\":{\"Insufficient cpu\":3}}",
        event.at("/data/filtering").toString());
    assertEquals(event.at("/data/filtering"), why.get("filtering"));
    for (JsonNode node : why.get("nodes")) {
      assertFalse(node.get("chosen").booleanValue());
      assertTrue(node.get("score").isNull());
      assertTrue(
          why.get("trouble").textValue().contains(node.get("reasons").get(0).textValue()),
          why::toString);
    }
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertEquals(400, server.get("/sandbox/explain").status());
    assertEquals(404, server.get("/sandbox/explain?replica=web-nowhere").status());
    ServiceId web = server.service(cluster, "web", 1);
    server.advanceUntilIdle();
    String name = name(replicas(web).getFirst());
    assertEquals(404, server.get("/sandbox/explain?cluster=cls-nowhere0&replica=" + name).status());
    server.ask(new ServiceCommand.Delete(web));
    server.advanceUntilIdle();
    assertEquals(404, server.get("/sandbox/explain?replica=" + name).status());
  }
}
