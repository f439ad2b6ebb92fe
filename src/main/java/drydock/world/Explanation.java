package drydock.world;

import drydock.cluster.Cluster;
import drydock.kernel.Dice;
import drydock.machine.ImageSizes;
import drydock.placement.Capacity;
import drydock.placement.Placement;
import drydock.placement.Verdict;
import drydock.profile.Release;
import drydock.service.Filtering;
import drydock.service.PodTemplate;
import drydock.service.Replica;
import drydock.service.ReplicaId;
import drydock.service.Revision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a replica goes to one node and not to another, or to none: what placement says of each node
/// in a world as it is. For a replica that has its node, that is the world right before it was
/// placed.
///
/// @param filtering what the event of that moment carries
public record Explanation(Replica replica, Filtering filtering, List<Verdict> verdicts) {

  /// Null if the replica is not there, or nobody places it any more because its service is gone.
  public static @Nullable Explanation of(World world, ReplicaId id) {
    Replica replica = world.services().replica(id);
    Cluster cluster = world.clusters().find(id.service().cluster());
    Revision revision = replica == null ? null : world.services().revision(replica);
    if (replica == null || revision == null || cluster == null) {
      return null;
    }
    PodTemplate template = revision.template();
    Release release = cluster.release();
    Capacity capacity = world.capacity();
    var sizes =
        ImageSizes.of(world.profile(), world.registry(), world.clusters(), new Dice(world.seed()));
    return new Explanation(
        replica,
        Placement.filtering(replica, template, release, capacity),
        Placement.verdicts(
            replica, template, release, capacity, sizes.images(replica, world.now())));
  }
}
