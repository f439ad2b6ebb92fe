package drydock.service;

import drydock.cluster.AddressPlan;
import drydock.cluster.BalancerTimes;
import drydock.cluster.Cidr;
import drydock.cluster.Cluster;
import drydock.cluster.Clusters;
import drydock.kernel.Dice;
import drydock.kernel.Rejection;
import drydock.profile.Catalogue.Subnet;
import drydock.profile.Profile;
import java.time.Instant;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a service is reached: its address in the cluster, its ports on the nodes, and its load
/// balancer. A service that is modified keeps what it still needs.
public final class Endpoints {

  private static final String ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

  sealed interface Given {
    record Refused(Rejection why) implements Given {}

    /// What was asked for, with the ports of nodes filled in, and where it is reached.
    record Granted(ServiceSpec spec, String address, @Nullable Balancer balancer)
        implements Given {}
  }

  private final Clusters clusters;
  private final Services services;
  private final Profile profile;
  private final Dice dice;

  public Endpoints(Clusters clusters, Services services, Profile profile, Dice dice) {
    this.clusters = clusters;
    this.services = services;
    this.profile = profile;
    this.dice = dice;
  }

  Given give(ServiceId id, ServiceSpec asked, Cluster cluster, Instant now) {
    Service before = services.find(id);
    var ports = new NodePorts(services.list(cluster.id()), id);
    return switch (ports.give(asked.exposure(), before == null ? null : before.spec().exposure())) {
      case NodePorts.Given.Refused(var why) -> refused(why);
      case NodePorts.Given.Granted(var complete) ->
          addressed(id, asked.withExposure(complete), cluster, now);
    };
  }

  private Given addressed(ServiceId id, ServiceSpec spec, Cluster cluster, Instant now) {
    Exposure exposure = spec.exposure();
    Service before = services.find(id);
    String address = "";
    if (exposure.type() != Exposure.Type.NONE) {
      String free =
          before == null || before.address().isEmpty()
              ? freeServiceAddress(cluster)
              : before.address();
      if (free == null) {
        return refused("clusterCIDR " + cluster.spec().cidr() + " has no service address left");
      }
      address = free;
    }
    if (!exposure.balanced()) {
      return new Given.Granted(spec, address, null);
    }
    if (before != null && keepsBalancer(before.spec().exposure(), exposure)) {
      return new Given.Granted(spec, address, before.balancer());
    }
    var times = new BalancerTimes(profile.timings(), dice);
    return balanced(id, spec, address, cluster, now.plus(times.made("balancer", address, 0)));
  }

  private static boolean keepsBalancer(Exposure before, Exposure asked) {
    return before.type() == asked.type() && Objects.equals(before.subnet(), asked.subnet());
  }

  private Given balanced(
      ServiceId id, ServiceSpec spec, String address, Cluster cluster, Instant dueAt) {
    String balancerAddress = freeBalancerAddress(cluster, spec.exposure());
    if (balancerAddress == null) {
      return refused(
          "subnetId "
              + spec.exposure().subnet()
              + " is not in "
              + cluster.spec().vpc()
              + ", or is full");
    }
    String balancer =
        "lb-" + dice.letters("balancer.id", id.toString(), dueAt.toEpochMilli(), ID_ALPHABET, 8);
    return new Given.Granted(spec, address, new Balancer(balancer, balancerAddress, dueAt, null));
  }

  private static Given refused(String why) {
    return new Given.Refused(new Rejection(Rejection.Reason.INVALID, why));
  }

  private @Nullable String freeServiceAddress(Cluster cluster) {
    Cidr block = AddressPlan.services(Cidr.of(cluster.spec().cidr()));
    var taken = new BitSet();
    for (Service service : services.list(cluster.id())) {
      if (!service.address().isEmpty()) {
        taken.set((int) block.indexOf(service.address()));
      }
    }
    int free = taken.nextClearBit(1);
    return free < block.size() - 1 ? block.address(free) : null;
  }

  /// Internal balancers take an address of their subnet, from its end, since nodes take theirs from
  /// its start.
  private @Nullable String freeBalancerAddress(Cluster cluster, Exposure exposure) {
    Cidr block = AddressPlan.PUBLIC;
    if (exposure.type() == Exposure.Type.INTERNAL_LOAD_BALANCER) {
      Subnet subnet =
          profile.catalogue().subnet(exposure.subnet() == null ? "" : exposure.subnet());
      if (subnet == null || !subnet.vpc().equals(cluster.spec().vpc())) {
        return null;
      }
      block = Cidr.of(subnet.cidr());
    }
    var taken = new BitSet();
    long last = block.size() - 2;
    for (Service service : services.list()) {
      Balancer balancer = service.balancer();
      if (balancer != null) {
        mark(taken, last - block.indexOf(balancer.address()), last);
      }
    }
    for (String address : clusters.addresses(profile.catalogue())) {
      mark(taken, last - block.indexOf(address), last);
    }
    int free = taken.nextClearBit(0);
    return free < last ? block.address(last - free) : null;
  }

  private static void mark(BitSet taken, long index, long last) {
    if (index >= 0 && index <= last) {
      taken.set((int) index);
    }
  }
}
