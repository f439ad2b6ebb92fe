package drydock.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import drydock.fault.Fault;
import drydock.fault.FaultKind;
import drydock.fault.FaultState.Phase;
import drydock.fault.Outbreak;
import drydock.fault.Parameter;
import drydock.world.World;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A fault as clients see it.
///
/// @param counts null right after its start
@JsonInclude(JsonInclude.Include.NON_NULL)
record FaultView(
    String id,
    String kind,
    SortedMap<String, String> selector,
    SortedMap<String, BigDecimal> parameters,
    @Nullable Double probability,
    @Nullable Integer every,
    @Nullable Integer budget,
    Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable Counts counts) {

  /// How a fault stands.
  ///
  /// @param state `scheduled` or `active`
  /// @param occasions how often it could have struck
  /// @param effects how often it did
  /// @param budgetLeft how often it still may; null for any number
  /// @param holding how much is under its effect now
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Counts(
      String state, long occasions, long effects, @Nullable Long budgetLeft, int holding) {
    static Counts of(Outbreak outbreak) {
      Integer budget = outbreak.fault().budget();
      return new Counts(
          outbreak.phase().name().toLowerCase(Locale.ROOT),
          outbreak.occasions(),
          outbreak.effects(),
          budget == null ? null : budget - outbreak.effects(),
          outbreak.holding());
    }
  }

  static FaultView of(Fault fault, @Nullable Counts counts) {
    SortedMap<String, BigDecimal> parameters = new TreeMap<>();
    fault.parameters().forEach((name, value) -> parameters.put(name, plain(value)));
    return new FaultView(
        fault.id(),
        fault.kind().text(),
        fault.selector().patterns(),
        parameters,
        fault.probability(),
        fault.every(),
        fault.budget(),
        fault.startsAt(),
        fault.endsAt(),
        counts);
  }

  private static BigDecimal plain(double value) {
    return new BigDecimal(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
  }

  /// All faults that are active or scheduled, and which kinds there are.
  record Listing(List<FaultView> faults, List<KindView> kinds) {
    static Listing of(World world) {
      List<FaultView> faults = new ArrayList<>();
      for (Outbreak each : world.faults().list()) {
        if (each.phase() != Phase.ENDED) {
          faults.add(FaultView.of(each.fault(), Counts.of(each)));
        }
      }
      List<KindView> kinds = new ArrayList<>();
      for (FaultKind kind : FaultKind.values()) {
        kinds.add(KindView.of(kind));
      }
      return new Listing(faults, kinds);
    }
  }

  /// A kind of fault that can be started.
  ///
  /// @param selector the members that its selector may have
  record KindView(String kind, String says, List<String> selector, List<ParameterView> parameters) {
    static KindView of(FaultKind kind) {
      return new KindView(
          kind.text(),
          kind.says(),
          kind.scope().selectable(),
          kind.parameters().stream().map(ParameterView::of).toList());
    }
  }

  /// A parameter of a kind.
  record ParameterView(String name, String unit, String allowed, BigDecimal usual, String says) {
    static ParameterView of(Parameter parameter) {
      return new ParameterView(
          parameter.name(),
          parameter.unit(),
          parameter.allowed(),
          plain(parameter.usual()),
          parameter.says());
    }
  }
}
