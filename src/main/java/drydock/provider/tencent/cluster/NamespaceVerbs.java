package drydock.provider.tencent.cluster;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.list;
import static drydock.provider.tencent.Type.text;

import drydock.cluster.Cluster;
import drydock.cluster.Namespace;
import drydock.cluster.UpkeepCommand;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Moments;
import drydock.provider.tencent.Parameter;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.provider.tencent.Type;
import drydock.world.World;
import java.util.List;

/// The actions of namespaces: DescribeClusterNameSpaces, CreateClusterNamespace,
/// DeleteClusterNamespace (API document, 查询集群命名空间 and on), ModifyNamespaceDescription (API
/// reference of 2019, document/api/457/18429).
final class NamespaceVerbs {

  private static final Type.Text NAME = text().length(1, 63);

  /// Kubernetes wants a DNS label.
  private static final Parameter NEW_NAME =
      required(
              "name",
              NAME.form(
                  "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?",
                  "small letters, digits and -, no - first or last"))
          .says("The namespace's name, unique in its cluster.");

  /// A namespace as it is listed.
  record View(String name, String status, String description, String createdAt) {
    static View of(Namespace namespace) {
      return new View(
          namespace.name(),
          namespace.terminating() ? "Terminating" : "Active",
          namespace.description(),
          Moments.text(namespace.createdAt()));
    }
  }

  /// What the answer of DescribeClusterNameSpaces holds.
  record Data(int totalCount, List<View> namespaces) {}

  private static final Returns CHANGED =
      Returns.noData().or(ErrorCode.CLUSTER_NOT_FOUND, ErrorCode.CLUSTER_NOT_READY);

  private NamespaceVerbs() {}

  static List<Action> all(Backend backend) {
    return List.of(
        Action.of(
            "DescribeClusterNameSpaces",
            Parameters.of(ClusterParameters.CLUSTER_ID),
            Returns.data(Data.class).or(ErrorCode.CLUSTER_NOT_FOUND),
            call ->
                backend.look(sight ->
                    ClusterLookup.answer(
                        sight.world(), call, cluster -> listed(cluster, sight.world())))),
        Action.of(
            "CreateClusterNamespace",
            Parameters.of(
                ClusterParameters.CLUSTER_ID,
                NEW_NAME,
                required("description", text().length(1, 1000).orEmpty())
                    .says("What it is for; may be empty.")),
            CHANGED.or(ErrorCode.RESOURCE_EXISTS),
            call -> backend.ask(call, creation(call), _ -> new Answer.NoData())),
        Action.of(
            "ModifyNamespaceDescription",
            Parameters.of(
                ClusterParameters.CLUSTER_ID,
                required("name", NAME).says("The namespace."),
                optional("description", text().length(1, 1000))
                    .says("What it is for from now on; empty if none is given.")),
            CHANGED.or(ErrorCode.RESOURCE_NOT_FOUND),
            call -> backend.ask(call, description(call), _ -> new Answer.NoData())),
        Action.of(
            "DeleteClusterNamespace",
            Parameters.of(
                ClusterParameters.CLUSTER_ID,
                required("names", list(NAME).atMost(100))
                    .says("The namespaces that are to go, with the services in them.")),
            CHANGED.or(ErrorCode.RESOURCE_NOT_FOUND, ErrorCode.RESOURCE_OP_FAILED),
            call -> backend.ask(call, deletion(call), _ -> new Answer.NoData())));
  }

  private static Answer listed(Cluster cluster, World world) {
    List<View> all = world.clusters().namespaces(cluster.id()).stream().map(View::of).toList();
    return new Answer.Data(new Data(all.size(), all));
  }

  private static UpkeepCommand creation(Call call) {
    Arguments given = call.arguments();
    return new UpkeepCommand.CreateNamespace(
        given.text("clusterId"), given.text("name"), given.text("description"));
  }

  private static UpkeepCommand description(Call call) {
    Arguments given = call.arguments();
    return new UpkeepCommand.DescribeNamespace(
        given.text("clusterId"), given.text("name"), given.text("description"));
  }

  private static UpkeepCommand deletion(Call call) {
    return new UpkeepCommand.DeleteNamespaces(
        call.arguments().text("clusterId"), call.arguments().texts("names"));
  }
}
