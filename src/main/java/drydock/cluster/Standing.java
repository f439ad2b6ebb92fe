package drydock.cluster;

import static drydock.kernel.Rejection.Reason.CLUSTER_NOT_FOUND;
import static drydock.kernel.Rejection.Reason.CLUSTER_NOT_READY;

import drydock.kernel.Decision;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether there is a cluster, and its status allows what is asked of it.
final class Standing {

  /// In these its Kubernetes answers.
  static final Set<ClusterStatus> ANSWERING =
      Collections.unmodifiableSet(
          EnumSet.of(ClusterStatus.RUNNING, ClusterStatus.SCALING, ClusterStatus.ABNORMAL));

  private Standing() {}

  /// Decides for a cluster that is there and in one of these.
  static Decision in(
      Set<ClusterStatus> allowed,
      @Nullable Cluster cluster,
      String id,
      Function<Cluster, Decision> decision) {
    if (cluster == null) {
      return Decision.reject(CLUSTER_NOT_FOUND, "clusterId " + id + " does not exist");
    }
    return allowed.contains(cluster.status())
        ? decision.apply(cluster)
        : Decision.reject(
            CLUSTER_NOT_READY,
            "cluster "
                + id
                + " is "
                + cluster.status().text()
                + "; allowed when "
                + allowed.stream().map(ClusterStatus::text).collect(Collectors.joining(" or ")));
  }
}
