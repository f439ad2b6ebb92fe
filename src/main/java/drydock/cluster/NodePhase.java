package drydock.cluster;

/// How far a node is on its way into, and out of, its cluster.
public enum NodePhase {
  /// The machine is being made.
  BOOTING,
  /// The machine was there before, and gets the cluster's operating system.
  INSTALLING,
  /// It runs, and its kubelet registers with the cluster.
  JOINING,
  READY,
  /// It takes no more replicas, loses those it has, and goes.
  LEAVING
}
