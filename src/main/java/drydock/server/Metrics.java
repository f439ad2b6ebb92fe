package drydock.server;

import drydock.engine.Figures;
import drydock.engine.LoopObserver;
import drydock.engine.WorldLoop;
import drydock.invariant.Invariant;
import drydock.invariant.Violation;
import drydock.provider.tencent.Tally;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// What the server counts and measures, as Prometheus reads it. Labels have values of ours only,
/// never what a stranger sent, so there is an end to them.
///
/// A world's sizes are those that its loop last told: reading them disturbs nobody.
public final class Metrics implements LoopObserver, Tally, AutoCloseable {

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  /// The bounds of histograms of times, in milliseconds: where answers are expected to be, and
  /// where clients lose patience.
  private static final Duration[] TIMES =
      Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private static final double[] BATCHES =
      DoubleStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000).toArray();

  private record Answer(String action, int code) {}

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Map<Answer, Counter> answers = new ConcurrentHashMap<>();
  private final Map<String, Timer> times = new ConcurrentHashMap<>();
  private final Timer appends;
  private final DistributionSummary batches;
  private final Counter turns;
  private final Counter mail;
  private final Map<Invariant, Counter> violations = new EnumMap<>(Invariant.class);
  private volatile Figures world = Figures.NONE;

  public Metrics() {
    appends =
        Timer.builder("drydock.append")
            .description("how long an append to the log took, durable or not")
            .serviceLevelObjectives(TIMES)
            .register(registry);
    batches =
        DistributionSummary.builder("drydock.append.events")
            .description("how many events an append had")
            .serviceLevelObjectives(BATCHES)
            .register(registry);
    turns = counter("drydock.turns", "turns of the world's loop");
    mail = counter("drydock.mail", "requests that the world's loop took out of its mailbox");
    countViolations();
    gauge("clusters", "clusters of the world", Figures::clusters);
    gauge("nodes", "nodes of the world", Figures::nodes);
    gauge("services", "services of the world", Figures::services);
    gauge("replicas", "replicas of the world", Figures::replicas);
    gauge("pending", "things that are due later in the world", Figures::pending);
    gauge("position", "the position of the world's last event", Figures::position);
    gauge(
        "clock.seconds",
        "the world's clock, since 1970",
        figures -> figures.now().toEpochMilli() / 1e3);
    List<MeterBinder> machine =
        List.of(
            collections,
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ClassLoaderMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics());
    machine.forEach(each -> each.bindTo(registry));
  }

  private void countViolations() {
    for (Invariant each : Invariant.values()) {
      violations.put(
          each,
          Counter.builder("drydock.invariant.violations")
              .description("what must not happen to the world and did, by invariant")
              .tag("invariant", each.text())
              .register(registry));
    }
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private void gauge(String name, String description, ToDoubleFunction<Figures> figure) {
    Gauge.builder("drydock.world." + name, () -> figure.applyAsDouble(world))
        .description(description)
        .register(registry);
  }

  /// Measures a world's loop from outside.
  public void watch(WorldLoop loop) {
    Gauge.builder("drydock.mailbox.waiting", loop, WorldLoop::waiting)
        .description("requests in the world's mailbox")
        .register(registry);
    Gauge.builder("drydock.world.ready", loop, each -> each.ready() ? 1 : 0)
        .description("whether the world takes turns")
        .register(registry);
  }

  /// Measures the connections to the database.
  public void watch(Pool pool) {
    Gauge.builder("drydock.pool.connections", pool, Pool::size)
        .description("open connections to the database")
        .register(registry);
  }

  /// Measures how far the tables are behind the log, in events.
  public void watchProjection(LongSupplier lag) {
    Gauge.builder("drydock.projection.lag.events", lag::getAsLong)
        .description("events of the log that the tables do not have yet")
        .register(registry);
  }

  @Override
  public void count(String action, int code, long nanos) {
    answers
        .computeIfAbsent(
            new Answer(action, code),
            answer ->
                Counter.builder("drydock.requests")
                    .description("answered requests of the API, by action and code")
                    .tag("action", answer.action())
                    .tag("code", Integer.toString(answer.code()))
                    .register(registry))
        .increment();
    times
        .computeIfAbsent(
            action,
            name ->
                Timer.builder("drydock.request")
                    .description("how long requests of the API took, from the head to the answer")
                    .tag("action", name)
                    .serviceLevelObjectives(TIMES)
                    .register(registry))
        .record(Duration.ofNanos(nanos));
  }

  @Override
  public void appended(int events, Duration took) {
    appends.record(took);
    batches.record(events);
  }

  @Override
  public void turned(int events, int answered, Figures figures) {
    turns.increment();
    mail.increment(answered);
    world = figures;
  }

  @Override
  public void violated(Violation violation) {
    Objects.requireNonNull(violations.get(violation.invariant())).increment();
  }

  /// Serves `GET /metrics`.
  public void mount(Router router) {
    router.get("/metrics").handler(this::scrape);
  }

  String scrape() {
    return registry.scrape();
  }

  /// Some meters ask the operating system, so not on the event loop.
  private void scrape(RoutingContext routing) {
    routing
        .vertx()
        .executeBlocking(() -> scrape(), false)
        .onSuccess(text -> routing.response().putHeader(HttpHeaders.CONTENT_TYPE, TEXT).end(text))
        .onFailure(routing::fail);
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
