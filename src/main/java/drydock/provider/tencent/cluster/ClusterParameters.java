package drydock.provider.tencent.cluster;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.text;

import drydock.cluster.ClusterCommand.Machines;
import drydock.cluster.ClusterCommand.NodeOrder;
import drydock.cluster.NodeSpec;
import drydock.provider.tencent.Arguments;
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

  /// What passwords of Linux machines are made of: 8 to 16 characters of at least two of letters,
  /// digits and signs. The three alternatives name the pairs, so nothing backtracks.
  private static final String PASSWORD =
      "(?=[\\x21-\\x7e]{8,16}$)(?:(?=.{0,15}[A-Za-z])(?=.{0,15}[0-9])|(?=.{0,15}[A-Za-z])(?=.{0,15}[^A-Za-z0-9])"
          + "|(?=.{0,15}[0-9])(?=.{0,15}[^A-Za-z0-9])).*";

  /// No machine is told a password and given a key.
  static final Rule PASSWORD_OR_KEY = Rule.notTogether("password", "keyId");

  private ClusterParameters() {}

  /// What describes the nodes that are ordered.
  static List<Parameter> nodes() {
    List<Parameter> all = new ArrayList<>(hardware());
    all.addAll(network());
    all.addAll(access());
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

  private static List<Parameter> access() {
    return List.of(
        optional(
                "password",
                text()
                    .form(
                        PASSWORD,
                        "8 to 16 characters of at least two of letters, digits and signs"))
            .secret()
            .says("The password of the nodes; they get one of their own if none is given."),
        optional("keyId", text().length(1, 64))
            .says("The key that may log in; not with a password."),
        optional("sgId", text().length(1, 64)).says("The security group of the nodes."));
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

  private static @Nullable String textOrNull(Arguments given, String name) {
    return given.has(name) ? given.text(name) : null;
  }
}
