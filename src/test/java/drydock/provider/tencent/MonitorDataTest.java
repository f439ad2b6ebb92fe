package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import drydock.cluster.ClusterEvent;
import drydock.engine.LoopObserver;
import drydock.engine.Outcome;
import drydock.engine.Pace;
import drydock.engine.Storage;
import drydock.engine.WorldConfig;
import drydock.engine.WorldLoop;
import drydock.kernel.Cause;
import drydock.kernel.Command;
import drydock.log.EventCodec;
import drydock.log.MemoryEventLog;
import drydock.provider.tencent.monitor.GetMonitorData;
import drydock.provider.tencent.service.ServiceActions;
import drydock.server.ProfileFile;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.world.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// GetMonitorData over HTTP, in a world that begins at eight in the morning of 2026-01-01, China's
/// time.
class MonitorDataTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// The metrics as the document lists them (5 to 8).
  private static final List<String> METRICS =
      List.of(
          ("""
          dc_cpu_usage dc_mem_usage service_cpu_used service_cpu_usage_for_cluster service_mem_used
          service_mem_usage_for_cluster service_in_flux service_out_flux service_in_bandwidth
          service_out_bandwidth service_in_packets service_out_packets pod_in_bandwidth pod_out_bandwidth
          pod_in_flux pod_out_flux pod_in_packets pod_out_packets container_cpu_used
          container_cpu_usage_for_node container_cpu_usage_for_request container_cpu_usage_for_limit
          container_mem_used container_mem_usage_for_node container_mem_usage_for_request
          container_mem_usage_for_limit container_disk_read_traffic container_disk_write_traffic
          container_disk_read container_disk_write\
          """)
              .split("\\s+"));

  private static final String DAY = "2026-01-01 ";

  private final MemoryEventLog log = new MemoryEventLog();
  private WorldLoop loop;
  private ApiServer server;
  private String cluster;

  @BeforeEach
  void start() throws Exception {
    var config =
        new WorldConfig(
            "main",
            1,
            ProfileFile.read("instant"),
            new Pace.Wish(Pace.Mode.MANUAL, 0),
            () -> Instant.parse("2026-01-01T00:00:00Z"));
    loop = WorldLoop.start(config, new Storage(log, log, log, new EventCodec()), LoopObserver.NONE);
    var backend = new Backend(loop);
    List<Action> actions = new ArrayList<>(ServiceActions.all(backend));
    actions.add(new GetMonitorData(backend));
    server = new ApiServer(ApiServer.Setup.usual().open(), actions.toArray(Action[]::new));
    var made = (Outcome.Accepted) ask(Sandbox.creation(2, "172.16.0.0/16"));
    cluster = ((ClusterEvent.Created) made.events().getFirst()).cluster();
  }

  @AfterEach
  void stop() {
    server.close();
    loop.close();
  }

  private Outcome ask(Command command) {
    return loop.ask(command, new Cause.Command("Test", "tester", new TreeMap<>())).join();
  }

  private ServiceId service(String name, int replicas) {
    var id = new ServiceId(cluster, "default", name);
    ask(new ServiceCommand.Create(id, Sandbox.spec(name, replicas)));
    return id;
  }

  private void pass(int minutes) {
    loop.advance(Duration.ofMinutes(minutes), false).join();
  }

  private JsonNode get(String action, Map<String, String> parameters) throws Exception {
    Map<String, String> fields = new TreeMap<>(parameters);
    fields.put("Action", action);
    return JSON.readTree(server.get(fields));
  }

  /// A request for a metric between two times of the day, where they are given.
  private Map<String, String> request(String metric, String from, String to, int period) {
    Map<String, String> fields = new TreeMap<>();
    fields.put("namespace", metric.startsWith("dc_") ? "qce/cvm" : "qce/docker");
    fields.put("metricName", metric);
    fields.put("period", Integer.toString(period));
    if (!from.isEmpty()) {
      fields.put("startTime", DAY + from);
      fields.put("endTime", DAY + to);
    }
    return fields;
  }

  private static void dimensions(Map<String, String> fields, String... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put("dimensions." + i / 2 + ".name", namesAndValues[i]);
      fields.put("dimensions." + i / 2 + ".value", namesAndValues[i + 1]);
    }
  }

  private JsonNode ofService(String metric, String from, String to, int period) throws Exception {
    Map<String, String> fields = request(metric, from, to, period);
    dimensions(fields, "clusterId", cluster, "serviceName", "web", "namespace", "default");
    return get("GetMonitorData", fields);
  }

  private JsonNode ofCluster(String metric, String from, String to) throws Exception {
    Map<String, String> fields = request(metric, from, to, 60);
    dimensions(fields, "docker_clusterid", cluster);
    return get("GetMonitorData", fields);
  }

  private JsonNode ofInstance(String metric, JsonNode instance, String from, String to)
      throws Exception {
    Map<String, String> fields = request(metric, from, to, 60);
    dimensions(
        fields,
        "podName",
        instance.get("name").textValue(),
        "clusterId",
        cluster,
        "serviceName",
        "web",
        "namespace",
        "default");
    if (metric.startsWith("container_")) {
      fields.put("dimensions.4.name", "containerId");
      String id = instance.at("/containers/0/containerId").textValue();
      fields.put("dimensions.4.value", id.substring(0, 12));
    }
    return get("GetMonitorData", fields);
  }

  private JsonNode instances() throws Exception {
    Map<String, String> fields = new TreeMap<>(Map.of("clusterId", cluster, "serviceName", "web"));
    return get("DescribeServiceInstance", fields).at("/data/instances");
  }

  private static List<Double> points(JsonNode answer) {
    assertEquals(0, answer.get("code").intValue(), answer::toString);
    List<Double> points = new ArrayList<>();
    answer
        .get("dataPoints")
        .forEach(point -> points.add(point.isNull() ? null : point.doubleValue()));
    return points;
  }

  private static void assertFails(int code, String codeDesc, String words, JsonNode answer) {
    assertEquals(code, answer.get("code").intValue(), answer::toString);
    assertEquals(codeDesc, answer.get("codeDesc").textValue());
    assertTrue(answer.get("message").textValue().contains(words), answer::toString);
  }

  @Test
  void theAnswerStandsOnTheTopLevelWithItsTimesPadded() throws Exception {
    service("web", 1);
    pass(3);
    Map<String, String> fields = request("service_cpu_used", "", "", 60);
    dimensions(fields, "clusterId", cluster, "serviceName", "web", "namespace", "default");
    fields.put("startTime", "2026-1-1 7:59:0");
    fields.put("endTime", "2026-1-1 8:0:30");
    JsonNode answer = get("GetMonitorData", fields);
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
    assertEquals(DAY + "07:59:00", answer.get("startTime").textValue());
    assertEquals(DAY + "08:00:00", answer.get("endTime").textValue());
    assertEquals(60, answer.get("period").intValue());
    assertEquals("[null,null]", answer.get("dataPoints").toString());
  }

  @Test
  void aServiceUsesNothingBeforeItIsMadeNorAfterItIsGone() throws Exception {
    pass(2);
    ServiceId web = service("web", 2);
    pass(3);
    ask(new ServiceCommand.Delete(web));
    pass(2);
    List<Double> points = points(ofService("service_mem_used", "08:00:00", "08:09:00", 60));
    for (int i = 0; i < points.size(); i++) {
      // Made in the minute of 08:02, and gone in that of 08:05: a minute is read as it begins.
      assertEquals(i >= 3 && i <= 5, points.get(i) != null, i + " of " + points);
    }
    assertFails(
        -502,
        "OperationDenied.SourceNotExists",
        "serviceName web",
        ofService("service_mem_used", "08:06:00", "08:07:00", 60));
  }

  @ParameterizedTest
  @CsvSource({"service_cpu_used, 1", "service_mem_usage_for_cluster, 1", "service_out_flux, 300"})
  void aLongerPeriodIsTheMeanOrTheSumOfItsMinutes(String metric, int seconds) throws Exception {
    service("web", 3);
    pass(90);
    List<Double> minutes = points(ofService(metric, "08:05:00", "08:59:00", 60));
    List<Double> longer = points(ofService(metric, "08:05:00", "08:55:00", 300));
    assertEquals(11, longer.size());
    for (int i = 0; i < longer.size(); i++) {
      double sum = minutes.subList(i * 5, i * 5 + 5).stream().mapToDouble(each -> each).sum();
      assertEquals(seconds == 1 ? sum / 5 : sum, longer.get(i), 1e-6);
    }
    List<Double> hours = points(ofService(metric, "08:00:00", "08:00:00", 3600));
    List<Double> all = points(ofService(metric, "08:01:00", "08:59:00", 60));
    double sum = all.stream().mapToDouble(each -> each).sum();
    assertEquals(seconds == 1 ? sum / 59 : sum, hours.getFirst(), 1e-6);
  }

  @Test
  void whatWasReadOnceIsReadAgainWhateverHappensLater() throws Exception {
    ServiceId web = service("web", 2);
    pass(10);
    List<Double> before = points(ofService("service_cpu_used", "08:00:00", "08:10:00", 60));
    ask(new ServiceCommand.Scale(web, 7));
    pass(30);
    assertEquals(before, points(ofService("service_cpu_used", "08:00:00", "08:10:00", 60)));
    List<Double> later = points(ofService("service_cpu_used", "08:10:00", "08:11:00", 60));
    assertTrue(later.getLast() > later.getFirst() * 2, later::toString);
  }

  @Test
  void sumsAgreeFromContainersToTheCluster() throws Exception {
    service("web", 3);
    pass(20);
    String at = "08:15:00";
    double cpu = 0;
    double memory = 0;
    double in = 0;
    for (JsonNode instance : instances()) {
      cpu += points(ofInstance("container_cpu_used", instance, at, at)).getFirst();
      memory += points(ofInstance("container_mem_used", instance, at, at)).getFirst();
      in += points(ofInstance("pod_in_packets", instance, at, at)).getFirst();
    }
    assertEquals(points(ofService("service_cpu_used", at, at, 60)).getFirst(), cpu, 1e-5);
    assertEquals(points(ofService("service_mem_used", at, at, 60)).getFirst(), memory, 1e-5);
    assertEquals(points(ofService("service_in_packets", at, at, 60)).getFirst(), in, 1e-5);
    double share = points(ofService("service_cpu_usage_for_cluster", at, at, 60)).getFirst();
    assertEquals(100 * cpu / 8, share, 1e-4, "two nodes of four cores");
    assertTrue(points(ofCluster("dc_cpu_usage", at, at)).getFirst() >= share);
    assertTrue(
        points(ofCluster("dc_mem_usage", at, at)).getFirst()
            >= points(ofService("service_mem_usage_for_cluster", at, at, 60)).getFirst());
  }

  @Test
  void everyMetricOfTheDocumentHasFigures() throws Exception {
    service("web", 1);
    pass(5);
    JsonNode instance = instances().get(0);
    for (String metric : METRICS) {
      JsonNode answer =
          metric.startsWith("dc_")
              ? ofCluster(metric, "08:03:00", "08:03:00")
              : metric.startsWith("service_")
                  ? ofService(metric, "08:03:00", "08:03:00", 60)
                  : ofInstance(metric, instance, "08:03:00", "08:03:00");
      Double point = points(answer).getFirst();
      // Only the cpuLimits of the service are not given.
      assertEquals(!metric.equals("container_cpu_usage_for_limit"), point != null, metric);
      assertTrue(point == null || point > 0, metric);
    }
  }

  @Test
  void withoutTimesItIsTheDayUpToNow() throws Exception {
    service("web", 1);
    pass(1);
    JsonNode answer = ofService("service_cpu_used", "", "", 3600);
    assertEquals(DAY + "00:00:00", answer.get("startTime").textValue());
    assertEquals(DAY + "08:00:00", answer.get("endTime").textValue());
    List<Double> points = points(answer);
    assertEquals(9, points.size());
    assertTrue(points.getLast() > 0);
    assertEquals(8, points.stream().filter(each -> each == null).count());
  }

  @Test
  void whatIsStillToComeIsNull() throws Exception {
    service("web", 1);
    pass(2);
    List<Double> points = points(ofService("service_cpu_used", "08:01:00", "08:30:00", 60));
    assertEquals(30, points.size());
    assertEquals(28, points.stream().filter(each -> each == null).count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"namespace", "metricName", "dimensions.0.name", "dimensions.1.value"})
  void aMissingParameterHasACodeOfItsOwn(String name) throws Exception {
    Map<String, String> fields = request("service_cpu_used", "", "", 300);
    dimensions(fields, "clusterId", cluster, "serviceName", "web", "namespace", "default");
    fields.remove(name);
    assertFails(-505, "InvalidParameter.MissingParameter", name, get("GetMonitorData", fields));
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
    Map<String, String> fields = request("service_cpu_used", "", "", 300);
    dimensions(fields, "clusterId", cluster, "serviceName", "web", "namespace", "default");
    fields.put(name, value);
    assertFails(-503, "InvalidParameter", name, get("GetMonitorData", fields));
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
    Map<String, String> fields = request("service_cpu_used", "", "", 300);
    List<String> all = new ArrayList<>();
    for (String name : names.split(" ", -1)) {
      all.add(name);
      all.add("web");
    }
    dimensions(fields, all.toArray(String[]::new));
    assertFails(
        -509,
        "InvalidParameter.DimensionGroupError",
        "clusterId, serviceName, namespace",
        get("GetMonitorData", fields));
  }

  @Test
  void whatDoesNotExistIsSaidSo() throws Exception {
    service("web", 1);
    pass(1);
    JsonNode instance = instances().get(0);
    Map<String, String> fields = request("pod_in_flux", "", "", 300);
    dimensions(
        fields,
        "clusterId",
        cluster,
        "serviceName",
        "web",
        "namespace",
        "default",
        "podName",
        "web-1-1");
    String gone = "OperationDenied.SourceNotExists";
    assertFails(-502, gone, "podName web-1-1", get("GetMonitorData", fields));
    fields.put("dimensions.2.value", "kube-system");
    assertFails(-502, gone, "namespace kube-system", get("GetMonitorData", fields));
    fields.put("dimensions.0.value", "cls-00000000");
    assertFails(-502, gone, "clusterId cls-00000000", get("GetMonitorData", fields));
    fields.put("metricName", "container_cpu_used");
    dimensions(
        fields,
        "clusterId",
        cluster,
        "serviceName",
        "web",
        "namespace",
        "default",
        "podName",
        instance.get("name").textValue(),
        "containerId",
        "0123456789ab");
    assertFails(-502, gone, "containerId 0123456789ab", get("GetMonitorData", fields));
    cluster = "cls-00000000";
    assertFails(-502, gone, "docker_clusterid cls-00000000", ofCluster("dc_cpu_usage", "", ""));
  }

  @Test
  void moreThanADayOfMinutesIsTooMuch() throws Exception {
    service("web", 1);
    Map<String, String> fields = request("service_cpu_used", "", "", 60);
    dimensions(fields, "clusterId", cluster, "serviceName", "web", "namespace", "default");
    fields.put("startTime", "2025-12-31 08:00:00");
    fields.put("endTime", "2026-01-01 07:59:00");
    assertEquals(1440, points(get("GetMonitorData", fields)).size());
    fields.put("endTime", "2026-01-01 08:00:00");
    assertFails(-507, "OperationDenied.ExceedLimit", "1441 periods", get("GetMonitorData", fields));
  }
}
