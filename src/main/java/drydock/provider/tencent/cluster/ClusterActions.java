package drydock.provider.tencent.cluster;

import drydock.provider.tencent.Action;
import drydock.provider.tencent.Backend;
import java.util.List;

/// The actions of clusters, nodes and tasks that are built.
public final class ClusterActions {

  private ClusterActions() {}

  /// All of them, over one world.
  ///
  /// @param kubernetes the release that clusters run
  public static List<Action> all(Backend backend, String kubernetes) {
    return List.of(
        new AddClusterInstances(backend),
        new CreateCluster(backend, kubernetes),
        new DeleteCluster(backend),
        new DeleteClusterInstances(backend),
        new DescribeCluster(backend),
        new DescribeClusterInstances(backend),
        new DescribeClusterTaskResult(backend));
  }
}
