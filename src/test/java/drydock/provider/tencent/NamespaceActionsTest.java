package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The actions of namespaces as a client meets them.
class NamespaceActionsTest {
  private final Cloud cloud = new Cloud("realistic");

  @AfterEach
  void close() {
    cloud.close();
  }

  private static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(each -> each.get(field).asText())
        .toList();
  }

  @Test
  void namespacesComeAndGo() {
    String id = cloud.cluster(1);
    assertEquals(
        "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\"}",
        cloud.text("CreateClusterNamespace", "clusterId=" + id + "&name=tst&description=test"));
    JsonNode listed = cloud.data("DescribeClusterNameSpaces", "clusterId=" + id);
    assertEquals(3, listed.get("totalCount").intValue());
    assertEquals(List.of("default", "kube-system", "tst"), texts(listed.get("namespaces"), "name"));
    assertTrue(
        listed
            .at("/namespaces/2")
            .toString()
            .startsWith(
                "{\"name\":\"tst\",\"status\":\"Active\",\"description\":\"test\",\"createdAt\":\"2026-"));
    cloud.data("ModifyNamespaceDescription", "clusterId=" + id + "&name=tst&description=other");
    cloud.data(
        "CreateClusterService",
        "clusterId="
            + id
            + "&serviceName=web&namespace=tst&replicas=1&accessType=None"
            + "&containers.0.containerName=web&containers.0.image=nginx");
    cloud.rest();
    assertEquals(
        "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\"}",
        cloud.text("DeleteClusterNamespace", "clusterId=" + id + "&names.0=tst"));
    JsonNode ending =
        cloud.data("DescribeClusterNamespaces", "clusterId=" + id).at("/namespaces/2");
    assertEquals("Terminating", ending.get("status").textValue());
    assertEquals("other", ending.get("description").textValue());
    cloud.rest();
    assertEquals(
        2, cloud.data("DescribeClusterNameSpaces", "clusterId=" + id).get("totalCount").intValue());
  }

  @Test
  void namespacesThatCannotBeAreRefused() {
    String id = cloud.cluster(1);
    cloud.data("CreateClusterNamespace", "clusterId=" + id + "&name=tst&description=test");
    assertTrue(
        cloud
            .refusal("CreateClusterNamespace", "clusterId=" + id + "&name=tst&description=again")
            .startsWith("5100 InternalError.ResourceExistAlready "));
    assertEquals(
        "4000 InvalidParameter (10000)names: default cannot be deleted",
        cloud.refusal("DeleteClusterNamespace", "clusterId=" + id + "&names.0=default"));
    assertEquals(
        "5000 ResourceNotFound names tst2 is no namespace of " + id,
        cloud.refusal("DeleteClusterNamespace", "clusterId=" + id + "&names.0=tst&names.1=tst2"));
    assertTrue(
        cloud
            .refusal("CreateClusterNamespace", "clusterId=" + id + "&name=Tst&description=x")
            .startsWith("4000 InvalidParameter (10000)name is \"Tst\"; allowed is small letters"));
    assertEquals(
        "4000 InvalidParameter (10010)description is required",
        cloud.refusal("CreateClusterNamespace", "clusterId=" + id + "&name=a"));
  }
}
