package drydock.provider.tencent.cluster;

import drydock.provider.tencent.Action;
import drydock.provider.tencent.Backend;
import java.util.ArrayList;
import java.util.List;

/// The actions of clusters, nodes, namespaces and tasks that are built.
public final class ClusterActions {

  private ClusterActions() {}

  /// All of them, over one world.
  ///
  /// @param kubernetes the release that clusters run where none is asked for
  public static List<Action> all(Backend backend, String kubernetes) {
    List<Action> all =
        new ArrayList<>(
            List.of(
                new AddClusterInstances(backend),
                new AddClusterInstancesFromExistedCvm(backend),
                new CreateCluster(backend, kubernetes),
                new CreateEmptyCluster(backend, kubernetes),
                new DeleteCluster(backend),
                new DeleteClusterInstances(backend),
                new DescribeCluster(backend),
                new DescribeClusterInstances(backend),
                new DescribeClusterTaskResult(backend),
                new DescribeExistedCvmForAddClusterInstances(backend),
                new DrainClusterNode(backend)));
    all.addAll(ClusterVerbs.all(backend));
    all.addAll(NodeVerbs.all(backend));
    all.addAll(NamespaceVerbs.all(backend));
    return all;
  }
}
