package drydock.service;

/// How far a replica is.
public enum ReplicaPhase {
  /// It has no node yet.
  PENDING,
  /// Its images are being pulled, one after the other.
  PULLING,
  /// A pull failed; the next try is due later.
  PULL_BACK_OFF,
  /// Its containers are being created and started.
  STARTING,
  /// Its containers run, but it does not count as ready, yet or any more.
  RUNNING,
  /// At least one of its containers has ended, and is started again later.
  CRASHED,
  READY,
  /// It was told to stop and is on its way out.
  STOPPING,
  /// Its kubelet stopped it because the node ran short of something. It takes up nothing any more,
  /// and stays to be looked at.
  EVICTED
}
