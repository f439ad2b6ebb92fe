package drydock.world;

import drydock.cluster.Cluster;
import drydock.cluster.ClusterCommand;
import drydock.cluster.ClusterCommand.Machines;
import drydock.cluster.Node;
import drydock.cluster.NodeId;
import drydock.cluster.Spare;
import drydock.cluster.UpkeepCommand;
import drydock.kernel.Command;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/// Commands of every kind and steps of the clock, drawn from a seed. What is asked for often cannot
/// be had: refusals are part of the story.
public final class RandomStory {

  private static final List<String> NAMES = List.of("web", "api", "db", "cache");
  private static final List<String> NAMESPACES = List.of("default", "default", "mine");
  private static final List<String> IMAGES =
      List.of(
          "nginx:1.0",
          "nginx:2.0",
          "redis",
          "tencentyun/foo:v1",
          "tencentyun/foo:v3",
          "ccr.ccs.tencentyun.com/test/web:v2");

  private final Sandbox sandbox;
  private final Random random;
  private final RandomRegistry registry;

  public RandomStory(Sandbox sandbox, long seed) {
    this.sandbox = sandbox;
    this.random = new Random(seed);
    this.registry = new RandomRegistry(random);
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
    var id = new ServiceId(cluster, one(NAMESPACES), one(NAMES));
    switch (random.nextInt(18)) {
      case 0 ->
          ask(
              Sandbox.creation(
                  1 + random.nextInt(4), "172." + (16 + random.nextInt(8)) + ".0.0/16"));
      case 1, 2 -> ask(new ServiceCommand.Create(id, Sandbox.spec(id.name(), random.nextInt(12))));
      case 3 -> ask(new ServiceCommand.ChangeImage(id, one(IMAGES)));
      case 4 -> ask(new ServiceCommand.Scale(id, random.nextInt(40)));
      case 5 -> ask(new ServiceCommand.Pause(id));
      case 6 -> ask(new ServiceCommand.Resume(id));
      case 7 -> ask(new ServiceCommand.RollBack(id));
      case 8 -> ask(new ServiceCommand.Delete(id));
      case 9 -> ask(new ClusterCommand.AddNodes(cluster, Sandbox.order(1 + random.nextInt(3))));
      case 10 ->
          ask(
              new ClusterCommand.RemoveNodes(
                  cluster,
                  someMachines(cluster),
                  random.nextBoolean() ? Machines.RETURNED : Machines.KEPT));
      case 11 -> grow(cluster);
      case 12 -> keepUp(cluster);
      case 13, 14, 15, 16 -> ask(registry.next(id));
      default -> {
        if (random.nextInt(5) == 0) {
          ask(new ClusterCommand.Delete(cluster, Machines.KEPT));
        }
      }
    }
  }

  /// A cluster without nodes, machines that the account has, or a way in from outside.
  private void grow(String cluster) {
    switch (random.nextInt(4)) {
      case 0 ->
          ask(
              new ClusterCommand.Create(
                  Sandbox.creation(1, "172." + (24 + random.nextInt(8)) + ".0.0/16").spec(),
                  false,
                  null));
      case 1 -> ask(new ClusterCommand.AddMachines(cluster, someSpares(), null));
      case 2 -> ask(new ClusterCommand.OpenEndpoint(cluster));
      default -> ask(new ClusterCommand.CloseEndpoint(cluster));
    }
  }

  private void keepUp(String cluster) {
    List<String> machines = someMachines(cluster);
    var node = new NodeId(cluster, machines.isEmpty() ? "ins-nowhere0" : machines.getFirst());
    String namespace = one(NAMESPACES);
    switch (random.nextInt(8)) {
      case 0 ->
          ask(new UpkeepCommand.Describe(cluster, one(NAMES), null, null, random.nextBoolean()));
      case 1 -> {
        var labels = new TreeMap<String, String>();
        labels.put("disk", one(NAMES));
        ask(new UpkeepCommand.Label(node, labels));
      }
      case 2, 3 -> ask(new UpkeepCommand.Cordon(cluster, machines, random.nextBoolean()));
      case 4 -> ask(new UpkeepCommand.Drain(node));
      case 5 -> ask(new UpkeepCommand.CreateNamespace(cluster, namespace, "mine"));
      case 6 -> ask(new UpkeepCommand.DescribeNamespace(cluster, namespace, one(NAMES)));
      default -> ask(new UpkeepCommand.DeleteNamespaces(cluster, List.of(namespace)));
    }
  }

  private List<String> someSpares() {
    List<String> machines = new ArrayList<>();
    for (Spare spare :
        sandbox.world.clusters().spares().list(sandbox.world.profile().catalogue())) {
      if (random.nextInt(3) == 0) {
        machines.add(spare.id());
      }
    }
    return machines;
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
