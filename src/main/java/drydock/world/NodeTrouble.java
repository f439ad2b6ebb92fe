package drydock.world;

import drydock.cluster.Health;
import drydock.cluster.Heartbeats;
import drydock.cluster.Node;
import drydock.cluster.NodeEvent;
import drydock.cluster.NodeId;
import drydock.cluster.NodePhase;
import drydock.cluster.Outage;
import drydock.cluster.Outages;
import drydock.cluster.Pressure;
import drydock.kernel.Dice;
import drydock.kernel.Event;
import drydock.machine.Reclaiming;
import drydock.machine.ReplicaLife;
import drydock.placement.NodeLoad;
import drydock.profile.NodeControl;
import drydock.profile.Release;
import drydock.service.PodTemplate;
import drydock.service.Replenishing;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.Revision;
import drydock.service.StopReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What happens to a node that fails, and to what runs there: its kubelet falls silent, the cluster
/// notices and takes its replicas for not ready, gives them up minutes later, and gets the node
/// back one day (Kubernetes 1.7 to 1.10, nodelifecycle).
///
/// Whoever makes nodes fail asks here for the events of it: [#stopped] and [#returned], [#pressed]
/// and [#eased]. What comes in between follows by itself.
final class NodeTrouble {

  private final World world;
  private final ReplicaLife life;
  private final Replenishing replenishing;
  private final NodeControl control;
  private final Heartbeats heartbeats;
  private final Reclaiming reclaiming;
  private final Outages outages;

  NodeTrouble(World world, ReplicaLife life, Replenishing replenishing, Dice dice) {
    this.world = world;
    this.life = life;
    this.replenishing = replenishing;
    this.control = world.profile().nodeControl();
    this.heartbeats = new Heartbeats(control, dice);
    this.reclaiming = new Reclaiming(world.profile(), world.clusters());
    this.outages = new Outages(world.profile().nodeFailure(), dice);
  }

  /// A node fails now. Nothing happens if it has not joined, is leaving, or is away already.
  ///
  /// @param machineDown whether its machine goes down, and its containers with it; else only the
  ///   network to it is lost
  /// @param returnsAt when it comes back by itself; null if it does only when [#returned] is called
  List<Event> stopped(NodeId id, boolean machineDown, @Nullable Instant returnsAt) {
    Node node = world.clusters().node(id);
    return node == null || node.phase() != NodePhase.READY || node.health().silent()
        ? List.of()
        : List.of(silenced(node, machineDown, returnsAt));
  }

  /// A node that joins now, or has, fails at once.
  NodeEvent silenced(Node node, boolean machineDown, @Nullable Instant returnsAt) {
    return heartbeats.stopped(node, machineDown, world.now(), returnsAt, release(node));
  }

  /// A node is back now, with its containers started anew if its machine was down. Nothing happens
  /// if it is not away.
  List<Event> returned(NodeId id) {
    Node node = world.clusters().node(id);
    Health.Silence silence = node == null ? null : node.health().silence();
    if (node == null || silence == null) {
      return List.of();
    }
    List<Event> events = new ArrayList<>();
    Outage next = outages.next(id, node.health().outage(), world.now());
    events.add(new NodeEvent.KubeletReturned(id, silence.machineDown(), next));
    NodeLoad load = world.capacity().node(id);
    if (silence.machineDown() && load != null) {
      events.addAll(recreated(load));
    }
    return events;
  }

  private List<Event> recreated(NodeLoad load) {
    List<Event> events = new ArrayList<>();
    Iterator<String> free = load.freeAddresses(load.residents().size()).iterator();
    for (Replica replica : load.residents()) {
      Revision revision = world.services().revision(replica);
      if (revision != null && replica.started()) {
        String address = free.hasNext() ? free.next() : replica.state().address();
        events.add(life.recreated(replica, revision.template(), address, world.now()));
      }
    }
    return events;
  }

  /// A node runs short of something now, and its kubelet sees it: it deletes images that nobody
  /// uses, if it is disk, and evicts one replica after the other until [#eased]. Nothing happens if
  /// it is short of that already, or has not joined.
  List<Event> pressed(NodeId id, Pressure.Resource resource) {
    Node node = world.clusters().node(id);
    if (node == null || node.phase() != NodePhase.READY || isShort(node, resource)) {
      return List.of();
    }
    return List.of(new NodeEvent.PressureBegan(id, resource));
  }

  /// A node is not short of something any more. Nothing happens if it was not.
  List<Event> eased(NodeId id, Pressure.Resource resource) {
    Node node = world.clusters().node(id);
    if (node == null || !isShort(node, resource)) {
      return List.of();
    }
    Instant endsAt = world.now().plus(control.pressureTransition());
    return List.of(new NodeEvent.PressureEased(id, resource, endsAt));
  }

  private static boolean isShort(Node node, Pressure.Resource resource) {
    Pressure pressure = node.health().pressure(resource);
    return pressure != null && pressure.endsAt() == null;
  }

  /// What is due for a node that has joined.
  List<Event> due(Node node) {
    Health.Silence silence = node.health().silence();
    if (silence == null) {
      Outage outage = node.health().outage();
      return outage != null && !outage.at().isAfter(world.now())
          ? failed(node, outage)
          : pressure(node);
    }
    if (silence.returnsAt() != null && !silence.returnsAt().isAfter(world.now())) {
      return returned(node.id());
    }
    return silence.noticed() ? evicted(node) : lost(node);
  }

  /// A node fails by itself, and may take another one of its zone along.
  private List<Event> failed(Node node, Outage outage) {
    List<Event> events = new ArrayList<>(stopped(node.id(), outage.machineDown(), outage.until()));
    Node neighbour = neighbour(node);
    Outage caught =
        neighbour == null ? null : outages.caught(outage, node.id(), neighbour, world.now());
    if (neighbour != null && caught != null) {
      events.add(new NodeEvent.OutageCaught(neighbour.id(), caught));
    }
    return events;
  }

  /// The next younger node of the same zone that could fail.
  private @Nullable Node neighbour(Node node) {
    for (Node each : world.clusters().nodes(node.id().cluster())) {
      if (each.born() > node.born()
          && each.spec().zone().equals(node.spec().zone())
          && each.phase() == NodePhase.READY
          && !each.health().silent()) {
        return each;
      }
    }
    return null;
  }

  private List<Event> lost(Node node) {
    List<Event> events = new ArrayList<>();
    events.add(new NodeEvent.ReadinessLost(node.id()));
    NodeLoad load = world.capacity().node(node.id());
    if (load != null) {
      for (Replica replica : load.residents()) {
        if (replica.ready()) {
          events.add(new ReplicaEvent.Lost(replica.id()));
        }
      }
    }
    return events;
  }

  /// Pressure that is over, or else the next replica to go.
  private List<Event> pressure(Node node) {
    for (Pressure pressure : node.health().pressures()) {
      if (pressure.endsAt() != null && !pressure.endsAt().isAfter(world.now())) {
        return List.of(new NodeEvent.PressureEnded(node.id(), pressure.resource()));
      }
    }
    Pressure.Resource resource = Objects.requireNonNull(node.health().shortOf());
    List<Event> events = new ArrayList<>();
    Instant again = world.now().plus(control.pressureLook());
    events.add(new NodeEvent.ReclaimAttempted(node.id(), resource, again));
    NodeLoad load = Objects.requireNonNull(world.capacity().node(node.id()));
    List<String> unused =
        resource == Pressure.Resource.DISK
            ? Reclaiming.unused(node, templates(load), world.now())
            : List.of();
    if (!unused.isEmpty()) {
      events.add(new NodeEvent.ImagesDeleted(node.id(), unused));
    }
    Replica victim = reclaiming.first(load.residents(), this::template, resource, release(node));
    if (victim != null) {
      String message = reclaiming.message(victim, template(victim), resource, release(node));
      events.add(new ReplicaEvent.Evicted(victim.id(), message));
      events.addAll(world.services().surplusEvicted(node.id().cluster()));
    }
    return events;
  }

  /// What the replicas of a node are made from; those are left out whose service is gone.
  private List<PodTemplate> templates(NodeLoad load) {
    return load.residents().stream()
        .map(world.services()::revision)
        .filter(Objects::nonNull)
        .map(Revision::template)
        .toList();
  }

  private PodTemplate template(Replica replica) {
    return Objects.requireNonNull(world.services().revision(replica)).template();
  }

  private Release release(Node node) {
    return Objects.requireNonNull(world.clusters().find(node.id().cluster())).release();
  }

  private List<Event> evicted(Node node) {
    List<Event> events = new ArrayList<>();
    events.add(new NodeEvent.PodsEvicted(node.id()));
    NodeLoad load = world.capacity().node(node.id());
    if (load != null) {
      for (Replica replica : load.residents()) {
        if (replica.active()) {
          events.add(replenishing.stop(replica, StopReason.NODE_LOST, world.now()));
        }
      }
    }
    return events;
  }
}
