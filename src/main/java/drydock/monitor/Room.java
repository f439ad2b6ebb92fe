package drydock.monitor;

import drydock.cluster.Node;
import drydock.cluster.NodeSpec.Machine;

/// Cores, and MiB of memory: what a node has, or what is set aside for a container.
public record Room(double cpu, double memory) {

  public static final Room NONE = new Room(0, 0);

  public static Room of(Node node) {
    Machine machine = node.spec().machine();
    return new Room(machine.cpu(), machine.memory() * 1024.0);
  }

  public Room plus(Room other) {
    return new Room(cpu + other.cpu, memory + other.memory);
  }
}
