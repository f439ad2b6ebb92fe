package drydock.cluster;

import static drydock.kernel.Rejection.Reason.CLUSTER_NOT_FOUND;
import static drydock.kernel.Rejection.Reason.CLUSTER_NOT_READY;
import static drydock.kernel.Rejection.Reason.NODE_NOT_FOUND;
import static drydock.kernel.Rejection.Reason.QUOTA_EXCEEDED;

import drydock.cluster.ClusterCommand.Machines;
import drydock.cluster.ClusterCommand.NodeOrder;
import drydock.kernel.Decision;
import drydock.kernel.Dice;
import drydock.kernel.Event;
import drydock.kernel.Rejection;
import drydock.profile.Catalogue.Subnet;
import drydock.profile.Catalogue.Zone;
import drydock.profile.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Making and unmaking clusters and nodes: CreateCluster, DeleteCluster, AddClusterInstances,
/// DeleteClusterInstances.
public final class Provisioning {

  private static final String ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final int ID_LENGTH = 8;

  private final Clusters clusters;
  private final Profile profile;
  private final Dice dice;

  public Provisioning(Clusters clusters, Profile profile, Dice dice) {
    this.clusters = clusters;
    this.profile = profile;
    this.dice = dice;
  }

  /// Decides what is asked of clusters and nodes.
  ///
  /// @param position that of the first event this may lead to
  public Decision decide(ClusterCommand command, long position, Instant now) {
    return switch (command) {
      case ClusterCommand.Create create -> create(create, position, now);
      case ClusterCommand.AddNodes add -> addNodes(add, position, now);
      case ClusterCommand.RemoveNodes remove -> removeNodes(remove, now);
      case ClusterCommand.Delete delete -> delete(delete, now);
    };
  }

  private Decision create(ClusterCommand.Create command, long position, Instant now) {
    Rejection refusal = Admission.of(command, clusters, profile);
    if (refusal != null) {
      return new Decision.Rejected(refusal);
    }
    String id = freshClusterId(position);
    List<Event> events = new ArrayList<>();
    events.add(new ClusterEvent.Created(id, command.spec()));
    events.add(new NamespaceEvent.Created(id, "default", ""));
    events.add(new NamespaceEvent.Created(id, "kube-system", ""));
    return order(id, command.spec().cidr(), command.nodes(), position, now, events);
  }

  private Decision addNodes(ClusterCommand.AddNodes command, long position, Instant now) {
    Cluster cluster = clusters.find(command.cluster());
    if (cluster == null) {
      return notFound(command.cluster());
    }
    if (cluster.status() != ClusterStatus.RUNNING) {
      return notReady(cluster, "Running");
    }
    Rejection refusal =
        Admission.of(
            command.nodes(), clusters.nodes(cluster.id()).size(), cluster.spec().vpc(), profile);
    if (refusal != null) {
      return new Decision.Rejected(refusal);
    }
    List<Event> events = new ArrayList<>();
    events.add(new ClusterEvent.StatusChanged(cluster.id(), ClusterStatus.SCALING));
    return order(cluster.id(), cluster.spec().cidr(), command.nodes(), position, now, events);
  }

  private Decision order(
      String cluster,
      String cidr,
      NodeOrder order,
      long position,
      Instant now,
      List<Event> events) {
    Zone zone = profile.catalogue().zone(order.spec().zone());
    Subnet subnet = profile.catalogue().subnet(order.spec().subnet());
    if (zone == null || subnet == null) {
      throw new IllegalStateException("an order that names what does not exist was admitted");
    }
    NodeSpec spec = order.spec().in(zone.id());
    var plan = new AddressPlan(Cidr.of(cidr), subnet, clusters.nodes(cluster), clusters.allNodes());
    for (int i = 0; i < order.count(); i++) {
      NodeAddresses addresses = plan.next(spec.uplink().publicAddress());
      if (addresses == null) {
        return Decision.reject(
            QUOTA_EXCEEDED,
            "no room for " + order.count() + " nodes in " + cidr + " and subnet " + subnet.id());
      }
      events.add(ordered(cluster, spec, addresses, position + events.size(), now));
    }
    return Decision.accept(events);
  }

  private NodeEvent.Ordered ordered(
      String cluster, NodeSpec spec, NodeAddresses addresses, long position, Instant now) {
    var id =
        new NodeId(cluster, "ins-" + dice.letters("node.id", "", position, ID_ALPHABET, ID_LENGTH));
    Instant bootedAt =
        now.plus(dice.lognormal(profile.timings().nodeBoot(), "node.boot", id.machine(), 0));
    return new NodeEvent.Ordered(
        id, spec, addresses, NodeLabels.of(id, spec, addresses, profile), bootedAt);
  }

  private Decision removeNodes(ClusterCommand.RemoveNodes command, Instant now) {
    Cluster cluster = clusters.find(command.cluster());
    if (cluster == null) {
      return notFound(command.cluster());
    }
    if (!settled(cluster)) {
      return notReady(cluster, "Running, Isolated or Abnormal");
    }
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

  private Decision delete(ClusterCommand.Delete command, Instant now) {
    Cluster cluster = clusters.find(command.cluster());
    if (cluster == null) {
      return notFound(command.cluster());
    }
    if (!settled(cluster)) {
      return notReady(cluster, "Running, Isolated or Abnormal");
    }
    List<Event> events = new ArrayList<>();
    events.add(new ClusterEvent.StatusChanged(cluster.id(), ClusterStatus.DELETING));
    clusters
        .nodes(cluster.id())
        .forEach(node -> events.add(removal(node, command.machines(), now)));
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
  public NodeEvent due(Node node, Instant now) {
    String machine = node.id().machine();
    return switch (node.phase()) {
      case BOOTING ->
          dice.roll("node.boot.failure", machine, 0) < profile.failures().nodeBoot()
              ? new NodeEvent.BootFailed(node.id(), "the machine did not start")
              : new NodeEvent.Booted(
                  node.id(),
                  now.plus(dice.lognormal(profile.timings().nodeJoin(), "node.join", machine, 0)));
      case JOINING -> new NodeEvent.Joined(node.id());
      case READY ->
          throw new IllegalStateException("nothing is due for a ready node: " + node.id());
      case LEAVING -> new NodeEvent.Removed(node.id());
    };
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
          new ClusterEvent.StatusChanged(
              cluster.id(), empty ? ClusterStatus.ABNORMAL : ClusterStatus.RUNNING);
      case SCALING -> new ClusterEvent.StatusChanged(cluster.id(), ClusterStatus.RUNNING);
      case DELETING -> inUse || !empty ? null : new ClusterEvent.Deleted(cluster.id());
      case RUNNING, ABNORMAL -> null;
    };
  }

  private static boolean settled(Cluster cluster) {
    return cluster.status() == ClusterStatus.RUNNING || cluster.status() == ClusterStatus.ABNORMAL;
  }

  private String freshClusterId(long position) {
    for (long which = position; ; which += 1L << 32) {
      String id = "cls-" + dice.letters("cluster.id", "", which, ID_ALPHABET, ID_LENGTH);
      if (clusters.find(id) == null) {
        return id;
      }
    }
  }

  private static Decision notFound(String cluster) {
    return Decision.reject(CLUSTER_NOT_FOUND, "clusterId " + cluster + " does not exist");
  }

  private static Decision notReady(Cluster cluster, String allowed) {
    return Decision.reject(
        CLUSTER_NOT_READY,
        "cluster " + cluster.id() + " is " + cluster.status().text() + "; allowed when " + allowed);
  }
}
