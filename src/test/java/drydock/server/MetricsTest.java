package drydock.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.ClusterCommand;
import drydock.engine.Figures;
import drydock.engine.Pace;
import drydock.engine.Storage;
import drydock.engine.WorldConfig;
import drydock.engine.WorldLoop;
import drydock.invariant.Invariant;
import drydock.invariant.Violation;
import drydock.kernel.Cause;
import drydock.log.EventCodec;
import drydock.log.LogUnavailable;
import drydock.log.MemoryEventLog;
import drydock.provider.tencent.Tally;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.world.Sandbox;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.time.InstantSource;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class MetricsTest {

  private final Metrics metrics = new Metrics();
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws InterruptedException, ExecutionException, TimeoutException {
    metrics.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static WorldLoop world(Metrics metrics) throws LogUnavailable {
    var memory = new MemoryEventLog();
    var config =
        new WorldConfig(
            "main",
            1,
            ProfileFile.read("instant"),
            new Pace.Wish(Pace.Mode.MANUAL, 1),
            InstantSource.system());
    return WorldLoop.start(config, new Storage(memory, memory, memory, new EventCodec()), metrics);
  }

  private String scrape() {
    return metrics.scrape();
  }

  private void assertShows(String line) {
    String text = scrape();
    assertTrue(text.lines().anyMatch(line::equals), "no line " + line + " in\n" + text);
  }

  @Test
  void whatMustNotHappenIsCounted() {
    metrics.violated(new Violation(Invariant.CAPACITY, 7, "a node holds more than fits"));
    assertTrue(scrape().contains("drydock_invariant_violations_total{invariant=\"capacity\"} 1.0"));
    assertTrue(scrape().contains("drydock_invariant_violations_total{invariant=\"surge\"} 0.0"));
  }

  @Test
  void aWorldIsAsLargeAsItsLoopLastTold()
      throws LogUnavailable, InterruptedException, ExecutionException, TimeoutException {
    try (WorldLoop loop = world(metrics)) {
      metrics.watch(loop);
      var cause = new Cause.Command("Test", "tester", new TreeMap<>());
      loop.ask(Sandbox.creation(3, "172.16.0.0/14"), cause).get(30, TimeUnit.SECONDS);
      String cluster =
          loop.look(sight -> sight.world().clusters().list().iterator().next().id())
              .get(30, TimeUnit.SECONDS);
      var web = new ServiceId(cluster, "default", "web");
      loop.ask(new ServiceCommand.Create(web, Sandbox.spec("web", 4)), cause)
          .get(30, TimeUnit.SECONDS);
      long position = loop.look(sight -> sight.world().position()).get(30, TimeUnit.SECONDS);
      // What was told with the turn of this look is told once there is another.
      loop.look(sight -> sight.world().position()).get(30, TimeUnit.SECONDS);
      assertShows("drydock_world_clusters 1.0");
      assertShows("drydock_world_nodes 3.0");
      assertShows("drydock_world_services 1.0");
      assertShows("drydock_world_replicas 4.0");
      assertShows("drydock_world_position " + (double) position);
      assertShows("drydock_world_clock_seconds 1.7672256E9");
      assertShows("drydock_world_ready 1.0");
      assertShows("drydock_mailbox_waiting 0.0");
      assertShows("drydock_append_events_sum " + (double) (position - 1));
      var end = new ClusterCommand.Delete(cluster, ClusterCommand.Machines.RETURNED);
      loop.ask(new ServiceCommand.Delete(web), cause).get(30, TimeUnit.SECONDS);
      loop.ask(end, cause).get(30, TimeUnit.SECONDS);
      loop.look(sight -> sight.world().position()).get(30, TimeUnit.SECONDS);
      loop.look(sight -> sight.world().position()).get(30, TimeUnit.SECONDS);
      assertShows("drydock_world_clusters 0.0");
      assertShows("drydock_world_nodes 0.0");
      assertShows("drydock_world_replicas 0.0");
      assertTrue(scrape().contains("drydock_append_seconds_bucket{le=\"0.005\"}"));
    }
    assertShows("drydock_world_ready 0.0");
  }

  @Test
  void requestsAreCountedByActionAndCode() {
    metrics.count("DescribeCluster", 0, Duration.ofMillis(3).toNanos());
    metrics.count("DescribeCluster", 0, Duration.ofMillis(700).toNanos());
    metrics.count("DescribeCluster", 4000, 0);
    metrics.count(Tally.UNKNOWN, 4000, 0);
    assertShows("drydock_requests_total{action=\"DescribeCluster\",code=\"0\"} 2.0");
    assertShows("drydock_requests_total{action=\"DescribeCluster\",code=\"4000\"} 1.0");
    assertShows("drydock_requests_total{action=\"unknown\",code=\"4000\"} 1.0");
    assertShows("drydock_request_seconds_count{action=\"DescribeCluster\"} 3");
    assertShows("drydock_request_seconds_bucket{action=\"DescribeCluster\",le=\"0.002\"} 1");
    assertShows("drydock_request_seconds_bucket{action=\"DescribeCluster\",le=\"1.0\"} 3");
  }

  @Test
  void appendsAndTurnsAreMeasured() {
    metrics.appended(150, Duration.ofMillis(4));
    metrics.appended(1, Duration.ofMillis(1));
    metrics.turned(151, 7, Figures.NONE);
    assertShows("drydock_append_events_count 2");
    assertShows("drydock_append_events_sum 151.0");
    assertShows("drydock_append_events_bucket{le=\"1.0\"} 1");
    assertShows("drydock_turns_total 1.0");
    assertShows("drydock_mail_total 7.0");
  }

  @Test
  void theLagOfProjectionsIsAskedForWhenItIsRead() {
    long[] lag = {3};
    metrics.watchProjection(() -> lag[0]);
    assertShows("drydock_projection_lag_events 3.0");
    lag[0] = 0;
    assertShows("drydock_projection_lag_events 0.0");
  }

  @Test
  void theMachineIsMeasuredToo() {
    String text = scrape();
    for (String name :
        new String[] {
          "jvm_memory_used_bytes", "jvm_threads_live_threads", "process_uptime_seconds",
          "process_cpu_usage", "process_files_open_files", "jvm_classes_loaded_classes",
        }) {
      assertTrue(text.contains("# TYPE " + name), name);
    }
  }

  @Test
  void ourNamesSayWhatAndInWhichUnit() {
    metrics.count("DescribeCluster", 0, 1);
    metrics.appended(1, Duration.ZERO);
    var ours =
        scrape()
            .lines()
            .filter(line -> line.startsWith("# TYPE drydock_"))
            .map(line -> line.split(" ", -1)[2])
            .collect(Collectors.toCollection(TreeSet::new));
    var form = Pattern.compile("drydock(_[a-z]+)+");
    assertFalse(ours.isEmpty());
    ours.forEach(name -> assertTrue(form.matcher(name).matches(), name));
  }

  @Test
  void prometheusReadsThemOverHttp()
      throws InterruptedException, ExecutionException, TimeoutException {
    Router router = Router.router(vertx);
    metrics.mount(router);
    var answer = Http.get(vertx, router, "/metrics");
    assertEquals(200, answer.statusCode());
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        answer.headers().firstValue("Content-Type").orElse(""));
    assertTrue(answer.body().contains("drydock_turns_total 0.0"), answer.body());
  }
}
