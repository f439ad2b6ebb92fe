package drydock.service;

/// Why a replica is told to stop.
public enum StopReason {
  /// Its revision has too many.
  SCALED_DOWN,
  SERVICE_DELETED,
  /// A client deleted it; its service makes another.
  DELETED,
  /// Its node leaves the cluster.
  NODE_REMOVED,
  /// Its node was drained.
  NODE_DRAINED,
  /// Its node has not been heard of for too long.
  NODE_LOST
}
