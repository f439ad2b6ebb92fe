package drydock.provider.tencent.cluster;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Type.list;
import static drydock.provider.tencent.Type.text;

import drydock.cluster.Adoption;
import drydock.cluster.Cluster;
import drydock.cluster.Node;
import drydock.cluster.Spare;
import drydock.profile.Catalogue;
import drydock.profile.Catalogue.Subnet;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Moments;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Lists the machines in a cluster's network, and whether they can be added to it (API reference of
/// 2019, document/api/457/18321).
final class DescribeExistedCvmForAddClusterInstances implements Action {
  private static final Parameters PARAMETERS =
      Parameters.of(
          ClusterParameters.CLUSTER_ID,
          optional("instanceName", text().length(1, 60)).says("Only those whose names hold this."),
          optional("ip", text().length(1, 15))
              .says("Only those one of whose addresses holds this."),
          optional("instanceIds", list(text().length(1, 64)).atMost(100)).says("Only these."));

  /// A machine.
  ///
  /// @param unusableReason empty for one that can be added
  record Device(
      String instanceName,
      String lanIp,
      String wanIp,
      String instanceId,
      String instanceCreateTime,
      boolean usable,
      String unusableReason) {}

  /// What the answer holds.
  record Data(int totalCount, List<Device> deviceList) {}

  private final Backend backend;

  DescribeExistedCvmForAddClusterInstances(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return "DescribeExistedCvmForAddClusterInstances";
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
    List<Device> matching =
        devices(cluster, world).stream()
            .filter(device -> matches(device, given))
            .sorted(Comparator.comparing(Device::instanceId))
            .toList();
    return new Answer.Data(new Data(matching.size(), matching));
  }

  private static List<Device> devices(Cluster cluster, World world) {
    Catalogue catalogue = world.profile().catalogue();
    List<Device> all = new ArrayList<>();
    for (Spare spare : world.clusters().spares().list(catalogue)) {
      if (isNear(spare.spec().subnet(), cluster, catalogue)) {
        String obstacle = Adoption.obstacle(spare, cluster, catalogue);
        all.add(
            new Device(
                spare.name(),
                spare.lan(),
                spare.wan(),
                spare.id(),
                Moments.text(spare.createdAt()),
                obstacle == null,
                obstacle == null ? "" : obstacle));
      }
    }
    for (Node node : world.clusters().allNodes()) {
      if (isNear(node.spec().subnet(), cluster, catalogue)) {
        all.add(
            new Device(
                node.name(),
                node.addresses().lan(),
                node.addresses().wan(),
                node.id().machine(),
                Moments.text(node.createdAt()),
                false,
                Adoption.ALREADY_IN_CLUSTER));
      }
    }
    return all;
  }

  private static boolean isNear(String subnetId, Cluster cluster, Catalogue catalogue) {
    Subnet subnet = catalogue.subnet(subnetId);
    return subnet != null && subnet.vpc().equals(cluster.spec().vpc());
  }

  private static boolean matches(Device device, Arguments given) {
    String ip = given.text("ip");
    List<String> ids = given.texts("instanceIds");
    return device.instanceName().contains(given.text("instanceName"))
        && (device.lanIp().contains(ip) || device.wanIp().contains(ip))
        && (ids.isEmpty() || ids.contains(device.instanceId()));
  }
}
