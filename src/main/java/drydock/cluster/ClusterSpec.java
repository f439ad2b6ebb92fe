package drydock.cluster;

/// What a cluster was ordered as.
///
/// @param cidr the block that the addresses of its pods and services come from
/// @param system the operating system of every node
/// @param kubernetes the release it runs, `1.10.5`
/// @param masterSubnet the subnet its masters have an address in; empty if none was asked for
public record ClusterSpec(
    String name,
    String description,
    String cidr,
    String vpc,
    String region,
    String system,
    String kubernetes,
    long project,
    String masterSubnet) {

  ClusterSpec described(String otherName, String otherDescription, long otherProject) {
    return new ClusterSpec(
        otherName,
        otherDescription,
        cidr,
        vpc,
        region,
        system,
        kubernetes,
        otherProject,
        masterSubnet);
  }
}
