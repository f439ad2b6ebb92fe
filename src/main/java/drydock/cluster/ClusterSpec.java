package drydock.cluster;

/// What a cluster was ordered as.
///
/// @param cidr the block that the addresses of its pods and services come from
/// @param system the operating system of every node
/// @param kubernetes the release it runs, `1.10.5`
public record ClusterSpec(
    String name,
    String description,
    String cidr,
    String vpc,
    String region,
    String system,
    String kubernetes,
    long project) {}
