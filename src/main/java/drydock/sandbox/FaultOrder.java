package drydock.sandbox;

import drydock.fault.FaultCommand;
import drydock.fault.FaultKind;
import drydock.fault.Parameter;
import drydock.fault.Selector;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the order of a fault, by what its kind declares.
final class FaultOrder {

  private static final int EVERY_MAX = 1_000_000;
  private static final int BUDGET_MAX = 1_000_000_000;
  private static final long SECONDS_MAX = Duration.ofDays(3650).toSeconds();
  private static final int DECIMALS = 3;
  private static final String PROBABILITY = "a number above 0, up to 1";
  private static final String PATTERN = "1 to 255 letters, digits and . _ : / @ -, and * for any";
  private static final String START =
      "a moment as in RFC 3339, or seconds from now, from 0 to " + SECONDS_MAX;
  private static final String DURATION =
      "seconds above 0, up to " + SECONDS_MAX + ", with up to " + DECIMALS + " decimals";

  private final Fields fields;
  private final FaultKind kind;

  private FaultOrder(Fields fields, FaultKind kind) {
    this.fields = fields;
    this.kind = kind;
  }

  static FaultCommand.Start read(Fields fields) throws Refused {
    String kinds =
        Arrays.stream(FaultKind.values()).map(FaultKind::text).collect(Collectors.joining(", "));
    FaultKind kind = FaultKind.of(fields.text("kind", kinds));
    if (kind == null) {
      throw fields.refusal("kind", kinds);
    }
    fields.only(
        "kind", "selector", "parameters", "probability", "every", "budget", "start", "duration");
    return new FaultOrder(fields, kind).start();
  }

  private FaultCommand.Start start() throws Refused {
    return new FaultCommand.Start(
        kind, parameters(), selector(), often(), startsAt(), startsIn(), lasts());
  }

  private SortedMap<String, Double> parameters() throws Refused {
    Fields given = fields.object("parameters");
    given.only(kind.parameters().stream().map(Parameter::name).toArray(String[]::new));
    SortedMap<String, Double> values = new TreeMap<>();
    for (Parameter parameter : kind.parameters()) {
      double value = parameter.usual();
      if (given.has(parameter.name())) {
        BigDecimal asked = given.number(parameter.name(), parameter.allowed());
        if (!parameter.allows(asked)) {
          throw given.refusal(parameter.name(), parameter.allowed());
        }
        value = asked.doubleValue();
      }
      values.put(parameter.name(), value);
    }
    return values;
  }

  private Selector selector() throws Refused {
    Fields given = fields.object("selector");
    given.only(kind.scope().selectable().toArray(String[]::new));
    SortedMap<String, String> patterns = new TreeMap<>();
    for (String part : kind.scope().selectable()) {
      if (given.has(part)) {
        String pattern = given.text(part, PATTERN);
        if (!pattern.matches("[A-Za-z0-9._:/@*-]{1,255}")) {
          throw given.refusal(part, PATTERN);
        }
        patterns.put(part, pattern);
      }
    }
    return new Selector(patterns);
  }

  private FaultCommand.Often often() throws Refused {
    Integer every = fields.whole("every", 1, EVERY_MAX);
    Double probability = null;
    if (every == null) {
      probability = 1.0;
    }
    if (fields.has("probability")) {
      if (every != null) {
        throw fields.refusal("probability", "one of probability and every");
      }
      BigDecimal asked = fields.number("probability", PROBABILITY);
      probability = asked.doubleValue();
      if (probability <= 0 || asked.compareTo(BigDecimal.ONE) > 0) {
        throw fields.refusal("probability", PROBABILITY);
      }
    }
    return new FaultCommand.Often(probability, every, fields.whole("budget", 1, BUDGET_MAX));
  }

  private @Nullable Instant startsAt() throws Refused {
    if (!fields.isText("start")) {
      return null;
    }
    try {
      return Instant.parse(fields.text("start", START)).truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeParseException unreadable) {
      throw fields.refusal("start", START);
    }
  }

  private Duration startsIn() throws Refused {
    return fields.isText("start") || !fields.has("start")
        ? Duration.ZERO
        : seconds("start", START, false);
  }

  private @Nullable Duration lasts() throws Refused {
    return fields.has("duration") ? seconds("duration", DURATION, true) : null;
  }

  private Duration seconds(String name, String allowed, boolean aboveZero) throws Refused {
    BigDecimal seconds = fields.number(name, allowed);
    if (seconds.signum() < (aboveZero ? 1 : 0)
        || seconds.compareTo(BigDecimal.valueOf(SECONDS_MAX)) > 0
        || seconds.stripTrailingZeros().scale() > DECIMALS) {
      throw fields.refusal(name, allowed);
    }
    return Duration.ofMillis(seconds.movePointRight(DECIMALS).longValueExact());
  }
}
