package drydock.provider.tencent.cluster;

import drydock.cluster.Cluster;
import drydock.kernel.Rejection;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Call;
import drydock.world.World;
import java.util.function.Function;

/// Finds the cluster that a request names, or says that it is missing.
final class ClusterLookup {

  private ClusterLookup() {}

  static Answer answer(World world, String id, Function<Cluster, Answer> found) {
    Cluster cluster = world.clusters().find(id);
    return cluster == null
        ? new Answer.Refused(
            new Rejection(
                Rejection.Reason.CLUSTER_NOT_FOUND, "clusterId " + id + " does not exist"))
        : found.apply(cluster);
  }

  static Answer answer(World world, Call call, Function<Cluster, Answer> found) {
    return answer(world, call.arguments().text("clusterId"), found);
  }
}
