package drydock.world;

import drydock.cluster.Cluster;
import drydock.cluster.ClusterCommand;
import drydock.cluster.ClusterCommand.Machines;
import drydock.cluster.Node;
import drydock.configuration.ConfigurationCommand;
import drydock.kernel.Command;
import drydock.service.Exposure;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import drydock.service.ReplicaCommand;
import drydock.service.Service;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import drydock.service.Volume;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Commands of every kind and steps of the clock, drawn from a seed. What is asked for often cannot
/// be had: refusals are part of the story.
public final class RandomStory {

  private static final List<String> NAMES = List.of("web", "api", "db", "cache");
  private static final List<String> IMAGES =
      List.of("nginx:1.0", "nginx:2.0", "redis", "tencentyun/foo:v1", "tencentyun/foo:missing");

  private final Sandbox sandbox;
  private final Random random;

  public RandomStory(Sandbox sandbox, long seed) {
    this.sandbox = sandbox;
    this.random = new Random(seed);
  }

  public void run(int steps) {
    for (int i = 0; i < steps; i++) {
      if (random.nextInt(3) == 0) {
        sandbox.run(Duration.ofMillis(random.nextInt(60_000)));
      } else {
        step();
      }
    }
  }

  private void step() {
    String cluster = cluster();
    ServiceId id = service(cluster);
    switch (random.nextInt(20)) {
      case 0 ->
          ask(
              Sandbox.creation(
                  1 + random.nextInt(4), "172." + (16 + random.nextInt(8)) + ".0.0/16"));
      case 1, 2 -> sandbox.service(cluster, id.name(), random.nextInt(12));
      case 3 -> ask(new ServiceCommand.ChangeImage(id, one(IMAGES)));
      case 4 -> ask(new ServiceCommand.Scale(id, random.nextInt(40)));
      case 5 -> ask(new ServiceCommand.Pause(id));
      case 6 -> ask(new ServiceCommand.Resume(id));
      case 7 -> ask(new ServiceCommand.RollBack(id));
      case 8 -> ask(new ServiceCommand.Delete(id));
      case 9 -> ask(new ClusterCommand.AddNodes(cluster, Sandbox.order(1 + random.nextInt(3))));
      case 10 ->
          ask(new ClusterCommand.RemoveNodes(cluster, someMachines(cluster), Machines.RETURNED));
      case 11 -> ask(new ServiceCommand.Modify(id, modified(id.name())));
      case 12 -> ask(new ServiceCommand.Redeploy(id));
      case 13 -> ask(new ServiceCommand.Describe(id, one(NAMES)));
      case 14 -> ask(new ServiceCommand.Label(id, new TreeMap<>(Map.of("tier", one(NAMES)))));
      case 15 -> ask(new ReplicaCommand.Delete(id.cluster(), "default", someReplicas(id)));
      case 16 -> ask(new ConfigurationCommand.Create(one(NAMES), draft()));
      case 17 -> ask(new ConfigurationCommand.AddVersion(configuration(), draft()));
      default -> {
        if (random.nextInt(5) == 0) {
          ask(new ClusterCommand.Delete(cluster, Machines.KEPT));
        }
      }
    }
  }

  /// Mostly one that is there.
  private ServiceId service(String cluster) {
    List<Service> all = List.copyOf(sandbox.world.services().list());
    return all.isEmpty() || random.nextInt(3) == 0
        ? new ServiceId(cluster, "default", one(NAMES))
        : all.get(random.nextInt(all.size())).id();
  }

  private ServiceSpec modified(String name) {
    ServiceSpec plain = Sandbox.spec(name, random.nextInt(12));
    Exposure.Type[] types = Exposure.Type.values();
    Exposure.Type type = types[random.nextInt(types.length)];
    var port = new Exposure.Port(80, 8080, 0, Exposure.Protocol.TCP);
    var exposure =
        new Exposure(type, List.of(port), one(List.of("subnet-3lzrkspo", "subnet-7h2m5x1c")));
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
    String version = random.nextBoolean() ? null : one(List.of("v1", "v2", "v3"));
    return new ConfigurationCommand.Draft(version, "drawn", new TreeMap<>(Map.of("a", one(NAMES))));
  }

  private String configuration() {
    var all = List.copyOf(sandbox.world.configurations().list());
    return all.isEmpty() ? "cfg-nowhere0" : all.get(random.nextInt(all.size())).id();
  }

  private List<String> someReplicas(ServiceId id) {
    List<String> names = new ArrayList<>(List.of("web-nowhere"));
    for (Replica replica : sandbox.world.services().fleet(id).replicas()) {
      if (random.nextInt(3) == 0) {
        names.add(replica.id().name());
      }
    }
    return names;
  }

  private void ask(Command command) {
    sandbox.ask(command);
  }

  private String cluster() {
    List<Cluster> all = List.copyOf(sandbox.world.clusters().list());
    return all.isEmpty() ? "cls-nowhere0" : all.get(random.nextInt(all.size())).id();
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

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
