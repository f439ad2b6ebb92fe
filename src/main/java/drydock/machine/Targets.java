package drydock.machine;

import drydock.cluster.Node;
import drydock.fault.Target;
import drydock.service.Replica;
import drydock.service.ServiceId;

/// Replicas as faults aim at them.
final class Targets {

  private Targets() {}

  static Target of(Replica replica, Node node) {
    ServiceId service = replica.id().service();
    return new Target(
        service.cluster(),
        node.spec().zone(),
        node.id().machine(),
        service.namespace(),
        service.name(),
        null);
  }
}
