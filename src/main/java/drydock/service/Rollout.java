package drydock.service;

/// An update of a service that is under way.
public enum Rollout {
  UPDATE,
  ROLLBACK
}
