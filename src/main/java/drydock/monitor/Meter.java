package drydock.monitor;

import drydock.cluster.NodeId;
import drydock.kernel.Dice;
import drydock.placement.NodeLoad;
import drydock.profile.Profile;
import drydock.service.Container;
import drydock.service.Replica;
import drydock.service.ReplicaId;
import drydock.service.Service;
import drydock.service.ServiceId;
import drydock.world.World;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what is used in the minute that begins at a moment, in a world as it was then. Sums agree:
/// a replica uses what its containers do, a service what its replicas do, and a node at least what
/// the replicas on it do. Null says that there was nothing to be read.
public final class Meter {

  private final int podsMax;
  private final Load load;
  private long readings;

  /// A meter for a world of this profile and seed, at any of its moments.
  public Meter(Profile profile, long seed) {
    this.podsMax = profile.nodes().podsMax();
    this.load = new Load(profile.workload(), new Dice(seed));
  }

  /// How many replicas have been read, which is what reading takes its time for.
  public long readings() {
    return readings;
  }

  /// A container that runs.
  public @Nullable Usage container(World world, ReplicaId id, String name, Instant at) {
    Service service = world.services().find(id.service());
    Replica replica = world.services().replica(id);
    if (service == null || replica == null || !replica.runs(name) || !heard(world, replica)) {
      return null;
    }
    readings++;
    List<Container> containers = service.containers(replica);
    for (int i = 0; i < containers.size(); i++) {
      Container container = containers.get(i);
      if (container.name().equals(name)) {
        Room room = room(world, replica, containers, container);
        return load.of(container, i, room, load.busy(service, replica, at));
      }
    }
    return null;
  }

  /// A replica whose containers run.
  public @Nullable Usage replica(World world, ReplicaId id, Instant at) {
    Service service = world.services().find(id.service());
    Replica replica = world.services().replica(id);
    return service == null || replica == null || !runs(replica) || !heard(world, replica)
        ? null
        : sum(world, service, replica, at);
  }

  /// All replicas of a service; nothing is used, but null is not the word, where none runs.
  public @Nullable Usage service(World world, ServiceId id, Instant at) {
    Service service = world.services().find(id);
    if (service == null) {
      return null;
    }
    Usage all = Usage.NONE;
    for (Replica replica : world.services().fleet(id).replicas()) {
      if (runs(replica) && heard(world, replica)) {
        all = all.plus(sum(world, service, replica, at));
      }
    }
    return all;
  }

  /// A node that has joined its cluster and is heard of: what runs on it, and what it needs for
  /// itself.
  public @Nullable Usage node(World world, NodeId id, Instant at) {
    NodeLoad node = world.capacity().node(id);
    return node == null || node.node().health().silent() ? null : node(world, node, at);
  }

  private Usage node(World world, NodeLoad node, Instant at) {
    Room machine = Room.of(node.node());
    Usage all = load.system(node.node().born(), machine);
    for (Replica replica : node.residents()) {
      Service service = world.services().find(replica.id().service());
      if (service != null && runs(replica)) {
        all = all.plus(sum(world, service, replica, at));
      }
    }
    return new Usage(
        Math.min(all.cpu(), machine.cpu()),
        Math.min(all.memory(), machine.memory()),
        all.in(),
        all.out(),
        all.read(),
        all.written());
  }

  /// What the nodes of a cluster use, each a share of what it has, on average.
  public @Nullable Usage cluster(World world, String cluster, Instant at) {
    List<NodeLoad> nodes =
        world.capacity().nodes(cluster).stream()
            .filter(node -> !node.node().health().silent())
            .toList();
    double cpu = 0;
    double memory = 0;
    for (NodeLoad node : nodes) {
      Usage usage = node(world, node, at);
      Room machine = Room.of(node.node());
      cpu += usage.cpu() / machine.cpu();
      memory += usage.memory() / machine.memory();
    }
    return nodes.isEmpty()
        ? null
        : new Usage(cpu / nodes.size(), memory / nodes.size(), 0, 0, 0, 0);
  }

  private Usage sum(World world, Service service, Replica replica, Instant at) {
    readings++;
    Load.Busy busy = load.busy(service, replica, at);
    List<Container> containers = service.containers(replica);
    Usage all = load.network(service, busy);
    for (int i = 0; i < containers.size(); i++) {
      Container container = containers.get(i);
      if (replica.runs(container.name())) {
        Room room = room(world, replica, containers, container);
        all = all.plus(load.of(container, i, room, busy));
      }
    }
    return all;
  }

  /// Nothing is read where nobody hears the kubelet.
  private static boolean heard(World world, Replica replica) {
    NodeLoad node = world.capacity().of(replica);
    return node != null && !node.node().health().silent();
  }

  /// Those of a replica that is told to stop are not read any more.
  private static boolean runs(Replica replica) {
    return switch (replica.phase()) {
      case RUNNING, CRASHED, READY -> true;
      case PENDING, PULLING, PULL_BACK_OFF, STARTING, STOPPING, EVICTED -> false;
    };
  }

  /// What a container asked for; or else an even share of what is left on its node when it holds as
  /// many pods as it takes, so that all rooms on a node together never exceed it; or next to
  /// nothing where nothing is left.
  private Room room(World world, Replica replica, List<Container> containers, Container container) {
    Container.Resources asked = container.resources();
    NodeLoad node = asked.cpu() > 0 && asked.memory() > 0 ? null : nodeOf(world, replica);
    double places = (double) podsMax * containers.size();
    double cpuLeft = node == null ? 0 : Math.max(1, node.cpuFree()) / places;
    double memoryLeft = node == null ? 0 : Math.max(1, node.memoryFree()) / places;
    return new Room(
        (asked.cpu() > 0 ? asked.cpu() : cpuLeft) / 1000,
        asked.memory() > 0 ? asked.memory() : memoryLeft);
  }

  private static @Nullable NodeLoad nodeOf(World world, Replica replica) {
    String machine = replica.node();
    return machine == null
        ? null
        : world.capacity().node(new NodeId(replica.id().service().cluster(), machine));
  }
}
