package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What GetMonitorData refuses, and how.
class MonitorRefusalTest {

  private MonitoredWorld world;

  @BeforeEach
  void start() throws Exception {
    world = new MonitoredWorld("instant");
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"namespace", "metricName", "dimensions.0.name", "dimensions.1.value"})
  void aMissingParameterHasACodeOfItsOwn(String name) throws Exception {
    Map<String, String> fields = world.request("service_cpu_used", "", "", 300);
    MonitoredWorld.dimensions(
        fields, "clusterId", world.cluster, "serviceName", "web", "namespace", "default");
    fields.remove(name);
    MonitoredWorld.assertFails(
        -505, "InvalidParameter.MissingParameter", name, world.get("GetMonitorData", fields));
  }

  @ParameterizedTest
  @CsvSource({
    "namespace, qce/cos",
    "namespace, qce/cvm",
    "metricName, cpu",
    "period, 61",
    "period, x",
    "startTime, yesterday",
    "endTime, 2026-02-30 00:00:00",
    "endTime, 2025-12-31 00:00:00"
  })
  void aBadParameterHasACodeOfItsOwn(String name, String value) throws Exception {
    Map<String, String> fields = world.request("service_cpu_used", "", "", 300);
    MonitoredWorld.dimensions(
        fields, "clusterId", world.cluster, "serviceName", "web", "namespace", "default");
    fields.put(name, value);
    MonitoredWorld.assertFails(-503, "InvalidParameter", name, world.get("GetMonitorData", fields));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clusterId",
        "clusterId serviceName",
        "clusterId serviceName namespace podName",
        "clusterId serviceName serviceName",
        "clusterId serviceName namespace namespace",
        "docker_clusterid",
        "clusterId serviceName region"
      })
  void otherDimensionsThanTheMetricsAreRefused(String names) throws Exception {
    Map<String, String> fields = world.request("service_cpu_used", "", "", 300);
    List<String> all = new ArrayList<>();
    for (String name : names.split(" ", -1)) {
      all.add(name);
      all.add("web");
    }
    MonitoredWorld.dimensions(fields, all.toArray(String[]::new));
    MonitoredWorld.assertFails(
        -509,
        "InvalidParameter.DimensionGroupError",
        "clusterId, serviceName, namespace",
        world.get("GetMonitorData", fields));
  }

  @Test
  void whatDoesNotExistIsSaidSo() throws Exception {
    world.service("web", 1);
    world.pass(1);
    String pod = world.instances().get(0).get("name").textValue();
    String id = world.instances().get(0).at("/containers/0/containerId").textValue();
    assertMissing("docker_clusterid cls-0", "dc_cpu_usage", "cls-0");
    assertMissing("clusterId cls-0", "service_cpu_used", "cls-0", "web", "default");
    assertMissing("namespace x", "service_cpu_used", world.cluster, "web", "x");
    assertMissing("podName web-1", "pod_in_flux", world.cluster, "web", "default", "web-1");
    for (String no : List.of("0123456789ab", id.substring(0, 11), id + "0")) {
      assertMissing(
          "containerId " + no, "container_mem_used", world.cluster, "web", "default", pod, no);
    }
  }

  private void assertMissing(String words, String metric, String... values) throws Exception {
    List<String> names =
        values.length == 1
            ? List.of("docker_clusterid")
            : List.of("clusterId", "serviceName", "namespace", "podName", "containerId");
    Map<String, String> fields = world.request(metric, "", "", 300);
    for (int i = 0; i < values.length; i++) {
      fields.put("dimensions." + i + ".name", names.get(i));
      fields.put("dimensions." + i + ".value", values[i]);
    }
    MonitoredWorld.assertFails(
        -502, "OperationDenied.SourceNotExists", words, world.get("GetMonitorData", fields));
  }

  @Test
  void moreThanADayOfMinutesIsTooMuch() throws Exception {
    world.service("web", 1);
    Map<String, String> fields = world.request("service_cpu_used", "", "", 60);
    MonitoredWorld.dimensions(
        fields, "clusterId", world.cluster, "serviceName", "web", "namespace", "default");
    fields.put("startTime", "2025-12-31 08:00:00");
    fields.put("endTime", "2026-01-01 07:59:00");
    assertEquals(1440, MonitoredWorld.points(world.get("GetMonitorData", fields)).size());
    fields.put("endTime", "2026-01-01 08:00:00");
    MonitoredWorld.assertFails(
        -507, "OperationDenied.ExceedLimit", "1441 periods", world.get("GetMonitorData", fields));
  }

  @Test
  void withoutTheDatabaseThePastIsLost() throws Exception {
    world.service("web", 1);
    world.losePast();
    JsonNode answer = world.ofService("service_cpu_used", "08:00:00", "08:01:00", 60);
    MonitoredWorld.assertFails(-513, "InternalError.DBoperationFail", "database", answer);
    Map<String, String> service = Map.of("clusterId", world.cluster, "serviceName", "web");
    JsonNode events = world.get("DescribeServiceEvent", service);
    MonitoredWorld.assertFails(6200, "ActionUnavailable", "not available", events);
  }
}
