package drydock.world;

import drydock.cluster.Cluster;
import drydock.cluster.Health;
import drydock.cluster.Node;
import drydock.cluster.NodeEvent;
import drydock.cluster.NodeId;
import drydock.cluster.NodePhase;
import drydock.cluster.Pressure;
import drydock.fault.Fault;
import drydock.fault.FaultEvent;
import drydock.fault.FaultKind;
import drydock.fault.FaultRules;
import drydock.fault.Outbreak;
import drydock.fault.Strikes;
import drydock.fault.Strikes.Occasion;
import drydock.fault.Target;
import drydock.kernel.Cause;
import drydock.kernel.Dice;
import drydock.kernel.Event;
import drydock.kernel.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What faults of nodes do: when they begin, to nodes that join, and when they end.
final class NodeFaults {

  /// Those that keep machines down until they end.
  private static final Set<FaultKind> DOWN = EnumSet.of(FaultKind.NODE_DOWN, FaultKind.ZONE_OUTAGE);

  private static final Set<FaultKind> FLAPPING = EnumSet.of(FaultKind.NODE_FLAPPING);

  /// So many nodes of a zone come back in one step.
  private static final int BACK_AT_ONCE = 20;

  private final World world;
  private final NodeTrouble trouble;
  private final Dice dice;

  NodeFaults(World world, NodeTrouble trouble, Dice dice) {
    this.world = world;
    this.trouble = trouble;
    this.dice = dice;
  }

  /// A fault that begins strikes the nodes of one cluster after the other.
  Step reach(Outbreak outbreak) {
    List<Cluster> clusters =
        world.clusters().list().stream()
            .filter(cluster -> outbreak.fault().selector().reaches(cluster.id()))
            .toList();
    return new Sweep<>(
            clusters, Cluster::born, (cluster, strikes) -> struck(outbreak, cluster, strikes))
        .step(outbreak, () -> new Strikes(world.faults(), dice));
  }

  private List<Event> struck(Outbreak outbreak, Cluster cluster, Strikes strikes) {
    boolean zones = outbreak.fault().kind() == FaultKind.ZONE_OUTAGE;
    Set<String> asked = new TreeSet<>();
    Set<String> down = new TreeSet<>();
    List<Event> events = new ArrayList<>();
    for (Node node : world.clusters().nodes(cluster.id())) {
      if (node.phase() != NodePhase.READY) {
        continue;
      }
      String subject = zones ? zone(node) : node.id().toString();
      if (asked.add(subject) && strikes(outbreak, node, subject, strikes)) {
        down.add(subject);
      }
      if (down.contains(subject)) {
        events.addAll(effect(outbreak.fault(), node.id()));
      }
    }
    return events;
  }

  private boolean strikes(Outbreak outbreak, Node node, String subject, Strikes strikes) {
    Instant until =
        outbreak.fault().kind() == FaultKind.NODE_FLAPPING ? round(outbreak.fault()) : null;
    return strikes.strikes(
        outbreak, target(node), new Occasion(subject, "", node.born()), _ -> until);
  }

  private static Target target(Node node) {
    return Target.machine(node.id().cluster(), node.spec().zone(), node.id().machine());
  }

  /// A zone of a cluster as what a fault holds.
  private static String zone(Node node) {
    return node.id().cluster() + "/" + node.spec().zone();
  }

  /// When a node that is lost now is lost for the next time.
  private Instant round(Fault fault) {
    return backAt(fault).plus(fault.seconds("upSeconds"));
  }

  private Instant backAt(Fault fault) {
    return world.now().plus(fault.seconds("downSeconds"));
  }

  private List<Event> effect(Fault fault, NodeId node) {
    Pressure.Resource resource = resource(fault.kind());
    if (resource != null) {
      return trouble.pressed(node, resource);
    }
    return fault.kind() == FaultKind.NODE_FLAPPING
        ? trouble.stopped(node, false, backAt(fault))
        : trouble.stopped(node, true, null);
  }

  /// What a kind of fault makes nodes run short of; null for nothing.
  private static Pressure.@Nullable Resource resource(FaultKind kind) {
    return kind == FaultKind.MEMORY_PRESSURE
        ? Pressure.Resource.MEMORY
        : kind == FaultKind.DISK_PRESSURE ? Pressure.Resource.DISK : null;
  }

  /// A node joins now, with all that comes of faults which strike it at once.
  ///
  /// @param events that it joins
  Step joined(Node node, List<Event> events, Strikes strikes) {
    String cause = null;
    boolean silent = false;
    for (Outbreak each : List.copyOf(world.faults().list())) {
      FaultKind kind = each.fault().kind();
      boolean struck =
          each.active()
              && kind.strikesNodes()
              && (kind == FaultKind.ZONE_OUTAGE
                  ? each.holds(zone(node))
                  : strikes(each, node, node.id().toString(), strikes));
      Pressure.Resource resource = resource(kind);
      if (struck && resource != null) {
        events.add(new NodeEvent.PressureBegan(node.id(), resource));
      } else if (struck && !silent) {
        boolean flapping = kind == FaultKind.NODE_FLAPPING;
        events.add(trouble.silenced(node, !flapping, flapping ? backAt(each.fault()) : null));
        silent = true;
      }
      cause = struck && cause == null ? each.fault().id() : cause;
    }
    return strikes.step(events, cause);
  }

  /// What is due for a node that has joined, and the fault that brings it about, if one does. A
  /// machine that a fault keeps down does not come back before the fault ends, whyever it was away
  /// at first.
  Step due(Node node) {
    Health.Silence silence = node.health().silence();
    Instant returnsAt = silence == null ? null : silence.returnsAt();
    Outbreak keeper = holder(node, DOWN);
    if (keeper != null && returnsAt != null && !returnsAt.isAfter(world.now())) {
      return new Step(List.of(new NodeEvent.ReturnPutOff(node.id())), cause(keeper));
    }
    List<Event> events = trouble.due(node);
    return new Step(events, cause(culprit(node, events)));
  }

  /// The fault that a node is away for, or evicts a replica for; null if there is none.
  private @Nullable Outbreak culprit(Node node, List<Event> events) {
    Health health = node.health();
    if (health.silent() && !health.hasOwnOutage()) {
      Outbreak keeper = holder(node, DOWN);
      return keeper == null ? holder(node, FLAPPING) : keeper;
    }
    return !events.isEmpty()
            && events.getFirst() instanceof NodeEvent.ReclaimAttempted(_, var resource, _)
        ? holder(node, EnumSet.of(kind(resource)))
        : null;
  }

  private static FaultKind kind(Pressure.Resource resource) {
    return switch (resource) {
      case MEMORY -> FaultKind.MEMORY_PRESSURE;
      case DISK -> FaultKind.DISK_PRESSURE;
    };
  }

  private static @Nullable Cause cause(@Nullable Outbreak outbreak) {
    return outbreak == null ? null : new Cause.Fault(outbreak.fault().id());
  }

  /// The nodes of a zone come back, a few in each step: so no turn has all that runs there to start
  /// anew. The zone is let go with the last of them.
  Step release(Outbreak outbreak, String zone) {
    List<Event> events = new ArrayList<>();
    int back = 0;
    for (Node node : world.clusters().nodes(NodeId.parse(zone).cluster())) {
      if (back == BACK_AT_ONCE) {
        return new Step(events, new Cause.Fault(outbreak.fault().id()));
      }
      List<Event> own =
          zone(node).equals(zone) ? free(outbreak.fault().kind(), node.id()) : List.of();
      events.addAll(own);
      back += own.isEmpty() ? 0 : 1;
    }
    events.addFirst(FaultRules.released(outbreak, List.of(zone)));
    return new Step(events, new Cause.Fault(outbreak.fault().id()));
  }

  /// What comes of a node being let go, unless another fault holds it.
  List<Event> released(Outbreak outbreak, String subject) {
    return free(outbreak.fault().kind(), NodeId.parse(subject));
  }

  private List<Event> free(FaultKind kind, NodeId id) {
    Node node = world.clusters().node(id);
    Pressure.Resource resource = resource(kind);
    if (node == null || holder(node, resource == null ? DOWN : EnumSet.of(kind)) != null) {
      return List.of();
    }
    if (resource != null) {
      return trouble.eased(id, resource);
    }
    return returnsByItself(node) ? List.of() : trouble.returned(id);
  }

  /// Whether a node is away for an outage of its own, or for a fault that lets it come and go.
  private boolean returnsByItself(Node node) {
    Health.Silence silence = node.health().silence();
    return silence != null
        && silence.returnsAt() != null
        && (node.health().hasOwnOutage() || holder(node, FLAPPING) != null);
  }

  /// A fault of these kinds that goes on and holds a node; null if none does.
  private @Nullable Outbreak holder(Node node, Set<FaultKind> kinds) {
    for (FaultKind kind : kinds) {
      String subject = kind == FaultKind.ZONE_OUTAGE ? zone(node) : node.id().toString();
      Outbreak holder = world.faults().holder(kind, subject);
      if (holder != null) {
        return holder;
      }
    }
    return null;
  }

  /// Nodes that were back for long enough are lost again; they are let go if the budget is spent.
  Step flap(Outbreak outbreak, List<String> subjects) {
    Fault fault = outbreak.fault();
    List<Event> events = new ArrayList<>();
    List<String> free = new ArrayList<>();
    for (String subject : subjects) {
      if (outbreak.affords(events.size() + 1)) {
        events.add(new FaultEvent.Struck(fault.id(), subject, round(fault)));
      } else {
        free.add(subject);
      }
    }
    int struck = events.size();
    subjects.stream()
        .limit(struck)
        .forEach(subject -> events.addAll(effect(fault, NodeId.parse(subject))));
    if (!free.isEmpty()) {
      events.add(FaultRules.released(outbreak, free));
    }
    return new Step(events, new Cause.Fault(fault.id()));
  }
}
