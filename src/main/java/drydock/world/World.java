package drydock.world;

import drydock.cluster.Cluster;
import drydock.cluster.ClusterEvent;
import drydock.cluster.Clusters;
import drydock.cluster.NamespaceEvent;
import drydock.cluster.Node;
import drydock.cluster.NodeEvent;
import drydock.configuration.ConfigurationEvent;
import drydock.configuration.Configurations;
import drydock.fault.FaultEvent;
import drydock.fault.Faults;
import drydock.kernel.Cause;
import drydock.kernel.Command;
import drydock.kernel.Decision;
import drydock.kernel.Event;
import drydock.kernel.Recorded;
import drydock.kernel.Step;
import drydock.placement.Capacity;
import drydock.profile.Profile;
import drydock.registry.Registry;
import drydock.registry.RegistryEvent;
import drydock.service.Replica;
import drydock.service.ReplicaEvent;
import drydock.service.Service;
import drydock.service.ServiceEvent;
import drydock.service.ServiceId;
import drydock.service.Services;
import drydock.task.TaskEvent;
import drydock.task.Tasks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One isolated cloud: the fold of its history. [#evolve] is the only way it changes; [#decide]
/// says what a command would lead to, and [#step] what the passing of time does. None of them reads
/// a clock or draws a number that does not follow from the seed.
public final class World {

  private final Profile profile;
  private final long seed;
  private final Clusters clusters = new Clusters();
  private final Services services = new Services();
  private final Configurations configurations = new Configurations();
  private final Tasks tasks = new Tasks();
  private final Registry registry = new Registry();
  private final Faults faults = new Faults();
  private final Capacity capacity;
  private final ImageStock stock;
  private final Agenda agenda = new Agenda();
  private final Planning planning;
  private final Waking waking;
  private final Rules rules;

  private long position;
  private Instant now = Instant.MIN;
  private String profileName = "";
  private @Nullable Long command;
  private Instant commandAt = Instant.MIN;

  public World(Profile profile, long seed) {
    this.profile = profile;
    this.seed = seed;
    this.profileName = profile.name();
    this.capacity = new Capacity(profile.nodes());
    this.stock = new ImageStock(clusters, services, capacity, registry);
    this.planning = new Planning(agenda, clusters, capacity, profile.nodeControl());
    this.waking = new Waking(services, capacity);
    this.rules = new Rules(this, seed);
  }

  /// The world that an earlier fold came to.
  public World(Profile profile, WorldState state) {
    this(profile, state.seed());
    position = state.position();
    now = state.now();
    profileName = state.profile();
    command = state.command();
    commandAt = state.commandAt();
    state
        .clusters()
        .forEach(cluster -> {
          clusters.restore(cluster);
          follow(cluster);
        });
    state.claimed().forEach(clusters.spares()::claim);
    state.spares().forEach(clusters.spares()::keep);
    state.namespaces().forEach(clusters::restore);
    state.nodes().forEach(clusters::restore);
    state.zones().forEach(clusters.zones()::restore);
    state.nodes().forEach(this::follow);
    state.configurations().forEach(configurations::restore);
    state
        .services()
        .forEach(service -> {
          services.restore(service);
          follow(service);
        });
    state
        .replicas()
        .forEach(replica -> {
          services.restore(replica);
          follow(replica);
        });
    state.tasks().forEach(tasks::restore);
    registry.restore(state.registry());
    state.faults().forEach(fault -> agenda.follow(faults.restore(fault)));
  }

  /// What there is, as values that no later event touches.
  public WorldState state() {
    List<Replica> replicas = new ArrayList<>();
    services.fleets().forEach(fleet -> replicas.addAll(fleet.replicas()));
    return new WorldState(
        position,
        now,
        seed,
        profileName,
        command,
        commandAt,
        List.copyOf(clusters.list()),
        clusters.allNamespaces(),
        clusters.allNodes(),
        clusters.zones().past(),
        List.copyOf(clusters.spares().kept()),
        List.copyOf(clusters.spares().claimed()),
        List.copyOf(configurations.list()),
        List.copyOf(services.list()),
        replicas,
        List.copyOf(tasks.list()),
        registry.state(),
        faults.state());
  }

  /// What begins the history of a world that has none.
  public WorldEvent opening() {
    return new WorldEvent.Opened(seed, profile.name(), rules.stock());
  }

  /// What a command leads to here and now; nothing changes by asking.
  public Decision decide(Command asked) {
    return rules.decide(asked);
  }

  /// The next thing that happens at this moment without anybody asking; nothing when all is quiet.
  public Step step() {
    return rules.step(agenda);
  }

  /// What an event leads to in the same breath: whom it wakes. `gone` is the replica it removed.
  List<Event> wakes(Event event, @Nullable Replica gone) {
    return waking.step(event, gone, now);
  }

  /// What makes nodes fail and brings them back.
  NodeTrouble trouble() {
    return rules.trouble();
  }

  /// Lets the world's clock go on. It never runs backwards.
  public void advance(Instant moment) {
    if (moment.isAfter(now)) {
      now = moment;
    }
  }

  public void evolve(Recorded recorded) {
    if (recorded.position() != position + 1) {
      throw new IllegalStateException("position " + recorded.position() + " after " + position);
    }
    position = recorded.position();
    advance(recorded.at());
    remember(recorded);
    Instant at = recorded.at();
    switch (recorded.event()) {
      case ReplicaEvent e -> evolve(e, at);
      case ServiceEvent e -> evolve(e, at);
      case NodeEvent e -> evolve(e, at);
      case ClusterEvent e -> evolve(e, at);
      case NamespaceEvent e -> {
        clusters.evolve(e, position, at);
        agenda.look(e.cluster());
      }
      case ConfigurationEvent e -> configurations.evolve(e, at);
      case TaskEvent e -> {
        tasks.evolve(e, at);
        agenda.lookAtTasks();
      }
      case RegistryEvent e -> registry.evolve(e, position, at);
      case FaultEvent e -> {
        agenda.follow(faults.evolve(e, position, at));
        agenda.lookAtTasks();
      }
      case WorldEvent.Opened e -> {
        profileName = e.profile();
        registry.stock(e.images(), at);
      }
      case WorldEvent.ProfileChanged e -> profileName = e.profile();
      case WorldEvent.InvariantBroken _ -> {}
      default -> throw new IllegalStateException("no fold for " + recorded.event().getClass());
    }
  }

  private void remember(Recorded recorded) {
    command =
        switch (recorded.cause()) {
          case Cause.Command _ -> Long.valueOf(recorded.position());
          case Cause.Consequence consequence -> Long.valueOf(consequence.position());
          case Cause.Fault _ -> commandAt.equals(recorded.at()) ? command : null;
          case Cause.Time _ -> null;
        };
    commandAt = recorded.at();
  }

  private void evolve(ReplicaEvent event, Instant at) {
    Replica before = services.replica(event.replica());
    Replica after = services.evolve(event, position, at);
    if (after == null) {
      if (before != null) {
        capacity.forget(before);
        waking.forget(before);
        forget(before.born(), before.id());
      }
      lookIfEmpty(event.replica().service());
    } else {
      stock.note(before, after, event, at);
      follow(after);
    }
    Service service = services.find(event.replica().service());
    if (service != null && service.progress().condition() != null) {
      follow(service);
    }
    agenda.look(event.replica().service());
  }

  /// A cluster or namespace that is deleted waits for its last replica; nothing else about replicas
  /// and services moves a cluster on, and a look at one is a look at all of its nodes.
  private void lookIfEmpty(ServiceId gone) {
    String cluster = gone.cluster();
    if (services.fleets(cluster).isEmpty() || clusters.isTerminating(cluster, gone.namespace())) {
      agenda.look(cluster);
    }
  }

  private void follow(Replica replica) {
    capacity.follow(replica);
    planning.follow(replica);
    waking.follow(replica);
  }

  private void evolve(ServiceEvent event, Instant at) {
    Service before = services.find(event.service());
    services.evolve(event, position, at);
    Service after = services.find(event.service());
    if (after != null) {
      follow(after);
    } else if (before != null) {
      forget(before.born(), before.id());
      lookIfEmpty(event.service());
    }
    agenda.look(event.service());
  }

  private void follow(Service service) {
    planning.follow(service);
    agenda.look(service.id());
  }

  private void evolve(ClusterEvent event, Instant at) {
    Cluster before = clusters.find(event.cluster());
    clusters.evolve(event, position, at);
    Cluster after = clusters.find(event.cluster());
    if (after != null) {
      follow(after);
    } else if (before != null) {
      agenda.plan(before.born(), before.id(), null);
    }
    agenda.look(event.cluster());
  }

  private void follow(Cluster cluster) {
    agenda.plan(cluster.born(), cluster.id(), cluster.dueAt());
    agenda.look(cluster.id());
  }

  private void evolve(NodeEvent event, Instant at) {
    planning.around(event.node().cluster(), () -> fold(event, at));
  }

  private void fold(NodeEvent event, Instant at) {
    Node before = clusters.node(event.node());
    clusters.evolve(event, position, at);
    Node after = clusters.node(event.node());
    if (after != null) {
      follow(after);
    } else if (before != null) {
      capacity.forget(before);
      forget(before.born(), before.id());
    }
    if (event instanceof NodeEvent.HealthChange) {
      planning.followResidents(event.node());
    } else {
      agenda.look(event.node().cluster());
    }
  }

  /// Something is gone, and out of the reach of faults.
  private void forget(long born, Object id) {
    agenda.forget(born, id);
    if (!faults.isEmpty()) {
      faults.forget(id.toString()).forEach(agenda::follow);
    }
  }

  private void follow(Node node) {
    capacity.follow(node);
    planning.follow(node);
  }

  /// Why something that happens now happens: because of the command that was last decided at this
  /// very moment, or because time passed.
  public Cause causeOfSteps() {
    return command != null && commandAt.equals(now)
        ? new Cause.Consequence(command)
        : new Cause.Time();
  }

  /// When something is next due; null if nothing ever is.
  public @Nullable Instant nextDue() {
    Agenda.Due due = agenda.first();
    return due == null ? null : due.at();
  }

  /// How many things are due later.
  public int pending() {
    return agenda.planned();
  }

  /// What is to come, as values that no later event touches.
  public Outlook outlook() {
    return agenda.outlook();
  }

  /// Whether nothing is in progress: no running task, no container still starting, no rollout that
  /// can still move.
  public boolean idle() {
    return tasks.running().isEmpty()
        && agenda.onlyStuck()
        && agenda.stuck().stream().noneMatch(rules::canMove);
  }

  public long position() {
    return position;
  }

  public Instant now() {
    return now;
  }

  public long seed() {
    return seed;
  }

  public String profileName() {
    return profileName;
  }

  public Profile profile() {
    return profile;
  }

  public Clusters clusters() {
    return clusters;
  }

  public Services services() {
    return services;
  }

  public Registry registry() {
    return registry;
  }

  public Faults faults() {
    return faults;
  }

  public Configurations configurations() {
    return configurations;
  }

  public Tasks tasks() {
    return tasks;
  }

  public Capacity capacity() {
    return capacity;
  }
}
