package drydock.world;

import drydock.fault.FaultCommand;
import drydock.fault.FaultKind;
import drydock.fault.Orders;
import drydock.fault.Outbreak;
import drydock.fault.Parameter;
import drydock.kernel.Command;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// Faults that begin, now or soon, and end, by themselves or because somebody ends them.
final class RandomFaults {

  private static final List<FaultKind> KINDS = List.of(FaultKind.values());
  private static final double PARAMETER_MAX = 400;

  private final World world;
  private final Random random;

  RandomFaults(World world, Random random) {
    this.world = world;
    this.random = random;
  }

  Command next(String cluster) {
    List<Outbreak> all = List.copyOf(world.faults().list());
    return all.size() > random.nextInt(8)
        ? new FaultCommand.End(all.get(random.nextInt(all.size())).fault().id())
        : start(cluster).order();
  }

  private Orders start(String cluster) {
    FaultKind kind = KINDS.get(random.nextInt(KINDS.size()));
    Orders fault = Orders.of(kind);
    for (Parameter each : kind.parameters()) {
      if (random.nextBoolean()) {
        double most = Math.min(each.max(), PARAMETER_MAX);
        double value = Math.rint(each.min() + random.nextDouble() * (most - each.min()));
        fault = fault.with(each.name(), Math.max(each.min(), value));
      }
    }
    for (String part : kind.scope().selectable()) {
      if (random.nextInt(4) == 0) {
        fault = fault.where(part, pattern(part, cluster));
      }
    }
    fault =
        switch (random.nextInt(3)) {
          case 0 -> fault.often(1.0, null);
          case 1 -> fault.often(random.nextDouble(), null);
          default -> fault.often(null, 1 + random.nextInt(4));
        };
    if (random.nextInt(3) == 0) {
      fault = fault.budget(1 + random.nextInt(5));
    }
    Duration lasts = random.nextInt(4) == 0 ? null : seconds(1_200);
    return fault.from(random.nextInt(3) == 0 ? seconds(300) : Duration.ZERO, lasts);
  }

  private Duration seconds(int most) {
    return Duration.ofMillis(1 + random.nextInt(most * 1_000));
  }

  private String pattern(String part, String cluster) {
    return switch (part) {
      case "cluster" -> cluster;
      case "zone" -> "10000*";
      case "node" -> "ins-" + "abcdefgh".charAt(random.nextInt(8)) + "*";
      case "namespace" -> "default";
      case "service" -> List.of("web", "api", "*b*").get(random.nextInt(3));
      case "image" -> List.of("nginx", "nginx:1.*", "drydock/*").get(random.nextInt(3));
      default -> throw new IllegalArgumentException(part);
    };
  }
}
