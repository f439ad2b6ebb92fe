package drydock.placement;

import drydock.profile.Release;
import drydock.service.PodTemplate;
import drydock.service.Qos;
import drydock.service.Replica;
import drydock.service.Replica.Share;
import drydock.service.Requirement;
import java.util.List;

/// What placement goes by in a replica, its service and its disks aside: replicas of one kind see
/// the same in every node.
///
/// @param release of the cluster, whose scheduler is asked
/// @param bestEffort whether it asks for nothing at all
/// @param namespace in which it looks for company; empty if it needs none
record Kind(
    Release release,
    Share share,
    boolean bestEffort,
    List<Requirement> nodeAffinity,
    List<Requirement> podAffinity,
    String namespace) {

  static Kind of(Replica replica, PodTemplate template, Release release) {
    return new Kind(
        release,
        replica.share().withoutDisks(),
        Qos.of(template) == Qos.BEST_EFFORT,
        template.nodeAffinity(),
        template.podAffinity(),
        template.podAffinity().isEmpty() ? "" : replica.id().service().namespace());
  }
}
