package drydock.fault;

import drydock.kernel.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What can be asked of faults.
public sealed interface FaultCommand extends Command {

  /// A fault is to begin, now or later.
  ///
  /// @param startsAt null to begin `startsIn` from now
  /// @param lasts null for as long as nobody ends it
  record Start(
      FaultKind kind,
      SortedMap<String, Double> parameters,
      Selector selector,
      Often often,
      @Nullable Instant startsAt,
      Duration startsIn,
      @Nullable Duration lasts)
      implements FaultCommand {}

  /// How often it strikes: one of `probability` and `every` is null.
  record Often(@Nullable Double probability, @Nullable Integer every, @Nullable Integer budget) {}

  record End(String fault) implements FaultCommand {}
}
