package drydock.world;

import drydock.configuration.ConfigurationCommand;
import drydock.kernel.Command;
import drydock.service.Replica;
import drydock.service.ReplicaCommand;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Commands that change services in other ways than by an image or a number: whole modifications,
/// descriptions, labels, configurations, instances that are deleted.
final class RandomChange {

  private static final List<String> WORDS = List.of("web", "api", "db", "cache");

  private final World world;
  private final Random random;
  private final RandomSpec specs;

  RandomChange(World world, Random random) {
    this.world = world;
    this.random = random;
    this.specs = new RandomSpec(world, random);
  }

  Command next(ServiceId id) {
    return switch (random.nextInt(7)) {
      case 0 -> new ServiceCommand.Modify(id, specs.next(id.name()));
      case 1 -> new ServiceCommand.Redeploy(id);
      case 2 -> new ServiceCommand.Describe(id, word());
      case 3 -> new ServiceCommand.Label(id, new TreeMap<>(Map.of("tier", word())));
      case 4 -> new ReplicaCommand.Delete(id.cluster(), id.namespace(), someReplicas(id));
      case 5 -> new ConfigurationCommand.Create(word(), draft());
      default -> new ConfigurationCommand.AddVersion(configuration(), draft());
    };
  }

  private ConfigurationCommand.Draft draft() {
    String version = random.nextBoolean() ? null : "v" + (1 + random.nextInt(3));
    return new ConfigurationCommand.Draft(version, "drawn", new TreeMap<>(Map.of("a", word())));
  }

  private String configuration() {
    var all = List.copyOf(world.configurations().list());
    return all.isEmpty() ? "cfg-nowhere0" : all.get(random.nextInt(all.size())).id();
  }

  private List<String> someReplicas(ServiceId id) {
    List<String> names = new ArrayList<>(List.of("web-nowhere"));
    for (Replica replica : world.services().fleet(id).replicas()) {
      if (random.nextInt(3) == 0) {
        names.add(replica.id().name());
      }
    }
    return names;
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }
}
