package drydock.provider.tencent.cluster;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.number;
import static drydock.provider.tencent.Type.text;

import drydock.cluster.Admission;
import drydock.cluster.ClusterCommand;
import drydock.cluster.UpkeepCommand;
import drydock.kernel.Rejection;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.provider.tencent.Rule;
import drydock.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The actions that ask one thing of one cluster, as the service's API reference of 2019 has them:
/// ModifyClusterAttributes, ModifyProjectId, OperateClusterVip (document/api/457/18433),
/// CheckClusterCIDR (18159), DescribeClusterSecurityInfo (17560).
final class ClusterVerbs {

  private static final Returns CHANGED =
      Returns.noData().or(ErrorCode.CLUSTER_NOT_FOUND, ErrorCode.CLUSTER_NOT_READY);

  private ClusterVerbs() {}

  static List<Action> all(Backend backend) {
    return List.of(
        modifyClusterAttributes(backend),
        modifyProjectId(backend),
        operateClusterVip(backend),
        checkClusterCidr(backend),
        describeClusterSecurityInfo(backend));
  }

  private static Action modifyClusterAttributes(Backend backend) {
    return Action.of(
        "ModifyClusterAttributes",
        Parameters.of(
                ClusterParameters.CLUSTER_ID,
                optional("clusterName", text().length(1, 60)).says("Its name from now on."),
                optional("clusterDesc", text().length(1, 1000)).says("What it is for from now on."),
                optional("openHttps", integer().oneOf(0, 1))
                    .says("Whether its API is to be reached from outside."))
            .with(Rule.anyOf("clusterName", "clusterDesc", "openHttps")),
        CHANGED.or(ErrorCode.PROCESS_ALREADY_RUNNING),
        call -> backend.ask(call, attributes(call.arguments()), _ -> new Answer.NoData()));
  }

  private static Action modifyProjectId(Backend backend) {
    return Action.of(
        "ModifyProjectId",
        Parameters.of(
            ClusterParameters.CLUSTER_ID,
            required("projectId", number().range(0, Long.MAX_VALUE))
                .says("The project it belongs to from now on.")),
        CHANGED,
        call -> backend.ask(call, project(call.arguments()), _ -> new Answer.NoData()));
  }

  private static Action operateClusterVip(Backend backend) {
    return Action.of(
        "OperateClusterVip",
        Parameters.of(
            ClusterParameters.CLUSTER_ID,
            required("operation", text().oneOf("Create", "Delete"))
                .says("Whether its API is to be reached from outside, or not any more.")),
        Returns.data(Requests.Data.class)
            .or(
                ErrorCode.CLUSTER_NOT_FOUND,
                ErrorCode.CLUSTER_NOT_READY,
                ErrorCode.PROCESS_ALREADY_RUNNING),
        call -> backend.ask(call, endpoint(call.arguments()), Requests::answer));
  }

  private static Action checkClusterCidr(Backend backend) {
    return Action.of(
        "CheckClusterCIDR",
        Parameters.of(
            required("vpcId", text().length(1, 64)).says("The private network."),
            required("clusterCIDR", text().length(9, 18))
                .says("The block that a cluster there is to have.")),
        Returns.noData().or(ErrorCode.CIDR_CONFLICT, ErrorCode.CIDR_CONFLICT_NETWORK),
        call -> backend.look(sight -> checked(call.arguments(), sight.world())));
  }

  private static Action describeClusterSecurityInfo(Backend backend) {
    return Action.of(
        "DescribeClusterSecurityInfo",
        Parameters.of(ClusterParameters.CLUSTER_ID),
        Returns.data(Credential.class).or(ErrorCode.CLUSTER_NOT_FOUND),
        call ->
            backend.look(sight ->
                ClusterLookup.answer(
                    sight.world(),
                    call,
                    cluster -> new Answer.Data(Credential.of(cluster, sight.world().seed())))));
  }

  private static UpkeepCommand attributes(Arguments given) {
    return new UpkeepCommand.Describe(
        given.text("clusterId"),
        ClusterParameters.textOrNull(given, "clusterName"),
        ClusterParameters.textOrNull(given, "clusterDesc"),
        null,
        openHttps(given));
  }

  private static @Nullable Boolean openHttps(Arguments given) {
    return given.has("openHttps") ? (Boolean) (given.integer("openHttps") == 1) : null;
  }

  private static UpkeepCommand project(Arguments given) {
    return new UpkeepCommand.Describe(
        given.text("clusterId"), null, null, given.number("projectId"), null);
  }

  private static ClusterCommand endpoint(Arguments given) {
    String cluster = given.text("clusterId");
    return given.text("operation").equals("Create")
        ? new ClusterCommand.OpenEndpoint(cluster)
        : new ClusterCommand.CloseEndpoint(cluster);
  }

  private static Answer checked(Arguments given, World world) {
    Rejection conflict =
        Admission.block(
            given.text("clusterCIDR"),
            given.text("vpcId"),
            false,
            world.clusters(),
            world.profile());
    return conflict == null ? new Answer.NoData() : new Answer.Refused(conflict);
  }
}
