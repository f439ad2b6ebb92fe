package drydock.provider.tencent.monitor;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.list;
import static drydock.provider.tencent.Type.moment;
import static drydock.provider.tencent.Type.object;
import static drydock.provider.tencent.Type.text;

import drydock.engine.Sight;
import drydock.log.LogUnavailable;
import drydock.monitor.Meter;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.LookBack;
import drydock.provider.tencent.Moments;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.world.World;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Tells what clusters, services, instances and containers have used (API document, 查询容器服务监控信息).
/// Nothing of it is stored: it is read from the world as it was.
public final class GetMonitorData implements Action {

  private static final Parameters PARAMETERS =
      Parameters.of(
          required("namespace", text().oneOf("qce/cvm", "qce/docker"))
              .says("What kind of thing is asked about: qce/cvm for clusters, else qce/docker."),
          required("metricName", text().oneOf(Metric.names())).says("The metric."),
          required(
                  "dimensions",
                  list(object(
                          required("name", text().length(1, 64)).says("The dimension."),
                          required("value", text().length(1, 317)).says("Its value.")))
                      .atMost(10))
              .says("What is asked about: all of the dimensions that the metric has."),
          optional("period", integer().oneOf(60, 300, 3600, 86_400))
              .byDefault(300)
              .says("Seconds from point to point."),
          optional("startTime", moment())
              .says("The period of the first point; the beginning of the day by default."),
          optional("endTime", moment()).says("The period of the last point; now by default."));

  /// What the answer holds, beside its code.
  record Data(
      String metricName,
      String startTime,
      String endTime,
      int period,
      List<@Nullable Double> dataPoints) {}

  private final Backend backend;

  public GetMonitorData(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return "GetMonitorData";
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS;
  }

  @Override
  public Returns returns() {
    return Returns.topLevel(Data.class)
        .badParameter(ErrorCode.MONITOR_MISSING_PARAMETER, ErrorCode.MONITOR_INVALID_PARAMETER)
        .or(
            ErrorCode.MONITOR_SOURCE_NOT_EXISTS,
            ErrorCode.MONITOR_EXCEED_LIMIT,
            ErrorCode.MONITOR_DIMENSION_GROUP,
            ErrorCode.MONITOR_DB_OPERATION);
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    Arguments given = call.arguments();
    Metric metric = Metric.named(given.text("metricName"));
    Dimensions dimensions = metric.dimensions();
    if (!dimensions.namespace().equals(given.text("namespace"))) {
      return failed(
          ErrorCode.MONITOR_INVALID_PARAMETER,
          "namespace of " + metric.text() + " must be " + dimensions.namespace());
    }
    SortedMap<String, String> values = new TreeMap<>();
    List<Arguments> all = given.list("dimensions");
    all.forEach(each -> values.put(each.text("name"), each.text("value")));
    if (all.size() != dimensions.names().size()
        || !values.keySet().containsAll(dimensions.names())) {
      return failed(
          ErrorCode.MONITOR_DIMENSION_GROUP,
          "dimensions of " + metric.text() + " must be " + String.join(", ", dimensions.names()));
    }
    return backend.lookBack(
        sight -> lookBack(sight, metric, Subject.of(dimensions, values), given));
  }

  private static CompletionStage<Answer> failed(ErrorCode code, String words) {
    return Answer.now(new Answer.Failed(code, words));
  }

  private static LookBack lookBack(Sight sight, Metric metric, Subject subject, Arguments given) {
    World world = sight.world();
    Instant now = world.now();
    Window window = Window.of(given, now);
    Answer refusal = refusal(window, world.profile().quotas().monitorPoints());
    if (refusal != null) {
      return _ -> refusal;
    }
    String missing = subject.missing(world);
    var series = new Series(metric, subject, window, new Meter(world.profile(), world.seed()));
    return past -> {
      try {
        boolean read = series.read(past, now);
        return read ? answer(series, missing) : tooMuch();
      } catch (LogUnavailable away) {
        return new Answer.Failed(ErrorCode.MONITOR_DB_OPERATION, "The database is away");
      }
    };
  }

  private static @Nullable Answer refusal(Window window, int pointsMax) {
    if (window.endsBeforeItStarts()) {
      return new Answer.Failed(
          ErrorCode.MONITOR_INVALID_PARAMETER,
          "endTime must not be before startTime: %s is before %s"
              .formatted(Moments.text(window.end()), Moments.text(window.start())));
    }
    return window.points() <= pointsMax
        ? null
        : new Answer.Failed(
            ErrorCode.MONITOR_EXCEED_LIMIT,
            "startTime to endTime is %d periods; allowed are up to %d"
                .formatted(window.points(), pointsMax));
  }

  private static Answer tooMuch() {
    return new Answer.Failed(
        ErrorCode.MONITOR_EXCEED_LIMIT,
        "startTime to endTime is too long for so many instances; allowed are up to "
            + Series.READINGS_MAX
            + ", each counted once a minute");
  }

  /// What no longer is may still be asked about, as long as it was there.
  private static Answer answer(Series series, String missing) {
    return missing.isEmpty() || series.seen()
        ? new Answer.TopLevel(
            new Data(
                series.metric().text(),
                Moments.text(series.window().start()),
                Moments.text(series.window().end()),
                series.window().period(),
                series.points()))
        : new Answer.Failed(ErrorCode.MONITOR_SOURCE_NOT_EXISTS, missing);
  }
}
