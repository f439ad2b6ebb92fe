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
import drydock.provider.tencent.reference.Actions;
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

/// The API over HTTP and a world behind it, which begins at eight in the morning of 2026-01-01,
/// China's time, with a cluster of two nodes of four cores.
final class MonitoredWorld implements AutoCloseable {

  static final String DAY = "2026-01-01 ";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final MemoryEventLog log = new MemoryEventLog();
  private final LostCheckpoints checkpoints = new LostCheckpoints(log);
  private final WorldLoop loop;
  private final ApiServer server;
  final String cluster;

  MonitoredWorld(String profile) throws Exception {
    this(profile, "1.10.5");
  }

  /// One whose cluster runs a version of Kubernetes.
  MonitoredWorld(String profile, String version) throws Exception {
    var config =
        new WorldConfig(
            "main",
            1,
            ProfileFile.read(profile),
            new Pace.Wish(Pace.Mode.MANUAL, 0),
            () -> Instant.parse("2026-01-01T00:00:00Z"));
    var storage = new Storage(log, checkpoints, log, new EventCodec());
    loop = WorldLoop.start(config, storage, LoopObserver.NONE);
    Action[] actions =
        Actions.all(new Backend(loop), config.profile()).stream()
            .map(ApiCoverage::watched)
            .toArray(Action[]::new);
    server = new ApiServer(ApiServer.Setup.usual().open(), actions);
    var made = (Outcome.Accepted) ask(Sandbox.creation(2, "172.16.0.0/16", version));
    cluster = ((ClusterEvent.Created) made.events().getFirst()).cluster();
  }

  Outcome ask(Command command) {
    return loop.ask(command, new Cause.Command("Test", "tester", new TreeMap<>())).join();
  }

  ServiceId service(String name, int replicas) {
    var id = new ServiceId(cluster, "default", name);
    ask(new ServiceCommand.Create(id, Sandbox.spec(name, replicas)));
    return id;
  }

  /// From now on nobody can look back.
  void losePast() {
    checkpoints.lost = true;
  }

  void pass(int minutes) {
    loop.advance(Duration.ofMinutes(minutes), false).join();
  }

  JsonNode get(String action, Map<String, String> parameters) throws Exception {
    Map<String, String> fields = new TreeMap<>(parameters);
    fields.put("Action", action);
    return JSON.readTree(server.get(fields));
  }

  /// A request for a metric between two times of the day, where they are given.
  Map<String, String> request(String metric, String from, String to, int period) {
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

  static void dimensions(Map<String, String> fields, String... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put("dimensions." + i / 2 + ".name", namesAndValues[i]);
      fields.put("dimensions." + i / 2 + ".value", namesAndValues[i + 1]);
    }
  }

  JsonNode ofService(String metric, String from, String to, int period) throws Exception {
    Map<String, String> fields = request(metric, from, to, period);
    dimensions(fields, "clusterId", cluster, "serviceName", "web", "namespace", "default");
    return get("GetMonitorData", fields);
  }

  JsonNode ofCluster(String metric, String from, String to) throws Exception {
    Map<String, String> fields = request(metric, from, to, 60);
    dimensions(fields, "docker_clusterid", cluster);
    return get("GetMonitorData", fields);
  }

  JsonNode ofInstance(String metric, JsonNode instance, String from, String to) throws Exception {
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

  JsonNode instances() throws Exception {
    Map<String, String> fields = new TreeMap<>(Map.of("clusterId", cluster, "serviceName", "web"));
    return get("DescribeServiceInstance", fields).at("/data/instances");
  }

  static List<Double> points(JsonNode answer) {
    assertEquals(0, answer.get("code").intValue(), answer::toString);
    List<Double> points = new ArrayList<>();
    answer
        .get("dataPoints")
        .forEach(point -> points.add(point.isNull() ? null : point.doubleValue()));
    return points;
  }

  static void assertFails(int code, String codeDesc, String words, JsonNode answer) {
    assertEquals(code, answer.get("code").intValue(), answer::toString);
    assertEquals(codeDesc, answer.get("codeDesc").textValue());
    assertTrue(answer.get("message").textValue().contains(words), answer::toString);
  }

  @Override
  public void close() {
    server.close();
    loop.close();
  }
}
