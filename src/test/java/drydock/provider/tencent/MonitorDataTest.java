package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// GetMonitorData over HTTP.
class MonitorDataTest {

  /// The metrics as the document lists them (5 to 8).
  private static final List<String> METRICS =
      List.of(
          """
          dc_cpu_usage dc_mem_usage service_cpu_used service_cpu_usage_for_cluster service_mem_used
          service_mem_usage_for_cluster service_in_flux service_out_flux service_in_bandwidth
          service_out_bandwidth service_in_packets service_out_packets pod_in_bandwidth pod_out_bandwidth
          pod_in_flux pod_out_flux pod_in_packets pod_out_packets container_cpu_used
          container_cpu_usage_for_node container_cpu_usage_for_request container_cpu_usage_for_limit
          container_mem_used container_mem_usage_for_node container_mem_usage_for_request
          container_mem_usage_for_limit container_disk_read_traffic container_disk_write_traffic
          container_disk_read container_disk_write\
          """
              .split("\\s+"));

  private MonitoredWorld world;

  @BeforeEach
  void start() throws Exception {
    world = new MonitoredWorld("instant");
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void theAnswerStandsOnTheTopLevelWithItsTimesPadded() throws Exception {
    world.service("web", 1);
    world.pass(3);
    Map<String, String> fields = world.request("service_cpu_used", "", "", 60);
    MonitoredWorld.dimensions(
        fields, "clusterId", world.cluster, "serviceName", "web", "namespace", "default");
    fields.put("startTime", "2026-1-1 7:59:0");
    fields.put("endTime", "2026-1-1 8:0:30");
    JsonNode answer = world.get("GetMonitorData", fields);
    List<String> keys = new ArrayList<>();
    answer.fieldNames().forEachRemaining(keys::add);
    assertEquals(
        List.of(
            "code",
            "message",
            "codeDesc",
            "metricName",
            "startTime",
            "endTime",
            "period",
            "dataPoints"),
        keys);
    assertEquals("service_cpu_used", answer.get("metricName").textValue());
    assertEquals(MonitoredWorld.DAY + "07:59:00", answer.get("startTime").textValue());
    assertEquals(MonitoredWorld.DAY + "08:00:00", answer.get("endTime").textValue());
    assertEquals(60, answer.get("period").intValue());
    assertEquals("[null,null]", answer.get("dataPoints").toString());
  }

  @Test
  void aServiceUsesNothingBeforeItIsMadeNorAfterItIsGone() throws Exception {
    world.pass(2);
    ServiceId web = world.service("web", 2);
    world.pass(3);
    world.ask(new ServiceCommand.Delete(web));
    world.pass(2);
    List<Double> points =
        MonitoredWorld.points(world.ofService("service_mem_used", "08:00:00", "08:09:00", 60));
    for (int i = 0; i < points.size(); i++) {
      // Made in the minute of 08:02, and gone in that of 08:05: a minute is read as it begins.
      assertEquals(i >= 3 && i <= 5, points.get(i) != null, i + " of " + points);
    }
    MonitoredWorld.assertFails(
        -502,
        "OperationDenied.SourceNotExists",
        "serviceName web",
        world.ofService("service_mem_used", "08:06:00", "08:07:00", 60));
  }

  @ParameterizedTest
  @CsvSource({"service_cpu_used, 1", "service_mem_usage_for_cluster, 1", "service_out_flux, 300"})
  void aLongerPeriodIsTheMeanOrTheSumOfItsMinutes(String metric, int seconds) throws Exception {
    world.service("web", 3);
    world.pass(90);
    List<Double> minutes =
        MonitoredWorld.points(world.ofService(metric, "08:05:00", "08:59:00", 60));
    List<Double> longer =
        MonitoredWorld.points(world.ofService(metric, "08:05:00", "08:55:00", 300));
    assertEquals(11, longer.size());
    for (int i = 0; i < longer.size(); i++) {
      double sum = minutes.subList(i * 5, i * 5 + 5).stream().mapToDouble(each -> each).sum();
      assertEquals(seconds == 1 ? sum / 5 : sum, longer.get(i), 1e-6);
    }
    List<Double> hours =
        MonitoredWorld.points(world.ofService(metric, "08:00:00", "08:00:00", 3600));
    List<Double> all = MonitoredWorld.points(world.ofService(metric, "08:01:00", "08:59:00", 60));
    double sum = all.stream().mapToDouble(each -> each).sum();
    assertEquals(seconds == 1 ? sum / 59 : sum, hours.getFirst(), 1e-6);
  }

  @Test
  void whatWasReadOnceIsReadAgainWhateverHappensLater() throws Exception {
    ServiceId web = world.service("web", 2);
    world.pass(10);
    List<Double> before =
        MonitoredWorld.points(world.ofService("service_cpu_used", "08:00:00", "08:10:00", 60));
    world.ask(new ServiceCommand.Scale(web, 7));
    world.pass(30);
    assertEquals(
        before,
        MonitoredWorld.points(world.ofService("service_cpu_used", "08:00:00", "08:10:00", 60)));
    List<Double> later =
        MonitoredWorld.points(world.ofService("service_cpu_used", "08:10:00", "08:11:00", 60));
    assertTrue(later.getLast() > later.getFirst() * 2, later::toString);
  }

  @Test
  void sumsAgreeFromContainersToTheCluster() throws Exception {
    world.service("web", 3);
    world.pass(20);
    String at = "08:15:00";
    double cpu = 0;
    double memory = 0;
    double in = 0;
    for (JsonNode instance : world.instances()) {
      cpu +=
          MonitoredWorld.points(world.ofInstance("container_cpu_used", instance, at, at))
              .getFirst();
      memory +=
          MonitoredWorld.points(world.ofInstance("container_mem_used", instance, at, at))
              .getFirst();
      in += MonitoredWorld.points(world.ofInstance("pod_in_packets", instance, at, at)).getFirst();
    }
    assertEquals(
        MonitoredWorld.points(world.ofService("service_cpu_used", at, at, 60)).getFirst(),
        cpu,
        1e-5);
    assertEquals(
        MonitoredWorld.points(world.ofService("service_mem_used", at, at, 60)).getFirst(),
        memory,
        1e-5);
    assertEquals(
        MonitoredWorld.points(world.ofService("service_in_packets", at, at, 60)).getFirst(),
        in,
        1e-5);
    double share =
        MonitoredWorld.points(world.ofService("service_cpu_usage_for_cluster", at, at, 60))
            .getFirst();
    assertEquals(100 * cpu / 8, share, 1e-4, "two nodes of four cores");
    assertTrue(MonitoredWorld.points(world.ofCluster("dc_cpu_usage", at, at)).getFirst() >= share);
    assertTrue(
        MonitoredWorld.points(world.ofCluster("dc_mem_usage", at, at)).getFirst()
            >= MonitoredWorld.points(world.ofService("service_mem_usage_for_cluster", at, at, 60))
                .getFirst());
  }

  @Test
  void everyMetricOfTheDocumentHasFigures() throws Exception {
    world.service("web", 1);
    world.pass(5);
    JsonNode instance = world.instances().get(0);
    for (String metric : METRICS) {
      JsonNode answer =
          metric.startsWith("dc_")
              ? world.ofCluster(metric, "08:03:00", "08:03:00")
              : metric.startsWith("service_")
                  ? world.ofService(metric, "08:03:00", "08:03:00", 60)
                  : world.ofInstance(metric, instance, "08:03:00", "08:03:00");
      Double point = MonitoredWorld.points(answer).getFirst();
      // Only the cpuLimits of the service are not given.
      assertEquals(!metric.equals("container_cpu_usage_for_limit"), point != null, metric);
      assertTrue(point == null || point > 0, metric);
    }
  }

  @Test
  void withoutTimesItIsTheDayUpToNow() throws Exception {
    world.service("web", 1);
    world.pass(1);
    JsonNode answer = world.ofService("service_cpu_used", "", "", 3600);
    assertEquals(MonitoredWorld.DAY + "00:00:00", answer.get("startTime").textValue());
    assertEquals(MonitoredWorld.DAY + "08:00:00", answer.get("endTime").textValue());
    List<Double> points = MonitoredWorld.points(answer);
    assertEquals(9, points.size());
    assertTrue(points.getLast() > 0);
    assertEquals(8, points.stream().filter(each -> each == null).count());
  }

  @Test
  void whatIsStillToComeIsNull() throws Exception {
    world.service("web", 1);
    world.pass(2);
    List<Double> points =
        MonitoredWorld.points(world.ofService("service_cpu_used", "08:01:00", "08:30:00", 60));
    assertEquals(30, points.size());
    assertEquals(28, points.stream().filter(each -> each == null).count());
  }
}
