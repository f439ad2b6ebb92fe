package drydock.world;

import drydock.cluster.Cluster;
import drydock.cluster.ClusterCommand;
import drydock.cluster.ClusterEvent;
import drydock.cluster.NamespaceEvent;
import drydock.cluster.Node;
import drydock.cluster.NodeEvent;
import drydock.cluster.NodeId;
import drydock.cluster.NodePhase;
import drydock.cluster.Provisioning;
import drydock.cluster.Upkeep;
import drydock.cluster.UpkeepCommand;
import drydock.configuration.ConfigurationCommand;
import drydock.configuration.ConfigurationRules;
import drydock.fault.FaultCommand;
import drydock.fault.FaultRules;
import drydock.fault.Outbreak;
import drydock.fault.Strikes;
import drydock.kernel.Command;
import drydock.kernel.Decision;
import drydock.kernel.Dice;
import drydock.kernel.Event;
import drydock.kernel.Step;
import drydock.machine.Balancing;
import drydock.machine.ImageSizes;
import drydock.machine.ReplicaLife;
import drydock.machine.ReplicaLife.Occupant;
import drydock.placement.Images;
import drydock.placement.NodeLoad;
import drydock.placement.Placement;
import drydock.placement.SchedulingQueue;
import drydock.profile.Profile;
import drydock.profile.Release;
import drydock.registry.Manifest;
import drydock.registry.RegistryCommand;
import drydock.registry.RegistryRules;
import drydock.registry.Triggering;
import drydock.service.Endpoints;
import drydock.service.Fleet;
import drydock.service.PodTemplate;
import drydock.service.Reconciling;
import drydock.service.Replenishing;
import drydock.service.Replica;
import drydock.service.ReplicaCommand;
import drydock.service.ReplicaEvent;
import drydock.service.ReplicaId;
import drydock.service.ReplicaPhase;
import drydock.service.Revision;
import drydock.service.Service;
import drydock.service.ServiceCommand;
import drydock.service.ServiceEvent;
import drydock.service.ServiceId;
import drydock.service.ServiceRules;
import drydock.service.SpecRules;
import drydock.task.Settling;
import drydock.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The fixed order in which a world looks at what it has to look at: what is due, then clusters,
/// services, replicas to place, tasks. Each look leads to a few events or to nothing; after events
/// it begins anew, so that nothing is decided on yesterday's news.
final class Rules {

  private final World world;
  private final Profile profile;
  private final Dice dice;
  private final Provisioning provisioning;
  private final ConfigurationRules configurations;
  private final ServiceRules services;
  private final Replenishing replenishing;
  private final RegistryRules registry;
  private final Triggering triggering;
  private final ImageSizes sizes;
  private final ReplicaLife life;
  private final Upkeep upkeep;
  private final Evacuation evacuation;
  private final NodeTrouble trouble;
  private final FaultRules faults;
  private final NodeFaults nodeFaults;
  private final FaultEffects faultEffects;

  /// What is asked while there is no fault: it never has anything to remember.
  private final Strikes calm;

  Rules(World world, long seed) {
    this.world = world;
    this.profile = world.profile();
    this.dice = new Dice(seed);
    this.provisioning = new Provisioning(world.clusters(), world.faults(), profile, dice);
    this.configurations = new ConfigurationRules(world.configurations(), dice);
    this.services =
        new ServiceRules(
            world.clusters(),
            world.services(),
            new SpecRules(profile, world.configurations()),
            new Endpoints(world.clusters(), world.services(), profile, dice));
    this.replenishing = new Replenishing(profile, dice);
    this.upkeep = new Upkeep(world.clusters(), profile, dice);
    this.evacuation = new Evacuation(world, replenishing);
    this.registry = new RegistryRules(world.registry(), profile, dice);
    this.triggering = new Triggering(world.registry(), world.clusters(), services);
    this.sizes = ImageSizes.of(profile, world.registry(), world.clusters(), dice);
    this.life = new ReplicaLife(profile, world.registry(), world.clusters(), dice);
    this.trouble = new NodeTrouble(world, life, replenishing, dice);
    this.faults = new FaultRules(world.faults());
    this.nodeFaults = new NodeFaults(world, trouble, dice);
    this.faultEffects = new FaultEffects(world, life, nodeFaults, dice);
    this.calm = new Strikes(world.faults(), dice);
  }

  /// What the registry of a world that begins now holds.
  SortedMap<String, Manifest> stock() {
    return registry.stock(world.now());
  }

  NodeTrouble trouble() {
    return trouble;
  }

  /// What a command leads to here and now.
  Decision decide(Command asked) {
    Instant now = world.now();
    long position = world.position() + 1;
    return switch (asked) {
      case ClusterCommand c -> tracked(c, provisioning.decide(c, position, now));
      case UpkeepCommand c -> decide(c);
      case ServiceCommand c -> services.decide(c, now);
      case ReplicaCommand.Delete c -> services.decide(c, replenishing, now);
      case ConfigurationCommand c -> configurations.decide(c);
      case RegistryCommand c -> registry.decide(c, position, now);
      case FaultCommand c -> faults.decide(c, position, now);
      default -> throw new IllegalArgumentException("no rule for " + asked.getClass());
    };
  }

  /// Clusters and nodes take time, so what is asked of them is a task that the client can query.
  private Decision tracked(ClusterCommand asked, Decision decision) {
    return switch (decision) {
      case Decision.Rejected rejected -> rejected;
      case Decision.Accepted(var events) -> {
        List<Event> all = new ArrayList<>(events);
        all.add(Settling.started(asked, events, world.tasks().nextRequestId()));
        yield Decision.accept(all);
      }
    };
  }

  /// A node that is drained loses its replicas at once.
  private Decision decide(UpkeepCommand command) {
    Decision decision = upkeep.decide(command, world.now());
    if (command instanceof UpkeepCommand.Drain(var node)
        && decision instanceof Decision.Accepted(var events)) {
      List<Event> all = new ArrayList<>(events);
      all.addAll(evacuation.drained(node));
      return Decision.accept(all);
    }
    return decision;
  }

  Step step(Agenda agenda) {
    Step next = faultEffects.step();
    if (next.isEmpty()) {
      next = Step.of(triggering.step(world.now()));
    }
    if (next.isEmpty()) {
      next = due(agenda);
    }
    if (next.isEmpty()) {
      next = lookAtClusters(agenda);
    }
    if (next.isEmpty()) {
      next = lookAtServices(agenda);
    }
    if (next.isEmpty()) {
      next = place(agenda);
    }
    return next.isEmpty() ? settle(agenda) : next;
  }

  private Step due(Agenda agenda) {
    for (Agenda.Due due = agenda.first();
        due != null && !due.at().isAfter(world.now());
        due = agenda.first()) {
      Step next =
          switch (due.subject()) {
            case NodeId node -> nodeDue(node);
            case String cluster ->
                Step.of(provisioning.due(present(world.clusters().find(cluster), cluster)));
            case ServiceId service -> serviceDue(present(world.services().find(service), service));
            case ReplicaId replica -> replicaDue(replica);
            case Outbreak outbreak -> faultEffects.step(outbreak);
            default ->
                throw new IllegalStateException("nothing is known to be due for " + due.subject());
          };
      if (!next.isEmpty()) {
        return next;
      }
      agenda.place(due.born(), (ReplicaId) due.subject());
    }
    return Step.NONE;
  }

  private Strikes strikes() {
    return world.faults().isEmpty() ? calm : new Strikes(world.faults(), dice);
  }

  private Step serviceDue(Service service) {
    ServiceEvent next = Reconciling.due(service, world.now());
    return next instanceof ServiceEvent.BalancerCreated
        ? Balancing.due(service, world.now(), strikes())
        : Step.of(next);
  }

  /// A node that goes takes what is still on it along.
  private Step nodeDue(NodeId id) {
    Node node = present(world.clusters().node(id), id);
    if (node.phase() == NodePhase.READY) {
      return nodeFaults.due(node);
    }
    List<Event> events = new ArrayList<>();
    NodeLoad load = world.capacity().node(id);
    if (node.phase() == NodePhase.LEAVING && load != null) {
      load.residents().forEach(replica -> events.add(new ReplicaEvent.Removed(replica.id())));
      load.evicted().forEach(replica -> events.add(new ReplicaEvent.Removed(replica.id())));
    }
    Strikes strikes = strikes();
    NodeEvent next = provisioning.due(node, world.now(), strikes);
    events.add(next);
    return next instanceof NodeEvent.Joined && !strikes.calm()
        ? nodeFaults.joined(node, events, strikes)
        : strikes.step(events);
  }

  /// Nothing for a replica that is to be placed again.
  private Step replicaDue(ReplicaId id) {
    Replica replica = present(world.services().replica(id), id);
    if (replica.phase() == ReplicaPhase.PENDING) {
      return Step.NONE;
    }
    if (replica.phase() == ReplicaPhase.STOPPING) {
      return ReplicaLife.stopped(replica, nodeOf(replica), world.now(), strikes());
    }
    Revision revision = present(world.services().revision(replica), id);
    var who = new Occupant(replica, revision, present(world.capacity().of(replica), id));
    return life.due(who, world.now(), strikes());
  }

  private @Nullable Node nodeOf(Replica replica) {
    String machine = replica.node();
    return machine == null
        ? null
        : world.clusters().node(new NodeId(replica.id().service().cluster(), machine));
  }

  private Step lookAtClusters(Agenda agenda) {
    for (String id = agenda.firstCluster(); id != null; id = agenda.firstCluster()) {
      Cluster cluster = world.clusters().find(id);
      Step next = cluster == null ? Step.NONE : Step.of(step(cluster));
      if (!next.isEmpty()) {
        return next;
      }
      agenda.done(id);
    }
    return Step.NONE;
  }

  private List<Event> step(Cluster cluster) {
    List<Event> events = new ArrayList<>(Termination.step(world, cluster));
    events.addAll(evacuation.leaving(cluster));
    if (!events.isEmpty()) {
      return events;
    }
    ClusterEvent next =
        provisioning.step(cluster, !world.services().fleets(cluster.id()).isEmpty());
    if (next instanceof ClusterEvent.Deleted) {
      world
          .clusters()
          .namespaces(cluster.id())
          .forEach(each -> events.add(new NamespaceEvent.Deleted(cluster.id(), each.name())));
    }
    if (next != null) {
      events.add(next);
    }
    return events;
  }

  private Step lookAtServices(Agenda agenda) {
    for (ServiceId id = agenda.firstService(); id != null; id = agenda.firstService()) {
      Step next = Step.of(step(id));
      if (!next.isEmpty()) {
        return next;
      }
      agenda.done(id);
    }
    return Step.NONE;
  }

  private List<Event> step(ServiceId id) {
    Service service = world.services().find(id);
    Fleet fleet = world.services().fleet(id);
    if (service == null) {
      return ServiceRules.orphans(fleet, replenishing, world.now());
    }
    List<Event> next =
        Reconciling.step(service, fleet, profile.rollout(), release(id), world.now());
    return next.isEmpty()
        ? replenishing.step(service, fleet, release(id), world.position() + 1, world.now())
        : next;
  }

  private Step place(Agenda agenda) {
    ReplicaId id = agenda.firstPlaceable();
    if (id == null) {
      return Step.NONE;
    }
    Replica replica = present(world.services().replica(id), id);
    PodTemplate template = present(world.services().revision(replica), id).template();
    return Step.of(
        switch (choose(replica, template)) {
          case Placement.Choice.Found found ->
              life.scheduled(replica, template, found, world.now());
          case Placement.Choice.None none -> SchedulingQueue.refused(replica, none, world.now());
        });
  }

  private Release release(ServiceId id) {
    return present(world.clusters().find(id.cluster()), id).release();
  }

  private Placement.Choice choose(Replica replica, PodTemplate template) {
    Release release = release(replica.id().service());
    Images images = sizes.images(replica, world.now());
    return Placement.choose(replica, template, release, world.capacity(), images, dice);
  }

  /// Whether a replica that is stuck would get on if it were tried now.
  boolean canMove(ReplicaId id) {
    Replica replica = present(world.services().replica(id), id);
    PodTemplate template = present(world.services().revision(replica), id).template();
    return switch (replica.phase()) {
      case PENDING -> choose(replica, template) instanceof Placement.Choice.Found;
      case CRASHED -> life.recovers(replica, template, present(nodeOf(replica), id), strikes());
      case PULLING, PULL_BACK_OFF, STARTING, RUNNING, READY, STOPPING, EVICTED ->
          life.imagesExist(replica, template, present(nodeOf(replica), id), strikes());
    };
  }

  private Step settle(Agenda agenda) {
    if (agenda.tasks()) {
      for (Task task : world.tasks().running()) {
        Step settled = Settling.step(task, world.clusters(), world.now(), strikes());
        if (!settled.isEmpty()) {
          return settled;
        }
      }
      agenda.tasksDone();
    }
    return Step.NONE;
  }

  private static <T> T present(@Nullable T thing, Object id) {
    if (thing == null) {
      throw new IllegalStateException("the agenda names what is not there: " + id);
    }
    return thing;
  }
}
