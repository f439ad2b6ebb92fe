package drydock.world;

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
import drydock.profile.Profile;
import drydock.server.ProfileFile;
import drydock.service.Container;
import drydock.service.Exposure;
import drydock.service.PodTemplate;
import drydock.service.Probe;
import drydock.service.Requirement;
import drydock.service.ServiceCommand;
import drydock.service.ServiceId;
import drydock.service.ServiceSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A world for tests that is moved by hand, with its history in memory. Each event is held against
/// the invariants.
public final class Sandbox {

  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /// The cause of every command that is asked here.
  public static final Cause.Command ASKED = new Cause.Command("Test", "tester", new TreeMap<>());

  /// What was done to a world: a command, or nothing while time passed.
  public record Act(@Nullable Command command, Duration time) {}

  public final World world;
  public final List<Recorded> history = new ArrayList<>();
  public final List<Act> acts = new ArrayList<>();
  private final Watch watch;

  public Sandbox(String profile, long seed) {
    this(ProfileFile.read(profile), seed);
  }

  public Sandbox(Profile profile, long seed) {
    this(new World(profile, seed));
    world.advance(START);
    Draft draft = draft();
    draft.add(world.opening(), new Cause.Time());
    history.addAll(draft.events());
  }

  /// Goes on with a world that has come to rest somewhere.
  public Sandbox(World world) {
    this.world = world;
    this.watch =
        new Watch(
            world,
            violation -> {
              throw new AssertionError(violation);
            });
  }

  private Draft draft() {
    return new Draft(world, watch);
  }

  public Decision ask(Command command) {
    acts.add(new Act(command, Duration.ZERO));
    Draft draft = draft();
    Decision decision = draft.decide(command, ASKED);
    draft.runNow(Integer.MAX_VALUE);
    history.addAll(draft.events());
    return decision;
  }

  /// Something happens without anybody asking.
  void happens(List<Event> events) {
    Draft draft = draft();
    events.forEach(event -> draft.add(event, new Cause.Time()));
    draft.runNow(Integer.MAX_VALUE);
    history.addAll(draft.events());
  }

  public void run(Duration time) {
    acts.add(new Act(null, time));
    Draft draft = draft();
    draft.runTo(world.now().plus(time), Integer.MAX_VALUE);
    history.addAll(draft.events());
  }

  /// A cluster that runs what the profile says.
  public String cluster(int nodes) {
    return cluster(nodes, "172.16.0.0/14", world.profile().kubernetes().version());
  }

  /// A cluster that runs a version of Kubernetes.
  public String cluster(int nodes, String version) {
    return cluster(nodes, "172.16.0.0/16", version);
  }

  private String cluster(int nodes, String block, String version) {
    var decision = ask(creation(nodes, block, version));
    return ((ClusterEvent) ((Decision.Accepted) decision).events().getFirst()).cluster();
  }

  public static ClusterCommand.Create creation(int nodes, String block) {
    return creation(nodes, block, "1.10.5");
  }

  public static ClusterCommand.Create creation(int nodes, String block, String version) {
    var spec =
        new ClusterSpec(
            "test",
            "",
            block,
            "vpc-8e0ypm3z",
            "ap-guangzhou",
            "ubuntu16.04.1 LTSx86_64",
            version,
            0,
            "");
    return new ClusterCommand.Create(spec, false, order(nodes));
  }

  /// Machines in another zone than those of [#order].
  public static NodeOrder elsewhere(int count) {
    NodeSpec here = order(1).spec();
    return new NodeOrder(
        count,
        new NodeSpec(
            "100002",
            "subnet-7h2m5x1c",
            here.machine(),
            here.uplink(),
            here.billing(),
            here.access()));
  }

  public static NodeOrder order(int count) {
    return new NodeOrder(
        count,
        new NodeSpec(
            "100001",
            "subnet-3lzrkspo",
            new NodeSpec.Machine("CVM.S1", 4, 8, 20, 0),
            new NodeSpec.Uplink(1, false, true, false),
            new NodeSpec.Billing(0),
            new NodeSpec.Access(null, null)));
  }

  public ServiceId service(String cluster, String name, int replicas) {
    var id = new ServiceId(cluster, "default", name);
    ask(new ServiceCommand.Create(id, spec(name, replicas)));
    return id;
  }

  public static ServiceSpec spec(String name, int replicas) {
    return spec(name, replicas, container(name, "nginx:1.0", null, null));
  }

  /// A container that may use 64 MiB, with the checks given.
  public static Container container(
      String name, String image, @Nullable Probe live, @Nullable Probe ready) {
    return new Container(
        name,
        image,
        List.of(),
        List.of(),
        new Container.Resources(100, 0, 64, 64),
        new Container.Execution("", List.of(), false, ""),
        live,
        ready);
  }

  /// A container like most that asks for this.
  static Container asking(String name, Container.Resources resources) {
    Container plain = container(name, "nginx:1.0", null, null);
    return new Container(
        plain.name(),
        plain.image(),
        plain.environment(),
        plain.mounts(),
        resources,
        plain.execution(),
        plain.live(),
        plain.ready());
  }

  public static ServiceSpec spec(String name, int replicas, Container... containers) {
    return spec(name, replicas, List.of(containers), List.of(), List.of());
  }

  /// A service that asks for such nodes, and to be beside such pods.
  static ServiceSpec spec(
      String name,
      int replicas,
      List<Container> containers,
      List<Requirement> nodes,
      List<Requirement> pods) {
    var labels = new TreeMap<String, String>();
    labels.put("qcloud-app", name);
    var template = new PodTemplate(containers, List.of(), nodes, pods, labels, "");
    var exposure = new Exposure(Exposure.Type.CLUSTER_IP, List.of(), null);
    return new ServiceSpec(
        "", replicas, ServiceSpec.Strategy.ROLLING_UPDATE, 0, exposure, template);
  }
}
