package drydock.provider.tencent.cluster;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.number;
import static drydock.provider.tencent.Type.text;

import drydock.cluster.ClusterCommand.Machines;
import drydock.cluster.ClusterCommand.NodeOrder;
import drydock.cluster.NodeSpec;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Parameter;
import drydock.provider.tencent.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parameters that several actions of clusters and nodes share, and what they stand for.
public final class ClusterParameters {

  public static final Parameter CLUSTER_ID =
      required("clusterId", text().length(1, 64))
          .says("The cluster's id, as DescribeCluster lists it.");

  static final Parameter NODE_DELETE_MODE =
      optional("nodeDeleteMode", text().oneOf("RemoveOnly", "Return"))
          .byDefault("Return")
          .says("Whether machines paid by the hour are given back; prepaid ones are always kept.");

  /// The signs that passwords may hold, for use in brackets (API document, CreateCluster,
  /// password).
  private static final String SIGNS = "()`~!@#$%^&*\\-+=|{}\\[\\]:;'<>,.?/";

  /// What passwords of Linux machines are made of: 8 to 16 characters of at least two of letters,
  /// digits and signs. Each look ahead is bounded, so nothing backtracks far.
  private static final String PASSWORD_FORM =
      "(?![A-Za-z]{8,16}$)(?![0-9]{8,16}$)(?![" + SIGNS + "]{8,16}$)[A-Za-z0-9" + SIGNS + "]{8,16}";

  private static final Parameter PASSWORD =
      optional(
              "password",
              text()
                  .form(
                      PASSWORD_FORM,
                      "8 to 16 characters of at least two of letters, digits and the signs"
                          + " ()`~!@#$%^&*-+=|{}[]:;'<>,.?/"))
          .secret()
          .refusedAs(ErrorCode.INVALID_PASSWORD)
          .says("The password of the nodes; they get one of their own if none is given.");

  private static final Parameter KEY =
      optional("keyId", text().length(1, 64)).says("The key that may log in; not with a password.");

  /// No machine is told a password and given a key.
  static final Rule PASSWORD_OR_KEY = Rule.notTogether("password", "keyId");

  /// Bandwidth by the month is for machines by the month, and by the hour for those by the hour
  /// (API document, CreateCluster, bandwidthType).
  static final Rule[] BILLING = {
    Rule.onlyWith("bandwidthType", "PayByMonth", "cvmType", "PayByMonth"),
    Rule.onlyWith("bandwidthType", "PayByHour", "cvmType", "PayByHour")
  };

  private ClusterParameters() {}

  /// What describes a cluster, with or without nodes.
  static List<Parameter> cluster(Parameter... more) {
    List<Parameter> all =
        new ArrayList<>(
            List.of(
                required("clusterName", text().length(1, 60)).says("The cluster's name."),
                optional("clusterDesc", text().length(1, 1000)).says("What it is for."),
                required("clusterCIDR", text().length(9, 18))
                    .says("The block that pods and services get addresses from."),
                optional("ignoreClusterCIDRConflict", integer().oneOf(0, 1))
                    .byDefault(0)
                    .alias("ignoreClusterCidrConflict")
                    .says("1 to go on where clusterCIDR overlaps another network's block."),
                required("vpcId", text().length(1, 64)).says("The private network."),
                optional("projectId", number().range(0, Long.MAX_VALUE))
                    .byDefault(0)
                    .says("The project it belongs to."),
                optional("clusterVersion", text().length(1, 32))
                    .says("The release of Kubernetes it runs.")));
    all.addAll(List.of(more));
    return all;
  }

  /// What describes the nodes that are ordered.
  static List<Parameter> nodes() {
    List<Parameter> all = new ArrayList<>(hardware());
    all.addAll(network());
    all.addAll(login());
    all.add(optional("sgId", text().length(1, 64)).says("The security group of the nodes."));
    return all;
  }

  private static List<Parameter> hardware() {
    return List.of(
        required("cpu", integer().range(1, 1024)).says("Cores of a node."),
        required("mem", integer().range(1, 4096)).says("GiB of memory of a node."),
        optional("instanceType", text().length(1, 32))
            .byDefault("CVM.S1")
            .says("The machine type of a node."),
        required("rootSize", integer().range(20, 50)).says("The system disk in GB."),
        required("storageSize", integer().range(0, 16_000).step(10))
            .says("The data disk in GB, 0 for none."),
        optional("cvmType", text().oneOf("PayByHour", "PayByMonth"))
            .byDefault("PayByHour")
            .says("How the nodes are paid for."),
        optional("period", integer().range(1, 36).orZero())
            .requiredWhen("cvmType", "PayByMonth")
            .says("Months that prepaid nodes are ordered for."));
  }

  private static List<Parameter> network() {
    return List.of(
        required("zoneId", text().length(1, 32)).says("The zone the nodes are in."),
        required("subnetId", text().length(1, 64)).says("The subnet the nodes are in."),
        required("bandwidthType", text().oneOf("PayByHour", "PayByMonth", "PayByTraffic"))
            .says("How public bandwidth is paid for: by the time it is used or by traffic."),
        required("bandwidth", integer().range(0, 10_000)).says("Public bandwidth in Mbit/s."),
        optional("wanIp", integer().oneOf(0, 1))
            .says(
                "Whether nodes have a public address: 1 by default if there is bandwidth, and never"
                    + " without."),
        required("isVpcGateway", integer().oneOf(0, 1))
            .says("Whether nodes are gateways of the network."));
  }

  /// How to log in to nodes.
  static List<Parameter> login() {
    return List.of(PASSWORD, KEY);
  }

  static NodeOrder order(Arguments given, int count) {
    int bandwidth = given.integer("bandwidth");
    boolean publicAddress = bandwidth > 0 && (!given.has("wanIp") || given.integer("wanIp") == 1);
    boolean monthly = given.text("cvmType").equals("PayByMonth");
    return new NodeOrder(
        count,
        new NodeSpec(
            given.text("zoneId"),
            given.text("subnetId"),
            new NodeSpec.Machine(
                given.text("instanceType"),
                given.integer("cpu"),
                given.integer("mem"),
                given.integer("rootSize"),
                given.integer("storageSize")),
            new NodeSpec.Uplink(
                bandwidth,
                given.text("bandwidthType").equals("PayByTraffic"),
                publicAddress,
                given.integer("isVpcGateway") == 1),
            new NodeSpec.Billing(monthly ? given.integer("period") : 0),
            new NodeSpec.Access(textOrNull(given, "keyId"), textOrNull(given, "sgId"))));
  }

  static Machines machines(Arguments given) {
    return given.text("nodeDeleteMode").equals("RemoveOnly") ? Machines.KEPT : Machines.RETURNED;
  }

  static @Nullable String textOrNull(Arguments given, String name) {
    return given.has(name) ? given.text(name) : null;
  }
}
