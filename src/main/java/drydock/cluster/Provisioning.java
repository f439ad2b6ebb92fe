package drydock.cluster;

import static drydock.kernel.Rejection.Reason.NODE_NOT_FOUND;
import static drydock.kernel.Rejection.Reason.QUOTA_EXCEEDED;

import drydock.cluster.ClusterCommand.Machines;
import drydock.cluster.ClusterCommand.NodeOrder;
import drydock.fault.FaultKind;
import drydock.fault.Faults;
import drydock.fault.Strikes;
import drydock.fault.Strikes.Occasion;
import drydock.fault.Target;
import drydock.kernel.Decision;
import drydock.kernel.Dice;
import drydock.kernel.Event;
import drydock.kernel.Lognormal;
import drydock.kernel.Rejection;
import drydock.profile.Behaviours;
import drydock.profile.Behaviours.Place;
import drydock.profile.Catalogue.Subnet;
import drydock.profile.Catalogue.Zone;
import drydock.profile.ImageBehaviour;
import drydock.profile.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Making and unmaking clusters and nodes: CreateCluster, CreateEmptyCluster, DeleteCluster,
/// AddClusterInstances, AddClusterInstancesFromExistedCvm, DeleteClusterInstances,
/// OperateClusterVip.
public final class Provisioning {

  private static final String ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int ID_LENGTH = 8;

  private static final Set<ClusterStatus> RUNNING = EnumSet.of(ClusterStatus.RUNNING);

  /// Where nothing else is under way (API document, DeleteCluster, DeleteClusterInstances); no
  /// account is ever isolated here.
  private static final Set<ClusterStatus> SETTLED =
      EnumSet.of(ClusterStatus.RUNNING, ClusterStatus.ABNORMAL);

  private final Clusters clusters;
  private final Faults faults;
  private final Profile profile;
  private final Behaviours behaviours;
  private final Dice dice;
  private final Adoption adoption;
  private final EndpointRules endpoints;
  private final Outages outages;

  public Provisioning(Clusters clusters, Faults faults, Profile profile, Dice dice) {
    this.clusters = clusters;
    this.faults = faults;
    this.profile = profile;
    this.behaviours = new Behaviours(profile.images());
    this.dice = dice;
    this.adoption = new Adoption(clusters, profile, dice);
    this.endpoints = new EndpointRules(clusters, profile, dice);
    this.outages = new Outages(profile.nodeFailure(), dice);
  }

  /// Decides what is asked of clusters and nodes.
  ///
  /// @param position that of the first event this may lead to
  public Decision decide(ClusterCommand command, long position, Instant now) {
    return switch (command) {
      case ClusterCommand.Create create -> create(create, position, now);
      case ClusterCommand.AddNodes add ->
          in(RUNNING, add.cluster(), cluster -> addNodes(cluster, add, position, now));
      case ClusterCommand.AddMachines add ->
          in(RUNNING, add.cluster(), cluster -> adoption.decide(add, cluster, now));
      case ClusterCommand.RemoveNodes remove ->
          in(SETTLED, remove.cluster(), cluster -> removeNodes(cluster, remove, now));
      case ClusterCommand.Delete(var id, var machines) ->
          in(SETTLED, id, cluster -> delete(cluster, machines, now));
      case ClusterCommand.OpenEndpoint(var id) ->
          in(Standing.ANSWERING, id, cluster -> endpoints.decide(cluster, true, now));
      case ClusterCommand.CloseEndpoint(var id) ->
          in(Standing.ANSWERING, id, cluster -> endpoints.decide(cluster, false, now));
    };
  }

  private Decision in(Set<ClusterStatus> allowed, String id, Function<Cluster, Decision> decision) {
    return Standing.in(allowed, clusters.find(id), id, decision);
  }

  private Decision create(ClusterCommand.Create command, long position, Instant now) {
    Rejection refusal = Admission.of(command, clusters, profile);
    if (refusal != null) {
      return new Decision.Rejected(refusal);
    }
    String id = freshClusterId(position);
    NodeOrder nodes = command.nodes();
    Instant runsAt =
        nodes != null
            ? null
            : now.plus(dice.lognormal(profile.timings().masters(), "cluster.masters", id, 0));
    List<Event> events = new ArrayList<>();
    events.add(new ClusterEvent.Created(id, command.spec(), runsAt));
    events.add(new NamespaceEvent.Created(id, "default", ""));
    events.add(new NamespaceEvent.Created(id, "kube-system", ""));
    return nodes == null
        ? Decision.accept(events)
        : order(id, command.spec().cidr(), nodes, new Since(position, now), events);
  }

  private Decision addNodes(
      Cluster cluster, ClusterCommand.AddNodes command, long position, Instant now) {
    int nodes = clusters.nodes(cluster.id()).size();
    Rejection refusal = Admission.of(command.nodes(), nodes, cluster.spec().vpc(), profile);
    if (refusal != null) {
      return new Decision.Rejected(refusal);
    }
    List<Event> events = new ArrayList<>();
    events.add(new ClusterEvent.StatusChanged(cluster.id(), ClusterStatus.SCALING));
    if (command.description() != null) {
      ClusterSpec spec = cluster.spec();
      events.add(
          new ClusterEvent.Described(
              cluster.id(), spec.name(), command.description(), spec.project()));
    }
    Since since = new Since(position, now);
    return order(cluster.id(), cluster.spec().cidr(), command.nodes(), since, events);
  }

  /// Where in the history a decision stands: the position of its first event, and the moment.
  private record Since(long position, Instant now) {}

  private Decision order(
      String cluster, String cidr, NodeOrder order, Since since, List<Event> events) {
    Zone zone = profile.catalogue().zone(order.spec().zone());
    Subnet subnet = profile.catalogue().subnet(order.spec().subnet());
    if (zone == null || subnet == null) {
      throw new IllegalStateException("an order that names what does not exist was admitted");
    }
    NodeSpec spec = order.spec().in(zone.id());
    var pods = new PodBlocks(Cidr.of(cidr), clusters.nodes(cluster));
    var plan = new AddressPlan(pods, subnet, clusters, profile.catalogue());
    for (int i = 0; i < order.count(); i++) {
      NodeAddresses addresses = plan.next(spec.uplink().publicAddress());
      if (addresses == null) {
        return Decision.reject(
            QUOTA_EXCEEDED,
            "no room for " + order.count() + " nodes in " + cidr + " and subnet " + subnet.id());
      }
      long position = since.position() + events.size();
      events.add(ordered(cluster, spec, addresses, position, since.now()));
    }
    return Decision.accept(events);
  }

  private NodeEvent.Ordered ordered(
      String cluster, NodeSpec spec, NodeAddresses addresses, long position, Instant now) {
    var id = new NodeId(cluster, freshMachineId(position));
    SortedMap<String, String> labels = NodeLabels.of(id, spec, addresses, profile);
    var place = new Place(id.machine(), addresses.lan(), spec.zone(), labels);
    Instant bootedAt = runsOut(id, spec) ? now : now.plus(boot(place));
    return new NodeEvent.Ordered(id, spec, addresses, labels, bootedAt);
  }

  /// Whether the cloud might have no machine for an order. That is found out when it is looked at,
  /// which is at once.
  private boolean runsOut(NodeId node, NodeSpec spec) {
    return faults.active(FaultKind.OUT_OF_STOCK).stream()
        .anyMatch(each -> each.threatens(target(node, spec)));
  }

  private static Target target(NodeId node, NodeSpec spec) {
    return Target.machine(node.cluster(), spec.zone(), node.machine());
  }

  private Duration boot(Place place) {
    Lognormal own = behaviours.of(place).nodeBoot();
    Lognormal boot = own == null ? profile.timings().nodeBoot() : own;
    return dice.lognormal(boot, "node.boot", place.machine(), 0);
  }

  private Decision removeNodes(Cluster cluster, ClusterCommand.RemoveNodes command, Instant now) {
    List<Event> events = new ArrayList<>();
    events.add(new ClusterEvent.StatusChanged(cluster.id(), ClusterStatus.SCALING));
    for (String machine : new LinkedHashSet<>(command.machines())) {
      Node node = clusters.node(new NodeId(cluster.id(), machine));
      if (node == null) {
        return Decision.reject(
            NODE_NOT_FOUND, "instanceIds: " + machine + " is no node of " + cluster.id());
      }
      events.add(removal(node, command.mode(), now));
    }
    return Decision.accept(events);
  }

  private Decision delete(Cluster cluster, Machines machines, Instant now) {
    List<Event> events = new ArrayList<>();
    events.add(new ClusterEvent.StatusChanged(cluster.id(), ClusterStatus.DELETING));
    clusters.nodes(cluster.id()).forEach(node -> events.add(removal(node, machines, now)));
    return Decision.accept(events);
  }

  private NodeEvent.RemovalStarted removal(Node node, Machines mode, Instant now) {
    boolean returned = mode == Machines.RETURNED && node.spec().billing().months() == 0;
    Instant goneAt =
        now.plus(
            dice.lognormal(
                profile.timings().nodeRemoval(), "node.removal", node.id().machine(), 0));
    return new NodeEvent.RemovalStarted(node.id(), returned, goneAt);
  }

  /// What a node does when its next phase is due.
  public NodeEvent due(Node node, Instant now, Strikes strikes) {
    String machine = node.id().machine();
    return switch (node.phase()) {
      case BOOTING -> node.orderOpen() ? ordered(node, now, strikes) : up(node, 0, now, strikes);
      case INSTALLING -> up(node, node.born(), now, strikes);
      case JOINING -> new NodeEvent.Joined(node.id(), outages.next(node.id(), null, now));
      case READY -> throw new IllegalStateException("nothing is due for a ready node: " + machine);
      case LEAVING -> new NodeEvent.Removed(node.id());
    };
  }

  /// Whether the cloud has a machine for an order.
  private NodeEvent ordered(Node node, Instant now, Strikes strikes) {
    NodeId id = node.id();
    var occasion = new Occasion(id.toString(), "", 0);
    if (strikes.strike(FaultKind.OUT_OF_STOCK, target(id, node.spec()), occasion) != null) {
      return new NodeEvent.BootFailed(
          id, "machines of type " + node.spec().machine().type() + " are sold out");
    }
    Instant bootedAt = now.plus(boot(node.place()));
    return bootedAt.equals(now) ? up(node, 0, now, strikes) : new NodeEvent.Purchased(id, bootedAt);
  }

  /// Whether a machine comes up. One that the account has may be tried again, and luck with it.
  private NodeEvent up(Node node, long which, Instant now, Strikes strikes) {
    String machine = node.id().machine();
    var occasion = new Occasion(node.id().toString(), "", which);
    boolean struck =
        strikes.strike(FaultKind.NODE_BOOT_FAILURE, target(node.id(), node.spec()), occasion)
            != null;
    ImageBehaviour own = behaviours.of(node.place());
    double failure =
        own.nodeBootFailure() == null ? profile.failures().nodeBoot() : own.nodeBootFailure();
    Lognormal join = own.nodeJoin() == null ? profile.timings().nodeJoin() : own.nodeJoin();
    return struck || dice.roll("node.boot.failure", machine, which) < failure
        ? new NodeEvent.BootFailed(node.id(), "the machine did not start")
        : new NodeEvent.Booted(
            node.id(), now.plus(dice.lognormal(join, "node.join", machine, which)));
  }

  /// What a cluster does when something is due for it: its masters run, or its endpoint opens or is
  /// gone.
  public ClusterEvent due(Cluster cluster) {
    String id = cluster.id();
    return cluster.status() == ClusterStatus.CREATING
        ? new ClusterEvent.StatusChanged(id, ClusterStatus.RUNNING)
        : cluster.endpoint().phase() == ApiEndpoint.Phase.OPENING
            ? new ClusterEvent.EndpointOpened(id)
            : new ClusterEvent.EndpointClosed(id);
  }

  /// Where a cluster goes from here once no node of it is on its way in or out; null if it stays as
  /// it is. A cluster that is deleted waits for its services too, which its caller knows of.
  public @Nullable ClusterEvent step(Cluster cluster, boolean inUse) {
    boolean moving =
        clusters.nodes(cluster.id()).stream().anyMatch(node -> node.phase() != NodePhase.READY);
    if (moving) {
      return null;
    }
    boolean empty = clusters.nodes(cluster.id()).isEmpty();
    return switch (cluster.status()) {
      case CREATING ->
          cluster.dueAt() != null
              ? null
              : new ClusterEvent.StatusChanged(
                  cluster.id(), empty ? ClusterStatus.ABNORMAL : ClusterStatus.RUNNING);
      case SCALING -> new ClusterEvent.StatusChanged(cluster.id(), ClusterStatus.RUNNING);
      case DELETING -> inUse || !empty ? null : new ClusterEvent.Deleted(cluster.id());
      case RUNNING, ABNORMAL -> null;
    };
  }

  private String freshClusterId(long position) {
    for (long which = position; ; which += 1L << 32) {
      String id = "cls-" + dice.letters("cluster.id", "", which, ID_ALPHABET, ID_LENGTH);
      if (clusters.find(id) == null) {
        return id;
      }
    }
  }

  private String freshMachineId(long position) {
    for (long which = position; ; which += 1L << 32) {
      String id = "ins-" + dice.letters("node.id", "", which, ID_ALPHABET, ID_LENGTH);
      if (clusters.nodeOf(id) == null && clusters.spares().find(id, profile.catalogue()) == null) {
        return id;
      }
    }
  }
}
