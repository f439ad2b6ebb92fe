package drydock.world;

import drydock.cluster.ClusterCommand;
import drydock.cluster.NodeId;
import drydock.cluster.Spare;
import drydock.cluster.UpkeepCommand;
import drydock.kernel.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Commands that grow clusters and keep them up: machines of the account, labels, cordons, drains,
/// namespaces, ways in from outside.
final class RandomUpkeep {

  private static final List<String> WORDS = List.of("web", "api", "db", "cache");

  private final World world;
  private final Random random;

  RandomUpkeep(World world, Random random) {
    this.world = world;
    this.random = random;
  }

  Command next(String cluster, List<String> machines) {
    return random.nextBoolean() ? grow(cluster) : keepUp(cluster, machines);
  }

  private Command grow(String cluster) {
    return switch (random.nextInt(4)) {
      case 0 ->
          new ClusterCommand.Create(
              Sandbox.creation(1, "172." + (24 + random.nextInt(8)) + ".0.0/16").spec(),
              false,
              null);
      case 1 -> new ClusterCommand.AddMachines(cluster, someSpares(), null);
      case 2 -> new ClusterCommand.OpenEndpoint(cluster);
      default -> new ClusterCommand.CloseEndpoint(cluster);
    };
  }

  private Command keepUp(String cluster, List<String> machines) {
    var node = new NodeId(cluster, machines.isEmpty() ? "ins-nowhere0" : machines.getFirst());
    String namespace = random.nextBoolean() ? "default" : "mine";
    return switch (random.nextInt(8)) {
      case 0 -> new UpkeepCommand.Describe(cluster, word(), null, null, random.nextBoolean());
      case 1 -> new UpkeepCommand.Label(node, new TreeMap<>(label()));
      case 2, 3 -> new UpkeepCommand.Cordon(cluster, machines, random.nextBoolean());
      case 4 -> new UpkeepCommand.Drain(node);
      case 5 -> new UpkeepCommand.CreateNamespace(cluster, namespace, "mine");
      case 6 -> new UpkeepCommand.DescribeNamespace(cluster, namespace, word());
      default -> new UpkeepCommand.DeleteNamespaces(cluster, List.of(namespace));
    };
  }

  private List<String> someSpares() {
    List<String> machines = new ArrayList<>();
    for (Spare spare : world.clusters().spares().list(world.profile().catalogue())) {
      if (random.nextInt(3) == 0) {
        machines.add(spare.id());
      }
    }
    return machines;
  }

  private Map<String, String> label() {
    return random.nextBoolean()
        ? Map.of("disk", word())
        : Map.of("rank", Integer.toString(1 + random.nextInt(3)));
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }
}
