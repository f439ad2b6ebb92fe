package drydock.world;

import drydock.cluster.Cluster;
import drydock.cluster.ClusterCommand;
import drydock.cluster.ClusterCommand.Machines;
import drydock.cluster.Node;
import drydock.kernel.Command;
import drydock.service.Service;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Commands of every kind, faults and steps of the clock, drawn from a seed. What is asked for
/// often cannot be had: refusals are part of the story.
public final class RandomStory {

  private static final List<String> NAMES = List.of("web", "api", "db", "cache");
  private static final List<String> NAMESPACES = List.of("default", "default", "mine");

  /// How many milliseconds pass at once, at most.
  private static final List<Integer> STRIDES =
      List.of(2_000, 2_000, 60_000, 60_000, 60_000, 60_000, 1_000_000);

  private final Sandbox sandbox;
  private final Random random;
  private final RandomRegistry registry;
  private final RandomUpkeep upkeep;
  private final RandomChange changes;
  private final Random luck;
  private final RandomFaults faults;
  private final RandomSpec specs;
  private final @Nullable RandomTrouble trouble;

  public RandomStory(Sandbox sandbox, long seed) {
    this(sandbox, seed, true);
  }

  /// A story of nothing but commands and time, so that it can be told to a loop, too.
  public static RandomStory ofCommands(Sandbox sandbox, long seed) {
    return new RandomStory(sandbox, seed, false);
  }

  /// @param troubled whether machines also fail without anybody asking
  private RandomStory(Sandbox sandbox, long seed, boolean troubled) {
    this.sandbox = sandbox;
    this.random = new Random(seed);
    this.registry = new RandomRegistry(random);
    this.upkeep = new RandomUpkeep(sandbox.world, random);
    this.changes = new RandomChange(sandbox.world, random);
    this.luck = new Random(~seed);
    this.faults = new RandomFaults(sandbox.world, luck);
    this.specs = new RandomSpec(sandbox.world, random);
    this.trouble = troubled ? new RandomTrouble(sandbox.world, random) : null;
  }

  public void run(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
    }
  }

  /// Asks for something, or lets time pass.
  public void step() {
    if (luck.nextInt(10) == 0) {
      ask(faults.next(cluster(luck)));
    }
    if (random.nextInt(3) == 0) {
      sandbox.run(Duration.ofMillis(random.nextInt(one(STRIDES))));
    } else {
      command();
    }
  }

  private void command() {
    String cluster = cluster(random);
    ServiceId id = service(cluster);
    switch (random.nextInt(33)) {
      case 0 ->
          ask(
              Sandbox.creation(
                  1 + random.nextInt(4),
                  "172." + (16 + random.nextInt(8)) + ".0.0/16",
                  sandbox.world.profile().kubernetes().version()));
      case 1, 2 -> sandbox.service(cluster, id.name(), random.nextInt(12));
      case 3, 4 -> ask(new ServiceCommand.Create(id, specs.next(id.name())));
      case 5, 6, 7 -> ask(new ServiceCommand.ChangeImage(id, one(RandomSpec.IMAGES)));
      case 8, 9 -> ask(new ServiceCommand.Scale(id, random.nextInt(40)));
      case 10 -> ask(new ServiceCommand.Pause(id));
      case 11, 12 -> ask(new ServiceCommand.Resume(id));
      case 13, 14 -> ask(new ServiceCommand.RollBack(id));
      case 15 -> delete(id);
      case 16 -> ask(new ClusterCommand.AddNodes(cluster, Sandbox.order(1 + random.nextInt(3))));
      case 17 ->
          ask(
              new ClusterCommand.RemoveNodes(
                  cluster,
                  someMachines(cluster),
                  random.nextBoolean() ? Machines.RETURNED : Machines.KEPT));
      case 18, 19, 20 -> ask(upkeep.next(cluster, someMachines(cluster)));
      case 21, 22, 23 -> ask(registry.next(id));
      case 24, 25, 26, 27, 28 -> ask(changes.next(id));
      case 30, 31, 32 -> befall(cluster);
      default -> {
        if (random.nextInt(8) == 0) {
          ask(new ClusterCommand.Delete(cluster, Machines.KEPT));
        }
      }
    }
  }

  private void delete(ServiceId id) {
    if (random.nextInt(4) == 0) {
      ask(new ServiceCommand.Delete(id));
      // One of the same name is another, though replicas of the first are still there.
      if (random.nextBoolean()) {
        ask(new ServiceCommand.Create(id, specs.next(id.name())));
      }
    }
  }

  private void befall(String cluster) {
    if (trouble != null) {
      sandbox.happens(trouble.next(cluster));
    }
  }

  /// Mostly one that is there.
  private ServiceId service(String cluster) {
    List<Service> all = List.copyOf(sandbox.world.services().list());
    return all.isEmpty() || random.nextInt(6) == 0
        ? new ServiceId(cluster, one(NAMESPACES), one(NAMES))
        : all.get(random.nextInt(all.size())).id();
  }

  private void ask(Command command) {
    sandbox.ask(command);
  }

  private String cluster(Random by) {
    List<Cluster> all = List.copyOf(sandbox.world.clusters().list());
    return all.isEmpty() ? "cls-nowhere0" : all.get(by.nextInt(all.size())).id();
  }

  private List<String> someMachines(String cluster) {
    List<String> machines = new ArrayList<>();
    for (Node node : sandbox.world.clusters().nodes(cluster)) {
      if (random.nextInt(3) == 0) {
        machines.add(node.id().machine());
      }
    }
    return machines;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
