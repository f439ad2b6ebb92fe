package drydock.world;

import drydock.service.Container;
import drydock.service.Exposure;
import drydock.service.PodTemplate;
import drydock.service.Probe;
import drydock.service.Requirement;
import drydock.service.ServiceSpec;
import drydock.service.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Services as they may be asked for: one container or two, troubled or not, modest or greedy,
/// choosy about their nodes and neighbours, with volumes, seen from outside.
final class RandomSpec {

  static final List<String> IMAGES =
      List.of(
          "nginx:1.0",
          "nginx:2.0",
          "redis",
          "tencentyun/foo:v1",
          "tencentyun/foo:v3",
          "ccr.ccs.tencentyun.com/test/web:v2",
          "drydock/crash",
          "drydock/crash-later",
          "drydock/completes",
          "drydock/memory-hog",
          "drydock/unready-later",
          "drydock/unhealthy-later",
          "drydock/slow-stop",
          "drydock/flaky-pull");

  private static final List<String> WORDS = List.of("web", "api", "db", "cache");

  private static final List<Container.Resources> SIZES =
      List.of(
          new Container.Resources(100, 0, 64, 64),
          new Container.Resources(0, 0, 0, 0),
          new Container.Resources(700, 1000, 256, 512),
          new Container.Resources(1500, 0, 512, 0),
          new Container.Resources(100, 0, 2500, 0));

  private final World world;
  private final Random random;

  RandomSpec(World world, Random random) {
    this.world = world;
    this.random = random;
  }

  ServiceSpec next(String name) {
    List<Container> containers = new ArrayList<>(List.of(container(name)));
    if (random.nextInt(4) == 0) {
      containers.add(container("second"));
    }
    var labels = new TreeMap<String, String>();
    labels.put(PodTemplate.SYSTEM_LABEL, name);
    var template =
        new PodTemplate(containers, volumes(), nodeAffinity(), podAffinity(), labels, "");
    var strategy =
        random.nextInt(3) == 0
            ? ServiceSpec.Strategy.RECREATE
            : ServiceSpec.Strategy.ROLLING_UPDATE;
    int minReadySeconds = random.nextInt(3) == 0 ? random.nextInt(60) : 0;
    return new ServiceSpec(
        "drawn", random.nextInt(12), strategy, minReadySeconds, exposure(), template);
  }

  private Container container(String name) {
    return new Container(
        name,
        one(IMAGES),
        List.of(),
        List.of(),
        one(SIZES),
        new Container.Execution("", List.of(), false, ""),
        maybe(probe()),
        maybe(probe()));
  }

  private Probe probe() {
    return new Probe(
        Probe.Method.TCP,
        random.nextInt(10),
        2,
        2 + random.nextInt(20),
        1,
        1 + random.nextInt(3),
        80,
        null,
        null,
        null);
  }

  private @Nullable Probe maybe(Probe probe) {
    return random.nextInt(3) == 0 ? probe : null;
  }

  private List<Volume> volumes() {
    return switch (random.nextInt(8)) {
      case 0 ->
          List.of(new Volume("conf", Volume.Type.CONFIG_MAP, configuration(), "v1", List.of("a")));
      case 1 -> List.of(new Volume("disk", Volume.Type.CBS_DISK, "disk-4n7c9v2e", "", List.of()));
      default -> List.of();
    };
  }

  private String configuration() {
    var all = List.copyOf(world.configurations().list());
    return all.isEmpty() ? "cfg-nowhere0" : all.get(random.nextInt(all.size())).id();
  }

  private List<Requirement> nodeAffinity() {
    return switch (random.nextInt(24)) {
      case 0 -> List.of(new Requirement("disk", Requirement.Operator.IN, List.of("web", "api")));
      case 1 -> List.of(new Requirement("disk", Requirement.Operator.NOT_IN, List.of("db")));
      case 2 -> List.of(new Requirement("disk", Requirement.Operator.EXISTS, List.of()));
      case 3 -> List.of(new Requirement("disk", Requirement.Operator.DOES_NOT_EXIST, List.of()));
      case 4 -> List.of(new Requirement("rank", Requirement.Operator.GREATER, List.of("2")));
      case 5 -> List.of(new Requirement("rank", Requirement.Operator.LESS, List.of("2")));
      default -> List.of();
    };
  }

  private List<Requirement> podAffinity() {
    Requirement.Operator operator =
        random.nextBoolean() ? Requirement.Operator.IN : Requirement.Operator.NOT_IN;
    return random.nextInt(12) == 0
        ? List.of(new Requirement(PodTemplate.SYSTEM_LABEL, operator, List.of(one(WORDS))))
        : List.of();
  }

  private Exposure exposure() {
    Exposure.Type type = one(List.of(Exposure.Type.values()));
    var port = new Exposure.Port(80, 8080, 0, Exposure.Protocol.TCP);
    return new Exposure(
        type, List.of(port), random.nextBoolean() ? "subnet-3lzrkspo" : "subnet-7h2m5x1c");
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
