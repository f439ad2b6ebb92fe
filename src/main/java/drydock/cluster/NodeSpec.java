package drydock.cluster;

import org.jspecify.annotations.Nullable;

/// What a node was ordered as.
public record NodeSpec(
    String zone, String subnet, Machine machine, Uplink uplink, Billing billing, Access access) {

  /// A machine: its type, cores, GiB of memory, and the GB of its system and data disks.
  public record Machine(String type, int cpu, int memory, int rootDisk, int dataDisk) {}

  /// How a node reaches the internet: Mbit/s, paid by `traffic` or else by the time it is used,
  /// with an address of its own or not, and whether it is a gateway for its network.
  public record Uplink(int bandwidth, boolean traffic, boolean publicAddress, boolean gateway) {}

  /// Prepaid for so many months, or by the hour when `months` is 0.
  public record Billing(int months) {}

  /// Who may log in and what may connect.
  public record Access(@Nullable String key, @Nullable String securityGroup) {}

  /// The same with another key that may log in; null for none.
  NodeSpec openTo(@Nullable String key) {
    return new NodeSpec(
        zone, subnet, machine, uplink, billing, new Access(key, access.securityGroup()));
  }

  /// The same in a zone that is known by another id.
  NodeSpec in(String otherZone) {
    return new NodeSpec(otherZone, subnet, machine, uplink, billing, access);
  }
}
