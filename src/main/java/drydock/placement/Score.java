package drydock.placement;

import drydock.service.Replica.Share;

/// How well a node suits a replica, compared with the others that have room: the sum of three
/// scores from 0 to 10, in whole numbers (Kubernetes 1.10: LeastRequested,
/// BalancedResourceAllocation, SelectorSpread).
final class Score {

  private static final int MAX = 10;

  private Score() {}

  /// The score of a node that has room for the replica, but for what SelectorSpread adds.
  static int of(Share share, NodeLoad node) {
    int cpu = node.reckonedCpu() + share.reckonedCpu();
    int memory = node.reckonedMemory() + share.reckonedMemory();
    return (free(cpu, node.cpuMax()) + free(memory, node.memoryMax())) / 2
        + balance((double) cpu / node.cpuMax(), (double) memory / node.memoryMax());
  }

  private static int free(int used, int max) {
    return used > max ? 0 : (int) ((max - used) * (long) MAX / max);
  }

  private static int balance(double cpu, double memory) {
    return cpu >= 1 || memory >= 1 ? 0 : (int) ((1 - Math.abs(cpu - memory)) * MAX);
  }
}
