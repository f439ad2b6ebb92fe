package drydock.bench;

import drydock.cluster.ClusterCommand;
import drydock.cluster.ClusterCommand.NodeOrder;
import drydock.cluster.ClusterEvent;
import drydock.cluster.ClusterSpec;
import drydock.cluster.NodeSpec;
import drydock.invariant.Watch;
import drydock.kernel.Cause;
import drydock.kernel.Command;
import drydock.kernel.Decision;
import drydock.kernel.Event;
import drydock.kernel.Recorded;
import drydock.profile.Altered;
import drydock.profile.Profile;
import drydock.server.ProfileFile;
import drydock.service.Container;
import drydock.service.Exposure;
import drydock.service.PodTemplate;
import drydock.service.Requirement;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import drydock.world.Draft;
import drydock.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A world without a server around it, moved by hand in turns as a server's loop would, watched by
/// the invariants; its events are handed on turn by turn.
final class Core {

  /// The label by which services ask for the zones that they may run in.
  static final String ZONE = "failure-domain.beta.kubernetes.io/zone";

  static final List<String> ZONES = List.of("100001", "100002", "100003");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int EVENTS_PER_TURN = 500;
  private static final int NODES_PER_ORDER = 100;
  static final Duration BOOTS_WITHIN = Duration.ofHours(1);

  private final World world;
  private final Watch watch;
  private final Consumer<List<Recorded>> log;

  Core(Profile profile, Consumer<List<Recorded>> log) {
    this.log = log;
    world = new World(profile, 1);
    watch =
        new Watch(
            world,
            violation -> {
              throw new IllegalStateException(violation.toString());
            });
    world.advance(START);
    Draft draft = new Draft(world, watch);
    draft.add(world.opening(), new Cause.Time());
    log.accept(draft.events());
  }

  /// Times and failures of one profile with the quotas of a large account.
  static Profile large(String name) {
    return Altered.with(ProfileFile.read("large").quotas(), ProfileFile.read(name));
  }

  World world() {
    return world;
  }

  /// Carries out a command and lets all happen that follows at its moment.
  List<Event> ask(Command command) {
    Draft draft = new Draft(world, watch);
    Decision decision = draft.decide(command, new Cause.Command("Bench", "bench", new TreeMap<>()));
    boolean quiet = draft.runNow(EVENTS_PER_TURN);
    log.accept(draft.events());
    while (!quiet) {
      draft = new Draft(world, watch);
      quiet = draft.runNow(EVENTS_PER_TURN);
      log.accept(draft.events());
    }
    return switch (decision) {
      case Decision.Accepted(var events) -> events;
      case Decision.Rejected(var why) -> throw new IllegalStateException(why.toString());
    };
  }

  /// Lets time pass, at most so much, until nothing is in progress any more.
  void settle(Duration most) {
    Instant last = world.now().plus(most);
    while (!world.idle()) {
      Instant next = world.nextDue();
      if (next == null || next.isAfter(last)) {
        throw new IllegalStateException("not idle by " + last);
      }
      run(Duration.between(world.now(), next));
    }
  }

  /// Lets time pass.
  void run(Duration time) {
    Instant target = world.now().plus(time);
    boolean reached = false;
    while (!reached) {
      Draft draft = new Draft(world, watch);
      reached = draft.runTo(target, EVENTS_PER_TURN);
      log.accept(draft.events());
    }
  }

  /// A cluster whose nodes, spread over three zones, have joined.
  String cluster(int nodes) {
    List<NodeOrder> orders = orders(nodes);
    String cluster = ((ClusterEvent) ask(creation(orders.getFirst())).getFirst()).cluster();
    run(BOOTS_WITHIN);
    for (NodeOrder more : orders.subList(1, orders.size())) {
      ask(new ClusterCommand.AddNodes(cluster, more));
      run(BOOTS_WITHIN);
    }
    return cluster;
  }

  static ClusterCommand.Create creation(NodeOrder first) {
    var spec =
        new ClusterSpec(
            "bench",
            "",
            "10.64.0.0/10",
            "vpc-large001",
            "ap-guangzhou",
            "centos7.2x86_64",
            "1.10.5",
            0,
            "");
    return new ClusterCommand.Create(spec, false, first);
  }

  /// Orders of so many nodes, each in the next of three zones.
  static List<NodeOrder> orders(int nodes) {
    List<NodeOrder> orders = new ArrayList<>();
    for (int ordered = 0; ordered < nodes; ordered += NODES_PER_ORDER) {
      orders.add(order(Math.min(NODES_PER_ORDER, nodes - ordered), orders.size()));
    }
    return orders;
  }

  private static NodeOrder order(int count, int which) {
    int zone = which % ZONES.size();
    return new NodeOrder(
        count,
        new NodeSpec(
            ZONES.get(zone),
            "subnet-large00" + (zone + 1),
            new NodeSpec.Machine("CVM.S1", 16, 64, 20, 0),
            new NodeSpec.Uplink(0, false, false, false),
            new NodeSpec.Billing(0),
            new NodeSpec.Access(null, null)));
  }

  ServiceId service(String cluster, String name, int replicas) {
    ServiceCommand.Create command = creation(cluster, name, "nginx:1.0", replicas);
    ask(command);
    return command.service();
  }

  /// Makes a service that may run in any of the three zones, and says so by a required node
  /// affinity.
  static ServiceCommand.Create creation(String cluster, String name, String image, int replicas) {
    var id = new ServiceId(cluster, "default", name);
    var labels = new TreeMap<String, String>();
    labels.put(PodTemplate.SYSTEM_LABEL, name);
    var container =
        new Container(
            "web",
            image,
            List.of(),
            List.of(),
            new Container.Resources(100, 0, 64, 64),
            new Container.Execution("", List.of(), false, ""),
            null,
            null);
    var affinity = new Requirement(ZONE, Requirement.Operator.IN, ZONES);
    var template =
        new PodTemplate(List.of(container), List.of(), List.of(affinity), List.of(), labels, "");
    var exposure = new Exposure(Exposure.Type.CLUSTER_IP, List.of(), null);
    return new ServiceCommand.Create(
        id,
        new ServiceSpec("", replicas, ServiceSpec.Strategy.ROLLING_UPDATE, 0, exposure, template));
  }
}
