package drydock.world;

import drydock.configuration.ConfigurationCommand;
import drydock.kernel.Command;
import drydock.service.Exposure;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import drydock.service.ReplicaCommand;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import drydock.service.Volume;
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

  RandomChange(World world, Random random) {
    this.world = world;
    this.random = random;
  }

  Command next(ServiceId id) {
    return switch (random.nextInt(7)) {
      case 0 -> new ServiceCommand.Modify(id, modified(id.name()));
      case 1 -> new ServiceCommand.Redeploy(id);
      case 2 -> new ServiceCommand.Describe(id, word());
      case 3 -> new ServiceCommand.Label(id, new TreeMap<>(Map.of("tier", word())));
      case 4 -> new ReplicaCommand.Delete(id.cluster(), id.namespace(), someReplicas(id));
      case 5 -> new ConfigurationCommand.Create(word(), draft());
      default -> new ConfigurationCommand.AddVersion(configuration(), draft());
    };
  }

  private ServiceSpec modified(String name) {
    ServiceSpec plain = Sandbox.spec(name, random.nextInt(12));
    Exposure.Type[] types = Exposure.Type.values();
    Exposure.Type type = types[random.nextInt(types.length)];
    var port = new Exposure.Port(80, 8080, 0, Exposure.Protocol.TCP);
    var exposure =
        new Exposure(
            type, List.of(port), random.nextBoolean() ? "subnet-3lzrkspo" : "subnet-7h2m5x1c");
    var template = plain.template();
    var volume = new Volume("conf", Volume.Type.CONFIG_MAP, configuration(), "v1", List.of("a"));
    var changed =
        new PodTemplate(
            template.containers(),
            random.nextInt(3) == 0 ? List.of(volume) : List.of(),
            List.of(),
            List.of(),
            template.labels(),
            "");
    var strategy =
        random.nextBoolean() ? ServiceSpec.Strategy.RECREATE : ServiceSpec.Strategy.ROLLING_UPDATE;
    return new ServiceSpec(
        "modified", plain.replicas(), strategy, random.nextInt(10), exposure, changed);
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
