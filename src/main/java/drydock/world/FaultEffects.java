package drydock.world;

import drydock.cluster.NodeId;
import drydock.fault.Fault;
import drydock.fault.FaultEvent;
import drydock.fault.FaultKind;
import drydock.fault.FaultRules;
import drydock.fault.Outbreak;
import drydock.fault.Strikes;
import drydock.kernel.Cause;
import drydock.kernel.Dice;
import drydock.kernel.Event;
import drydock.kernel.Step;
import drydock.machine.ReplicaLife;
import drydock.machine.ReplicaLife.Occupant;
import drydock.placement.NodeLoad;
import drydock.service.Balancer;
import drydock.service.Course;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaId;
import drydock.service.ReplicaPhase;
import drydock.service.Revision;
import drydock.service.Service;
import drydock.service.ServiceEvent;
import drydock.service.ServiceId;
import drydock.task.Settling;
import drydock.task.Task;
import drydock.task.TaskEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What a fault does of itself: it begins and ends, reaches what runs when it begins, and lets go
/// what it held when it ends. What it does on later occasions, the rules of those ask for.
final class FaultEffects {

  /// So many subjects are let go in one step.
  private static final int BURST = 500;

  private final World world;
  private final ReplicaLife life;
  private final NodeFaults nodes;
  private final Dice dice;

  FaultEffects(World world, ReplicaLife life, NodeFaults nodes, Dice dice) {
    this.world = world;
    this.life = life;
    this.nodes = nodes;
    this.dice = dice;
  }

  /// What the faults that changed call for.
  Step step() {
    for (Outbreak each = world.faults().firstChanged();
        each != null;
        each = world.faults().firstChanged()) {
      Step next = step(each);
      if (!next.isEmpty()) {
        return next;
      }
      world.faults().done(each);
    }
    return Step.NONE;
  }

  /// What one fault calls for.
  Step step(Outbreak outbreak) {
    FaultEvent turn = FaultRules.step(outbreak, world.now());
    if (turn != null) {
      return Step.of(turn);
    }
    List<String> free = outbreak.toRelease(world.now(), BURST);
    FaultKind kind = outbreak.fault().kind();
    if (!free.isEmpty()) {
      return kind == FaultKind.ZONE_OUTAGE
          ? nodes.release(outbreak, free.getFirst())
          : outbreak.active() && kind == FaultKind.NODE_FLAPPING
              ? nodes.flap(outbreak, free)
              : release(outbreak, free);
    }
    if (!outbreak.reaching()) {
      return Step.NONE;
    }
    return kind.strikesNodes() ? nodes.reach(outbreak) : reach(outbreak);
  }

  private Step release(Outbreak outbreak, List<String> subjects) {
    List<Event> events = new ArrayList<>();
    events.add(FaultRules.released(outbreak, subjects));
    subjects.forEach(subject -> events.addAll(released(outbreak, subject)));
    return new Step(events, new Cause.Fault(outbreak.fault().id()));
  }

  /// What comes of something being let go.
  private List<Event> released(Outbreak outbreak, String subject) {
    return switch (outbreak.fault().kind()) {
      case TASK_STUCK, TASK_LATE -> settled(subject);
      case BALANCER_LATE -> balanced(ServiceId.parse(subject));
      case SLOW_PULL -> outbreak.active() ? List.of() : pulled(subject);
      case SLOW_TERMINATION -> stopped(world.services().replica(ReplicaId.parse(subject)));
      case START_FAILURE, CRASH_LOOP, OOM, NEVER_READY, LIVENESS_FAILURE ->
          freed(outbreak.fault(), world.services().replica(ReplicaId.parse(subject)));
      case NODE_DOWN, NODE_FLAPPING, ZONE_OUTAGE, MEMORY_PRESSURE, DISK_PRESSURE ->
          nodes.released(outbreak, subject);
      case NODE_BOOT_FAILURE,
          OUT_OF_STOCK,
          IMAGE_MISSING,
          REGISTRY_DOWN,
          TASK_FAILED,
          BALANCER_FAILURE ->
          List.of();
    };
  }

  private List<Event> settled(String subject) {
    Task task = world.tasks().find(TaskEvent.requestId(subject));
    return task == null || task.status() != Task.Status.RUNNING
        ? List.of()
        : List.of(Settling.released(task, world.clusters()));
  }

  private List<Event> balanced(ServiceId id) {
    Service service = world.services().find(id);
    Balancer balancer = service == null ? null : service.balancer();
    return balancer == null || balancer.running()
        ? List.of()
        : List.of(new ServiceEvent.BalancerDelayed(id, world.now()));
  }

  /// The pull is over now, for all that wait for it.
  private List<Event> pulled(String pull) {
    int space = pull.indexOf(' ');
    NodeLoad load = world.capacity().node(NodeId.parse(pull.substring(0, space)));
    Instant until = load == null ? null : load.node().images().get(pull.substring(space + 1));
    List<Event> events = new ArrayList<>();
    if (load != null && until != null && until.isAfter(world.now())) {
      for (Replica resident : load.residents()) {
        if (resident.phase() == ReplicaPhase.PULLING && until.equals(resident.state().dueAt())) {
          events.add(new ReplicaEvent.Delayed(resident.id(), world.now()));
        }
      }
    }
    return events;
  }

  private List<Event> stopped(@Nullable Replica replica) {
    return replica == null || replica.phase() != ReplicaPhase.STOPPING
        ? List.of()
        : List.of(new ReplicaEvent.Delayed(replica.id(), world.now()));
  }

  private List<Event> freed(Fault fault, @Nullable Replica replica) {
    Occupant who = replica == null ? null : occupant(replica);
    if (who == null) {
      return List.of();
    }
    SortedMap<String, Course> courses = life.freed(who, fault, world.now());
    return courses == null ? List.of() : List.of(life.diverted(who, courses));
  }

  /// A replica whose service and node are there; null if one of them is not.
  private @Nullable Occupant occupant(Replica replica) {
    Revision revision = world.services().revision(replica);
    NodeLoad load = world.capacity().of(replica);
    return revision == null || load == null ? null : new Occupant(replica, revision, load);
  }

  /// A fault that begins strikes containers that run already, those of one service after the other,
  /// from the oldest to the youngest.
  private Step reach(Outbreak outbreak) {
    List<Service> services =
        world.services().list().stream()
            .filter(service -> reaches(outbreak.fault(), service.id()))
            .toList();
    return new Sweep<>(
            services, Service::born, (service, strikes) -> struck(outbreak, service, strikes))
        .step(outbreak, () -> new Strikes(world.faults(), dice));
  }

  private static boolean reaches(Fault fault, ServiceId service) {
    return fault.selector().reaches(service.cluster(), service.namespace(), service.name());
  }

  private List<Event> struck(Outbreak outbreak, Service service, Strikes strikes) {
    List<Event> events = new ArrayList<>();
    for (Replica replica : world.services().fleet(service.id()).replicas()) {
      events.addAll(struck(outbreak, replica, strikes));
    }
    return events;
  }

  private List<Event> struck(Outbreak outbreak, Replica replica, Strikes strikes) {
    Occupant who = replica.started() ? occupant(replica) : null;
    SortedMap<String, Course> courses =
        who == null ? null : life.struck(who, outbreak, world.now(), strikes);
    return who == null || courses == null ? List.of() : List.of(life.diverted(who, courses));
  }
}
