package drydock.sandbox;

import drydock.engine.Pace;
import drydock.engine.Pace.Mode;
import drydock.engine.Refusal;
import drydock.engine.Sight;
import drydock.engine.WorldLoop;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// The clock of a world: how it goes, and moving it by hand.
final class ClockControl {

  /// Ten years: what a clock may be moved by at once.
  private static final long SECONDS_MAX = 315_576_000;

  private static final String SECONDS =
      "a number above 0 and up to " + SECONDS_MAX + ", with no more than 3 decimals";

  private static final BigDecimal SPEED_MIN = new BigDecimal("0.001");
  private static final BigDecimal SPEED_MAX = BigDecimal.valueOf(1_000_000);
  private static final String SPEED = "a number from " + SPEED_MIN + " to " + SPEED_MAX;

  /// How far a world is let run when it is only said that it should come to rest.
  private static final Duration LIMIT = Duration.ofDays(1);

  private final WorldLoop loop;

  /// How a clock stands.
  ///
  /// @param speed how many seconds of the world pass in one of the machine; 1 where it does not
  ///   follow the machine
  /// @param pending how many things are due later
  record ClockView(Instant now, String mode, BigDecimal speed, int pending) {

    static ClockView of(Sight sight) {
      Pace pace = sight.pace();
      BigDecimal speed =
          switch (pace.mode()) {
            case REAL, MANUAL -> BigDecimal.ONE;
            case SCALED ->
                new BigDecimal(
                    BigDecimal.valueOf(pace.speed()).stripTrailingZeros().toPlainString());
          };
      return new ClockView(
          sight.world().now(),
          pace.mode().name().toLowerCase(Locale.ROOT),
          speed,
          sight.world().pending());
    }
  }

  ClockControl(WorldLoop loop) {
    this.loop = loop;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/sandbox/clock", List.of(), this::show),
        Endpoint.put("/sandbox/clock", this::set),
        Endpoint.post("/sandbox/clock/advance", this::advance));
  }

  private void show(Request request, Reply reply) throws InterruptedException {
    reply.json(Answers.await(loop.look(ClockView::of)));
  }

  private void set(Request request, Reply reply) throws Refused, InterruptedException {
    Pace.Wish wish = wish(request.fields());
    Answers.await(loop.setPace(wish));
    show(request, reply);
  }

  private static Pace.Wish wish(Fields fields) throws Refused {
    Mode mode =
        Mode.valueOf(fields.word("mode", "real", "scaled", "manual").toUpperCase(Locale.ROOT));
    return switch (mode) {
      case REAL, MANUAL -> {
        fields.only("mode");
        yield new Pace.Wish(mode, 1);
      }
      case SCALED -> {
        fields.only("mode", "speed");
        BigDecimal speed = fields.number("speed", SPEED);
        if (speed.compareTo(SPEED_MIN) < 0 || speed.compareTo(SPEED_MAX) > 0) {
          throw fields.refusal("speed", SPEED);
        }
        yield new Pace.Wish(mode, speed.doubleValue());
      }
    };
  }

  private void advance(Request request, Reply reply) throws Refused, InterruptedException {
    Fields fields = request.fields();
    boolean untilIdle = fields.has("until") || fields.has("limitSeconds");
    String name = untilIdle ? "limitSeconds" : "seconds";
    if (untilIdle) {
      fields.word("until", "idle");
      fields.only("until", "limitSeconds");
    } else {
      fields.only("seconds");
    }
    Duration by = untilIdle && !fields.has(name) ? LIMIT : seconds(fields, name);
    try {
      reply.json(Answers.await(loop.advance(by, untilIdle)));
    } catch (Refusal refusal) {
      if (refusal.reason() == Refusal.Reason.TOO_FAR) {
        throw fields.refusal(name, "no further than " + Pace.END);
      }
      throw refusal;
    }
  }

  private static Duration seconds(Fields fields, String name) throws Refused {
    BigDecimal seconds = fields.number(name, SECONDS);
    if (seconds.signum() <= 0 || seconds.compareTo(BigDecimal.valueOf(SECONDS_MAX)) > 0) {
      throw fields.refusal(name, SECONDS);
    }
    try {
      return Duration.ofMillis(seconds.movePointRight(3).longValueExact());
    } catch (ArithmeticException tooFine) {
      throw fields.refusal(name, SECONDS);
    }
  }
}
