package drydock.placement;

import drydock.service.Replica.Share;

/// How well a node suits a replica, compared with the others that have room, but for what the
/// [Spread] and [ImageLocality] add, in whole numbers: what would be left free, and how evenly. Up
/// to 1.10 each counts from 0 to 10 (LeastRequested, BalancedResourceAllocation), in 1.30 from 0 to
/// 100 (noderesources/least_allocated.go, balanced_allocation.go). Plugins that come to the same
/// for every node here are left out.
final class Score {

  private static final int MAX = 10;
  private static final int MAX_MODERN = 100;

  private Score() {}

  /// The score of a node that has room for the replica.
  static int of(Kind kind, NodeLoad node) {
    return switch (kind.release()) {
      case K8S_1_7, K8S_1_8, K8S_1_9, K8S_1_10 ->
          free(kind.share(), node, MAX) + evenness(kind.share(), node);
      case MODERN -> free(kind.share(), node, MAX_MODERN) + evennessModern(kind.share(), node);
    };
  }

  private static int free(Share share, NodeLoad node, int max) {
    int cpu = node.reckonedCpu() + share.reckonedCpu();
    int memory = node.reckonedMemory() + share.reckonedMemory();
    return (free(cpu, node.cpuMax(), max) + free(memory, node.memoryMax(), max)) / 2;
  }

  private static int free(int used, int of, int max) {
    return used > of ? 0 : (int) ((of - used) * (long) max / of);
  }

  private static int evenness(Share share, NodeLoad node) {
    double cpu = (double) (node.reckonedCpu() + share.reckonedCpu()) / node.cpuMax();
    double memory = (double) (node.reckonedMemory() + share.reckonedMemory()) / node.memoryMax();
    return cpu >= 1 || memory >= 1 ? 0 : (int) ((1 - Math.abs(cpu - memory)) * MAX);
  }

  /// 1.30 goes by what is asked for, and counts nothing for who asks for nothing.
  private static int evennessModern(Share share, NodeLoad node) {
    double cpu = used(node.cpuMax() - node.cpuFree() + share.cpu(), node.cpuMax());
    double memory = used(node.memoryMax() - node.memoryFree() + share.memory(), node.memoryMax());
    return (int) ((1 - Math.abs(cpu - memory) / 2) * MAX_MODERN);
  }

  private static double used(int part, int of) {
    return Math.min(1, (double) part / of);
  }
}
