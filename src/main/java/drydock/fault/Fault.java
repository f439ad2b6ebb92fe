package drydock.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A fault as it was asked for.
///
/// @param parameters all of its kind, by name
/// @param probability with which each occasion is struck, from 0 to 1; null if `every` says which
/// @param every the how-manieth occasion is struck each time; null if chance decides
/// @param budget how many effects it has at most; null for any number
/// @param endsAt null if it goes on until it is ended
public record Fault(
    String id,
    FaultKind kind,
    SortedMap<String, Double> parameters,
    Selector selector,
    @Nullable Double probability,
    @Nullable Integer every,
    @Nullable Integer budget,
    Instant startsAt,
    @Nullable Instant endsAt) {

  /// A parameter that its kind has.
  public double number(String parameter) {
    Double value = parameters.get(parameter);
    if (value == null) {
      throw new IllegalArgumentException(kind.text() + " has no " + parameter);
    }
    return value;
  }

  /// A parameter that counts seconds.
  public Duration seconds(String parameter) {
    return Duration.ofMillis(Math.round(number(parameter) * 1_000));
  }
}
