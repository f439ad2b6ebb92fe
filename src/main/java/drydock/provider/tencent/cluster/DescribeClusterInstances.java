package drydock.provider.tencent.cluster;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Type.text;

import drydock.cluster.Cluster;
import drydock.cluster.Node;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Paging;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.world.World;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Lists the nodes of a cluster, the oldest first (API document, 查询集群节点列表).
final class DescribeClusterInstances implements Action {
  private static final Parameters PARAMETERS =
      Parameters.of(
          ClusterParameters.CLUSTER_ID,
          Paging.OFFSET,
          Paging.LIMIT,
          optional("namespace", text().length(1, 63))
              .says("Taken as the real service takes it: nodes have none."));

  /// What the answer holds.
  record Data(int totalCount, List<NodeView> nodes) {}

  private final Backend backend;

  DescribeClusterInstances(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return "DescribeClusterInstances";
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS;
  }

  @Override
  public Returns returns() {
    return Returns.data(Data.class).or(ErrorCode.CLUSTER_NOT_FOUND);
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    return backend.look(sight ->
        ClusterLookup.answer(
            sight.world(), call, cluster -> answer(call.arguments(), cluster, sight.world())));
  }

  private static Answer answer(Arguments given, Cluster cluster, World world) {
    List<Node> nodes = List.copyOf(world.clusters().nodes(cluster.id()));
    List<NodeView> shown =
        Paging.page(nodes, given).stream()
            .map(node -> NodeView.of(node, cluster, world.profile().catalogue()))
            .toList();
    return new Answer.Data(new Data(nodes.size(), shown));
  }
}
