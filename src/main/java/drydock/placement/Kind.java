package drydock.placement;

import drydock.service.PodTemplate;
import drydock.service.Replica;
import drydock.service.Replica.Share;
import drydock.service.Requirement;
import java.util.List;

/// What placement goes by in a replica, its service and its disks aside: replicas of one kind see
/// the same in every node.
///
/// @param namespace in which it looks for company; empty if it needs none
record Kind(
    Share share, List<Requirement> nodeAffinity, List<Requirement> podAffinity, String namespace) {

  static Kind of(Replica replica, PodTemplate template) {
    return new Kind(
        replica.share().withoutDisks(),
        template.nodeAffinity(),
        template.podAffinity(),
        template.podAffinity().isEmpty() ? "" : replica.id().service().namespace());
  }
}
