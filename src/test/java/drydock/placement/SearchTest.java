package drydock.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.cluster.ClusterCommand;
import drydock.cluster.ClusterCommand.Machines;
import drydock.cluster.Node;
import drydock.cluster.UpkeepCommand;
import drydock.kernel.Dice;
import drydock.profile.Release;
import drydock.service.Container;
import drydock.service.Fleet;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import drydock.service.Requirement;
import drydock.service.Service;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import drydock.world.RandomStory;
import drydock.world.Sandbox;
import drydock.world.World;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A search, which looks at sets of nodes, comes to the very node or the very message that looking
/// at each node comes to, in random worlds as they change.
class SearchTest {

  private static final int SEEDS = 12;
  private static final int STEPS = 120;
  private static final List<String> PROFILES = List.of("realistic", "cramped", "instant");

  private int found;
  private int refused;

  /// Where it matters that some nodes have the image.
  private int drawn;

  @Test
  void setsOfNodesLeadToTheSameChoiceAsEachNode() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      var sandbox = new Sandbox(PROFILES.get((int) (seed % PROFILES.size())), seed);
      sandbox.cluster(4);
      sandbox.run(Duration.ofMinutes(10));
      var story = new RandomStory(sandbox, seed);
      for (int i = 0; i < STEPS; i++) {
        story.step();
        compareAll(sandbox.world);
      }
      compareAll(new World(sandbox.world.profile(), sandbox.world.state()));
    }
    assertTrue(found > 1_000 && refused > 1_000, found + " found, " + refused + " refused");
    assertTrue(drawn > 500, drawn + " drawn by images");
  }

  @Test
  void nodesThatComeAndGoStayInOrder() {
    var sandbox = new Sandbox("realistic", 1);
    String cluster = sandbox.cluster(3);
    sandbox.run(Duration.ofMinutes(10));
    sandbox.service(cluster, "web", 20);
    for (int i = 0; i < 12; i++) {
      List<String> oldest =
          sandbox.world.clusters().nodes(cluster).stream()
              .limit(8)
              .map(node -> node.id().machine())
              .toList();
      sandbox.ask(new ClusterCommand.AddNodes(cluster, Sandbox.order(10)));
      sandbox.run(Duration.ofMinutes(10));
      sandbox.ask(new ClusterCommand.RemoveNodes(cluster, oldest, Machines.RETURNED));
      compareAll(sandbox.world);
      sandbox.run(Duration.ofMinutes(10));
      compareAll(sandbox.world);
    }
    assertTrue(
        sandbox.world.clusters().nodes(cluster).stream().mapToLong(Node::born).min().orElse(0)
            > 100);
  }

  /// Nodes of two zones, some cordoned and some full, with replicas of several services.
  @Test
  void zonesAreCountedAlike() {
    var sandbox = new Sandbox("cramped", 3);
    String cluster = sandbox.cluster(5);
    sandbox.ask(new ClusterCommand.AddNodes(cluster, Sandbox.elsewhere(4)));
    sandbox.run(Duration.ofMinutes(30));
    for (int i = 0; i < 12; i++) {
      sandbox.service(cluster, "web" + i, 1 + 5 * i % 9);
      List<String> some =
          sandbox.world.clusters().nodes(cluster).stream()
              .skip(i % 4)
              .limit(3)
              .map(node -> node.id().machine())
              .toList();
      sandbox.ask(new UpkeepCommand.Cordon(cluster, some, i % 3 < 2));
      compareAll(sandbox.world);
      sandbox.run(Duration.ofMinutes(5));
      compareAll(sandbox.world);
    }
    assertTrue(found > 400 && refused > 400, found + " found, " + refused + " refused");
  }

  /// Nodes that are not asked for any more keep the replicas that they have, which do not count for
  /// spreading then.
  @Test
  void nodesWhoseLabelsGoAreNotCounted() {
    var sandbox = new Sandbox("instant", 4);
    String cluster = sandbox.cluster(5);
    sandbox.ask(new ClusterCommand.AddNodes(cluster, Sandbox.elsewhere(4)));
    sandbox.run(Duration.ofMinutes(30));
    List<Node> nodes = List.copyOf(sandbox.world.clusters().nodes(cluster));
    nodes.forEach(node -> label(sandbox, node, "ssd"));
    var spec = Sandbox.spec("web", 12);
    PodTemplate plain = spec.template();
    var ssd = new Requirement("disk", Requirement.Operator.IN, List.of("ssd"));
    var template =
        new PodTemplate(plain.containers(), List.of(), List.of(ssd), List.of(), plain.labels(), "");
    sandbox.ask(
        new ServiceCommand.Create(
            new ServiceId(cluster, "default", "web"),
            new ServiceSpec("", 12, spec.strategy(), 0, spec.exposure(), template)));
    sandbox.run(Duration.ofMinutes(30));
    compareAll(sandbox.world);
    for (Node node : nodes.subList(3, 8)) {
      label(sandbox, node, "hdd");
      compareAll(sandbox.world);
    }
  }

  private static void label(Sandbox sandbox, Node node, String disk) {
    sandbox.ask(new UpkeepCommand.Label(node.id(), new TreeMap<>(Map.of("disk", disk))));
  }

  private void compareAll(World world) {
    for (Fleet fleet : world.services().fleets()) {
      for (Replica replica : fleet.replicas()) {
        Service service = world.services().find(replica.id().service());
        if (service != null
            && service.progress().revisions().stream()
                .anyMatch(each -> each.name().equals(replica.revision()))) {
          compare(world, replica, service.revision(replica.revision()).template());
        }
      }
    }
  }

  private void compare(World world, Replica replica, PodTemplate template) {
    for (Release release : Release.values()) {
      compare(world, replica, template, release);
    }
  }

  private void compare(World world, Replica replica, PodTemplate template, Release release) {
    List<NodeLoad> nodes = List.copyOf(world.capacity().nodes(replica.id().service().cluster()));
    var images = new Images(world.now(), SearchTest::size);
    List<Verdict> verdicts =
        Placement.verdicts(replica, template, release, world.capacity(), images);
    var dice = new Dice(world.seed());
    var demand = Demand.of(replica, template, release, world.capacity(), nodes);
    var count = new ObstacleCount();
    nodes.forEach(node -> count.add(demand.unmet(node), 1));
    var choice = Placement.choose(replica, template, release, world.capacity(), images, dice);
    assertEquals(count.filtering(), choice.filtering());
    Holdings holdings =
        world.capacity().roster(replica.id().service().cluster()).holdings(world.now());
    for (Container container : template.containers()) {
      assertEquals(
          nodes.stream().filter(node -> images.on(node.node(), container.image())).count(),
          holdings.of(container.image()).cardinality());
    }
    switch (choice) {
      case Placement.Choice.Found(var node, _, _) -> {
        found++;
        List<Verdict> best = best(verdicts);
        int lot = (int) (dice.roll("placement.tie", replica.id().name(), 0) * best.size());
        assertEquals(best.get(lot).node(), node.node().id());
        if (release == Release.MODERN && !best.equals(best(plain(world, replica, template)))) {
          drawn++;
        }
      }
      case Placement.Choice.None none -> {
        refused++;
        assertEquals(List.of(), best(verdicts));
        List<Refusal> each =
            nodes.stream().map(node -> new Refusal(demand.unmet(node), 1)).toList();
        assertEquals(FailedScheduling.message(each, release), none.message());
      }
    }
  }

  /// What would be said of the nodes if images weighed nothing.
  private static List<Verdict> plain(World world, Replica replica, PodTemplate template) {
    var none = new Images(world.now(), _ -> 0);
    return Placement.verdicts(replica, template, Release.MODERN, world.capacity(), none);
  }

  /// Up to 4 GB, the same for an image each time.
  private static long size(String image) {
    return (image.hashCode() & 0xfffL) * 1_000_000;
  }

  private static List<Verdict> best(List<Verdict> verdicts) {
    int top =
        verdicts.stream()
            .map(Verdict::score)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(-1);
    return verdicts.stream().filter(each -> Objects.equals(each.score(), top)).toList();
  }
}
