package drydock.service;

import drydock.cluster.AddressPlan;
import drydock.cluster.Cidr;
import drydock.cluster.Cluster;
import drydock.cluster.Clusters;
import drydock.kernel.Dice;
import drydock.kernel.Lognormal;
import drydock.profile.Catalogue;
import drydock.profile.Catalogue.Subnet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a new service is reached: its address in the cluster, its ports on the nodes, and its load
/// balancer.
final class Endpoints {

  /// The ports of nodes that services may have (Kubernetes, service-node-port-range).
  private static final int NODE_PORT_MIN = 30_000;

  private static final int NODE_PORT_MAX = 32_767;

  private static final String ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

  sealed interface Given {
    record Refused(String why) implements Given {}

    record Granted(ServiceSpec spec, String address, @Nullable Balancer balancer)
        implements Given {}
  }

  private final Cluster cluster;
  private final Clusters clusters;
  private final Services services;
  private final Catalogue catalogue;

  Endpoints(Cluster cluster, Clusters clusters, Services services, Catalogue catalogue) {
    this.cluster = cluster;
    this.clusters = clusters;
    this.services = services;
    this.catalogue = catalogue;
  }

  Given give(ServiceCommand.Create command, Instant now, Dice dice, Lognormal creation) {
    Exposure exposure = command.spec().exposure();
    Exposure complete = withNodePorts(exposure);
    if (complete == null) {
      return new Given.Refused(
          "nodePort: a port of portMappings is in use, or none of "
              + NODE_PORT_MIN
              + " to "
              + NODE_PORT_MAX
              + " is left");
    }
    String address = "";
    if (exposure.type() != Exposure.Type.NONE) {
      String free = freeServiceAddress();
      if (free == null) {
        return new Given.Refused(
            "clusterCIDR " + cluster.spec().cidr() + " has no service address left");
      }
      address = free;
    }
    ServiceSpec asked = command.spec();
    var spec =
        new ServiceSpec(
            asked.description(),
            asked.replicas(),
            asked.strategy(),
            asked.minReadySeconds(),
            complete,
            asked.template());
    if (!exposure.balanced()) {
      return new Given.Granted(spec, address, null);
    }
    return balanced(
        command.service(),
        spec,
        address,
        now.plus(dice.lognormal(creation, "balancer", address, 0)),
        dice);
  }

  private Given balanced(
      ServiceId service, ServiceSpec spec, String address, Instant dueAt, Dice dice) {
    String balancerAddress = freeBalancerAddress(spec.exposure());
    if (balancerAddress == null) {
      return new Given.Refused(
          "subnetId "
              + spec.exposure().subnet()
              + " is not in "
              + cluster.spec().vpc()
              + ", or is full");
    }
    String id =
        "lb-"
            + dice.letters("balancer.id", service.toString(), dueAt.toEpochMilli(), ID_ALPHABET, 8);
    return new Given.Granted(spec, address, new Balancer(id, balancerAddress, dueAt));
  }

  /// Load balancers need a port on every node; one of 0 is chosen here, the lowest free.
  private @Nullable Exposure withNodePorts(Exposure exposure) {
    if (!exposure.balanced()) {
      return exposure;
    }
    var taken = new BitSet();
    for (Service service : services.list(cluster.id())) {
      service.spec().exposure().ports().forEach(port -> taken.set(port.node()));
    }
    for (Exposure.Port port : exposure.ports()) {
      if (port.node() != 0 && taken.get(port.node())) {
        return null;
      }
      taken.set(port.node());
    }
    List<Exposure.Port> ports = new ArrayList<>();
    for (Exposure.Port port : exposure.ports()) {
      int node = port.node() != 0 ? port.node() : taken.nextClearBit(NODE_PORT_MIN);
      if (node > NODE_PORT_MAX) {
        return null;
      }
      taken.set(node);
      ports.add(new Exposure.Port(port.balancer(), port.container(), node, port.protocol()));
    }
    return new Exposure(exposure.type(), List.copyOf(ports), exposure.subnet());
  }

  private @Nullable String freeServiceAddress() {
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
  private @Nullable String freeBalancerAddress(Exposure exposure) {
    Cidr block = AddressPlan.PUBLIC;
    if (exposure.type() == Exposure.Type.INTERNAL_LOAD_BALANCER) {
      Subnet subnet = catalogue.subnet(exposure.subnet() == null ? "" : exposure.subnet());
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
    for (String address : clusters.addresses(catalogue)) {
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
