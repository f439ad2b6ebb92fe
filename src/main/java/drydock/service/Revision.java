package drydock.service;

/// One configuration that a service has had: what Kubernetes keeps as a ReplicaSet.
///
/// @param name the service's name and a hash of the template
/// @param number 1, 2, 3, …; a revision that is gone back to gets the next number (revision numbers
///   are never reused)
/// @param replicas how many of it are wanted now
/// @param born the position of the event that made it
public record Revision(String name, int number, PodTemplate template, int replicas, long born) {

  Revision renumbered(int next) {
    return new Revision(name, next, template, replicas, born);
  }

  Revision scaled(int wanted) {
    return new Revision(name, number, template, wanted, born);
  }
}
