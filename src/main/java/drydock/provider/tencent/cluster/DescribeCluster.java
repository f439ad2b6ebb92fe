package drydock.provider.tencent.cluster;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Type.list;
import static drydock.provider.tencent.Type.text;

import drydock.cluster.Cluster;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.Paging;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Lists clusters: those of the region asked, or of whatever region where ids are given (API
/// document, 查询集群列表).
final class DescribeCluster implements Action {
  private static final Parameters PARAMETERS =
      Parameters.of(
          optional("clusterIds", list(text().length(1, 64)).atMost(100))
              .says("Only these; all if none is given."),
          optional("clusterName", text().length(1, 60)).says("Only those of this name."),
          optional(
                  "status",
                  text()
                      .oneOf(
                          "Creating",
                          "Running",
                          "Deleting",
                          "Scaling",
                          "Upgrading",
                          "Isolated",
                          "Abnormal"))
              .says("Only those in this status."),
          optional("orderField", text().oneOf("clusterId", "clusterName", "createdAt", "updatedAt"))
              .byDefault("createdAt")
              .says("What the list is sorted by."),
          optional("orderType", text().oneOf("asc", "desc"))
              .byDefault("desc")
              .says("Upwards or downwards."),
          Paging.OFFSET,
          Paging.LIMIT);

  /// What the answer holds.
  record Data(int totalCount, List<ClusterView> clusters) {}

  private final Backend backend;

  DescribeCluster(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return "DescribeCluster";
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS;
  }

  @Override
  public Returns returns() {
    return Returns.data(Data.class);
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    return backend.look(sight -> answer(call, sight.world()));
  }

  private static Answer answer(Call call, World world) {
    Arguments given = call.arguments();
    List<Cluster> matching =
        world.clusters().list().stream()
            .filter(each -> matches(each, call))
            .sorted(order(given))
            .toList();
    List<ClusterView> shown =
        Paging.page(matching, given).stream().map(each -> ClusterView.of(each, world)).toList();
    return new Answer.Data(new Data(matching.size(), shown));
  }

  private static boolean matches(Cluster cluster, Call call) {
    Arguments given = call.arguments();
    boolean wanted =
        given.has("clusterIds")
            ? given.texts("clusterIds").contains(cluster.id())
            : cluster.spec().region().equals(call.region().longName());
    return wanted
        && (!given.has("clusterName") || cluster.spec().name().equals(given.text("clusterName")))
        && (!given.has("status") || cluster.status().text().equals(given.text("status")));
  }

  private static Comparator<Cluster> order(Arguments given) {
    Comparator<Cluster> upwards =
        switch (given.text("orderField")) {
          case "clusterId" -> Comparator.comparing(Cluster::id);
          case "clusterName" -> Comparator.comparing(each -> each.spec().name());
          case "updatedAt" -> Comparator.comparing(Cluster::updatedAt);
          default -> Comparator.comparing(Cluster::createdAt);
        };
    Comparator<Cluster> strict = upwards.thenComparingLong(Cluster::born);
    return given.text("orderType").equals("asc") ? strict : strict.reversed();
  }
}
