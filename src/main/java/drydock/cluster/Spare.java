package drydock.cluster;

import drydock.profile.Catalogue;
import drydock.profile.Catalogue.MachineState;
import drydock.profile.Catalogue.Subnet;
import java.time.Instant;

/// A machine of the account that is in no cluster, and may become a node of one.
///
/// @param wan its public address; empty if it has none
/// @param project the account's project that it belongs to; 0 is the default one
/// @param createdAt since when there is the machine
public record Spare(
    String id,
    String name,
    MachineState state,
    NodeSpec spec,
    String lan,
    String wan,
    long project,
    Instant createdAt) {

  /// What becomes of the machine of a node that leaves its cluster.
  static Spare of(Node node) {
    return new Spare(
        node.id().machine(),
        node.name(),
        MachineState.RUNNING,
        node.spec(),
        node.addresses().lan(),
        node.addresses().wan(),
        0,
        node.createdAt());
  }

  static Spare of(Catalogue.Machine machine, Catalogue catalogue) {
    Subnet subnet = catalogue.subnet(machine.subnet());
    return new Spare(
        machine.id(),
        machine.name(),
        machine.state(),
        new NodeSpec(
            subnet == null ? "" : subnet.zone(),
            machine.subnet(),
            new NodeSpec.Machine(
                machine.type(),
                machine.cpu(),
                machine.memory(),
                machine.rootDisk(),
                machine.dataDisk()),
            new NodeSpec.Uplink(
                machine.wan().isEmpty() ? 0 : 1, false, !machine.wan().isEmpty(), false),
            new NodeSpec.Billing(machine.months()),
            new NodeSpec.Access(null, null)),
        machine.lan(),
        machine.wan(),
        machine.project(),
        machine.createdAt());
  }
}
