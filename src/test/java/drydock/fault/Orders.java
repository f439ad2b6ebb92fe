package drydock.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Orders of faults for tests: those of a kind that says nothing more strike always and everywhere.
public record Orders(
    FaultKind kind,
    SortedMap<String, Double> parameters,
    SortedMap<String, String> patterns,
    FaultCommand.Often often,
    Duration startsIn,
    @Nullable Duration lasts) {

  public static Orders of(FaultKind kind) {
    var parameters = new TreeMap<String, Double>();
    kind.parameters().forEach(each -> parameters.put(each.name(), each.usual()));
    var always = new FaultCommand.Often(1.0, null, null);
    return new Orders(kind, parameters, new TreeMap<>(), always, Duration.ZERO, null);
  }

  public Orders with(String parameter, double value) {
    var more = new TreeMap<>(parameters);
    more.put(parameter, value);
    return new Orders(kind, more, patterns, often, startsIn, lasts);
  }

  public Orders where(String part, String pattern) {
    var more = new TreeMap<>(patterns);
    more.put(part, pattern);
    return new Orders(kind, parameters, more, often, startsIn, lasts);
  }

  public Orders often(@Nullable Double probability, @Nullable Integer every) {
    var other = new FaultCommand.Often(probability, every, often.budget());
    return new Orders(kind, parameters, patterns, other, startsIn, lasts);
  }

  public Orders budget(int effects) {
    var other = new FaultCommand.Often(often.probability(), often.every(), effects);
    return new Orders(kind, parameters, patterns, other, startsIn, lasts);
  }

  public Orders from(Duration start, @Nullable Duration duration) {
    return new Orders(kind, parameters, patterns, often, start, duration);
  }

  public FaultCommand.Start order() {
    return new FaultCommand.Start(
        kind, parameters, new Selector(patterns), often, (Instant) null, startsIn, lasts);
  }
}
