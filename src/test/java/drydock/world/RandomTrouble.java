package drydock.world;

import drydock.cluster.Node;
import drydock.cluster.Pressure;
import drydock.kernel.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/// Nodes that fail and come back, and run short of something.
final class RandomTrouble {

  private static final int SECONDS_MAX = 1_200;

  private final World world;
  private final Random random;

  RandomTrouble(World world, Random random) {
    this.world = world;
    this.random = random;
  }

  List<Event> next(String cluster) {
    List<Node> nodes = List.copyOf(world.clusters().nodes(cluster));
    if (nodes.isEmpty()) {
      return List.of();
    }
    Node node = nodes.get(random.nextInt(nodes.size()));
    if (random.nextInt(3) == 0) {
      Pressure.Resource resource =
          random.nextBoolean() ? Pressure.Resource.MEMORY : Pressure.Resource.DISK;
      return random.nextBoolean()
          ? world.trouble().pressed(node.id(), resource)
          : world.trouble().eased(node.id(), resource);
    }
    if (random.nextInt(3) == 0) {
      return world.trouble().returned(node.id());
    }
    Instant returnsAt =
        random.nextBoolean()
            ? null
            : world.now().plus(Duration.ofSeconds(random.nextInt(SECONDS_MAX)));
    return world.trouble().stopped(node.id(), random.nextBoolean(), returnsAt);
  }
}
