package drydock.service;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ports that a service has on every node of its cluster: those it asks for, those it had
/// before where it leaves the choice, and else the lowest that are free.
final class NodePorts {

  /// The ports of nodes that services may have (Kubernetes, service-node-port-range).
  private static final int MIN = 30_000;

  private static final int MAX = 32_767;

  sealed interface Given {
    record Refused(String why) implements Given {}

    record Granted(Exposure exposure) implements Given {}
  }

  private final Iterable<Service> others;
  private final ServiceId self;
  private final BitSet taken = new BitSet();

  /// Ports that `others` have are taken, but for those of the service itself.
  NodePorts(Iterable<Service> others, ServiceId self) {
    this.others = others;
    this.self = self;
  }

  private void findTaken() {
    for (Service service : others) {
      if (!service.id().equals(self)) {
        service.spec().exposure().ports().forEach(port -> taken.set(port.node()));
      }
    }
    taken.clear(0);
  }

  /// What was asked for with all ports of nodes filled in, or why that cannot be.
  ///
  /// @param before what the service was reached by so far; null for a new one
  Given give(Exposure asked, @Nullable Exposure before) {
    if (!asked.onNodes()) {
      return new Given.Granted(asked);
    }
    findTaken();
    for (Exposure.Port port : asked.ports()) {
      if (taken.get(port.node())) {
        return new Given.Refused("nodePort " + port.node() + " is in use in the cluster");
      }
      if (port.node() != 0) {
        taken.set(port.node());
      }
    }
    List<Exposure.Port> kept =
        asked.ports().stream().map(port -> before == null ? port : asBefore(port, before)).toList();
    List<Exposure.Port> ports = new ArrayList<>();
    for (Exposure.Port port : kept) {
      int node = port.node() == 0 ? taken.nextClearBit(MIN) : port.node();
      if (node > MAX) {
        return new Given.Refused("nodePort: none of " + MIN + " to " + MAX + " is left");
      }
      taken.set(node);
      ports.add(port.on(node));
    }
    return new Given.Granted(new Exposure(asked.type(), List.copyOf(ports), asked.subnet()));
  }

  private Exposure.Port asBefore(Exposure.Port port, Exposure before) {
    for (Exposure.Port each : before.ports()) {
      if (port.node() == 0
          && each.balancer() == port.balancer()
          && each.protocol() == port.protocol()
          && each.node() != 0
          && !taken.get(each.node())) {
        taken.set(each.node());
        return port.on(each.node());
      }
    }
    return port;
  }
}
