package drydock.cluster;

import drydock.kernel.Decision;
import drydock.kernel.Dice;
import drydock.kernel.Event;
import drydock.kernel.Rejection;
import drydock.profile.Catalogue;
import drydock.profile.Catalogue.MachineState;
import drydock.profile.Catalogue.Subnet;
import drydock.profile.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Machines that the account has become nodes (API document, AddClusterInstancesFromExistedCvm).
/// Each is taken or refused for itself.
public final class Adoption {

  /// The smallest system disk that the cluster's operating system goes on, in GB (API document,
  /// CreateCluster, rootSize).
  private static final int ROOT_DISK_MIN = 20;

  private final Clusters clusters;
  private final Profile profile;
  private final Dice dice;

  Adoption(Clusters clusters, Profile profile, Dice dice) {
    this.clusters = clusters;
    this.profile = profile;
    this.dice = dice;
  }

  Decision decide(ClusterCommand.AddMachines command, Cluster cluster, Instant now) {
    List<Spare> taken = new ArrayList<>();
    var refused = new TreeMap<String, String>();
    for (String id : new LinkedHashSet<>(command.machines())) {
      Spare spare = clusters.spares().find(id, profile.catalogue());
      String why = spare == null ? absence(id) : obstacle(spare, cluster, profile.catalogue());
      if (spare != null && why == null) {
        taken.add(spare);
      } else {
        refused.put(id, why == null ? "" : why);
      }
    }
    Rejection refusal = Admission.key(command.key(), profile.catalogue());
    if (refusal == null) {
      refusal = Admission.room(taken.size(), clusters.nodes(cluster.id()).size(), profile);
    }
    if (refusal != null) {
      return new Decision.Rejected(refusal);
    }
    List<Event> events = new ArrayList<>();
    if (!refused.isEmpty()) {
      events.add(new ClusterEvent.MachinesRefused(cluster.id(), refused));
    }
    if (!taken.isEmpty()) {
      events.add(new ClusterEvent.StatusChanged(cluster.id(), ClusterStatus.SCALING));
    }
    var blocks = new PodBlocks(Cidr.of(cluster.spec().cidr()), clusters.nodes(cluster.id()));
    for (Spare spare : taken) {
      String block = blocks.next();
      if (block == null) {
        return Decision.reject(
            Rejection.Reason.QUOTA_EXCEEDED,
            "no room for " + taken.size() + " nodes in " + cluster.spec().cidr());
      }
      events.add(adopted(spare, cluster, block, command.key(), now));
    }
    return Decision.accept(events);
  }

  private NodeEvent.Adopted adopted(
      Spare spare, Cluster cluster, String block, @Nullable String key, Instant now) {
    var id = new NodeId(cluster.id(), spare.id());
    var addresses = new NodeAddresses(spare.lan(), spare.wan(), block);
    NodeSpec spec = spare.spec().openTo(key);
    return new NodeEvent.Adopted(
        id,
        spare.name(),
        spec,
        addresses,
        NodeLabels.of(id, spec, addresses, profile),
        spare.createdAt(),
        now.plus(
            dice.lognormal(
                profile.timings().nodeInstall(), "node.install", spare.id(), now.toEpochMilli())));
  }

  private String absence(String id) {
    Node node = clusters.nodeOf(id);
    return node == null ? "does not exist" : ALREADY_IN_CLUSTER;
  }

  /// What real clients are told of a machine that is a node already.
  public static final String ALREADY_IN_CLUSTER = "already in Cluster";

  /// Why a machine cannot become a node of a cluster; null if it can. It may run or be shut down,
  /// must be in the cluster's network and in the default project, and large enough.
  public static @Nullable String obstacle(Spare spare, Cluster cluster, Catalogue catalogue) {
    Subnet subnet = catalogue.subnet(spare.spec().subnet());
    String vpc = subnet == null ? "no network" : subnet.vpc();
    if (!vpc.equals(cluster.spec().vpc())) {
      return "in " + vpc + ", and the cluster in " + cluster.spec().vpc();
    }
    if (spare.state() == MachineState.FAULTY) {
      return "cvm status error";
    }
    if (spare.project() != 0) {
      return "in project " + spare.project() + "; allowed is the default project 0";
    }
    int disk = spare.spec().machine().rootDisk();
    return disk < ROOT_DISK_MIN
        ? "system disk of " + disk + " GB; allowed are " + ROOT_DISK_MIN + " GB or more"
        : null;
  }
}
